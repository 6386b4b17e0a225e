// Numbers that are none, and some that are large.
#pragma once

#include <limits>

namespace sim {

/// Missing, unknown or undefined.
inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

inline constexpr double kMillion = 1e6;
inline constexpr double kBillion = 1e9;

}  // namespace sim
