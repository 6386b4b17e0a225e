// How much of an outcome's spread is random draws, which no better knowledge of the inputs would take away.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/analysis/bootstrap.h"

namespace sim {

struct AleatoryShare {
  Index share;  ///< of the variance, 0 to 1; n/a when nothing varies or fewer than two points are left
  std::size_t points = 0;   ///< used
  std::size_t dropped = 0;  ///< with fewer than two replicates that did not fail
};

/// From a design of points x replicates: outputs[point][replicate], NaN where a run failed. With W the mean
/// over points of the variance within a point (n - 1), and B the variance between the points' means less the
/// part of it that is random draws, mean(variance within / replicates), but not below 0: W / (W + B), the law of
/// total variance with unbiased parts; percentile bootstrap over points. Two replicates a point are enough.
/// With random draws as a factor of a Saltelli plan the same is asked otherwise: its first index is what random draws do
/// alone, and its total index is this share. Throws std::invalid_argument when an output is infinite, or not
/// 0 < level < 1. Source: Searle, Casella, McCulloch (1992), Variance Components, section 3.6.
AleatoryShare aleatory_share(const std::vector<std::vector<double>>& outputs, double level = 0.9);

}  // namespace sim
