// A designer builds a variant just under the line; the authority tells it by letter that the variant needs a licence, too
// (to Nvidia and AMD in August 2022, October 2023 and April 2025). Where the scenario lets it, it answers so every
// variant that the model builds, a drawn time after its launch; real chips came under the letters that were really
// sent, which are regimes.
//
//   work on a letter  begins when the variant is in volume and grows by E (of closing) a week
//   it is sent when   work >= lag,   lag gamma of mean closing_months and shape closing_shape (adaptation.h)
//   then              the chip needs a licence, its denial presumed, to China and countries of group D5 and for firms
//                     with their seat there; what went before is shipped before its ban
//
// The lags that those parameters are drawn from are of variants: A800 and H800 were free for 11 and 7 months, H20 for
// 17. Runs share the draws, so a faster authority sends no letter later. The designer's next chip for China is the
// one that it would have cut next anyway (law/variants), with a letter of its own.
#pragma once

#include "models/enforcement/letters_state.h"
#include "models/law/verdict.h"

namespace chokepoint {

/// What a letter makes of a trade.
inline constexpr Ruling kUnderLetter{.verdict = Verdict::kLicence,
                                     .policy = ReviewPolicy::kPresumptionOfDenial};

/// Part of a phase: a week's work on letters about variants that are in volume.
void send_letters(const World& world, Letters& letters);

}  // namespace chokepoint
