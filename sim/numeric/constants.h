// Numbers that are none.
#pragma once

#include <limits>

namespace sim {

/// Missing, unknown or undefined.
inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace sim
