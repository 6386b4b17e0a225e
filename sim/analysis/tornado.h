// How far each factor alone swings an outcome, widest first: the bars of a tornado chart.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/experiment/design.h"

namespace sim {

struct Swing {
  std::size_t factor = 0;
  double low = 0;   ///< output at the factor's lowest point; NaN when that run failed
  double base = 0;  ///< output at the centre; likewise
  double high = 0;  ///< output at its highest point; likewise
  double swing =
      0;  ///< largest less smallest output over its points and the centre; NaN when fewer than two ran
  std::size_t low_row = 0;  ///< of the plan; the centre's is 0
  std::size_t high_row = 0;
};

/// From one output a row of points_of(plan), in its order, NaN where a run failed. By falling swing, then by
/// factor; those without a swing last. Throws std::invalid_argument when the plan is not of
/// Method::kOneAtATime or there are not rows_of(plan) outputs.
std::vector<Swing> tornado(const Plan& plan, std::span<const double> outputs);

}  // namespace sim
