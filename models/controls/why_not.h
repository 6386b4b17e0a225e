// Why a control leaves a trade alone, in words: which bound the chip stays under, or which place it is not about.
#pragma once

#include <string>

#include "models/kinds.h"

namespace chokepoint {

/// A figure as the rules print it: at most two decimals, thousands apart.
std::string figure(double value);

/// The first bound that a chip does not meet, "TPP 2,368 < 4,800"; "" when it meets them all.
std::string bound_not_met(const Limits& limits, const Chip& chip);

/// One clause of a sentence; meaningful for a control that has no opinion of the trade.
std::string why_not(const Control& control, const Trade& trade, const Catalogue& catalogue,
                    const PlaceNetwork& network);

}  // namespace chokepoint
