// The ratio of two means over the same runs, with an interval that holds although both are uncertain.
#pragma once

#include <span>

#include "sim/numeric/statistics.h"

namespace sim {

/// mean(over) / mean(under), paired run by run, with Fieller's interval: the ratios q for which the mean of
/// over - q under is not told from 0 at `level` by a t test. The whole line when mean(under) itself is not told from
/// 0 or there are fewer than two pairs; NaN when it is 0. Throws std::invalid_argument when the lengths differ or
/// unless 0 < level < 1. Source: Fieller (1954), Some Problems in Interval Estimation, JRSS B 16(2).
Mean ratio_of_means(std::span<const double> over, std::span<const double> under, double level = 0.9);

}  // namespace sim
