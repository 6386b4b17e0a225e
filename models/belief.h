// What calibration left of what is believed of parameters: draws of some of them together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint {

/// Draws of a posterior. Parameters that it does not name are as their priors say.
struct Belief {
  std::vector<std::string> paths;  ///< of parameters, as --set takes them without "parameters."
  std::vector<std::vector<double>>
      points;              ///< by draw, by path: where in its prior a value lies, from 0 to 1
  std::uint64_t hash = 0;  ///< of both
};

}  // namespace chokepoint
