// Bounds of rules in words: which of them a chip stays under.
#pragma once

#include <string>

#include "models/law/conditions.h"

namespace chokepoint {

/// A figure as the rules print it: at most two decimals, thousands apart.
std::string figure(double value);

/// The first bound that a chip does not meet, "TPP 2,368 < 4,800"; "" when it meets them all.
std::string bound_not_met(const Limits& limits, const Chip& chip);

}  // namespace chokepoint
