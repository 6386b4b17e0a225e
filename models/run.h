// One run, from a setting and its luck to what it shows.
#pragma once

#include "models/record/measures.h"
#include "models/week.h"

namespace chokepoint {

/// Whether a run draws its guesses from their ranges, or takes their central values; luck varies either way.
enum class Guesses { kDrawn, kCentral };

/// Runs a scenario once. Throws sim::ContractBroken when a law of the model is broken.
RunOutcome simulate(const Setting& setting, const sim::Luck& luck, Checks checks,
                    Guesses guesses = Guesses::kDrawn);

/// The same with given parameters.
RunOutcome simulate(const Setting& setting, const sim::Luck& luck, Checks checks,
                    const Parameters& parameters);

}  // namespace chokepoint
