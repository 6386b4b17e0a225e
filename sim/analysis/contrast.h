// Scenarios against the first, run by run with the same random draws: how they differ, how surely, and what the
// pairing saves.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/analysis/bootstrap.h"
#include "sim/numeric/statistics.h"

namespace sim {

/// What the runs of every scenario say of one measure. The same place is the same random draws in all scenarios; NaN
/// where a run failed, +-infinity where it never got there.
struct ContrastMeasure {
  std::string name;
  Better better = Better::kLess;
  std::vector<std::vector<double>> scenarios;  ///< by scenario, then by run
};

/// A scenario less the first, over the runs that have a number in both.
struct Contrast {
  std::size_t measure = 0;
  std::size_t scenario = 0;  ///< 1 and up
  int pairs = 0;
  int left_out = 0;  ///< pairs that lack a number
  double mean = 0;   ///< of the differences, with its t interval: see PairedDifference
  Interval mean_interval;
  double median = 0;         ///< of the differences; NaN without pairs
  Interval median_interval;  ///< bootstrap: see median_with_interval()
  double share_better = 0;   ///< of pairs: an estimate of P(better); ties count neither way
  double share_worse = 0;
  Interval better_interval;  ///< Jeffreys, of share_better
  /// (var a + var b) / var (b - a): how many times the runs an unpaired comparison would need for an interval
  /// as narrow. 1 where common random draws do nothing, infinite where the difference is the same in all runs; NaN
  /// with fewer than two pairs, values that are not finite, or no variance at all.
  double pairing_saves = 0;
};

/// By measure, then by scenario. Throws std::invalid_argument when a measure has no scenario, its scenarios
/// have different numbers of runs, or unless 0 < level < 1.
std::vector<Contrast> contrasts(const std::vector<ContrastMeasure>& measures, double level = kLevel);

/// Contrast::pairing_saves of b less a, with its bootstrap interval over the pairs, whose upper end may be infinite.
/// Throws std::invalid_argument when the lengths differ or unless 0 < level < 1.
Index pairing_saves(std::span<const double> a, std::span<const double> b, double level = kLevel);

struct Median {
  double value = 0;  ///< NaN without values, or halfway between -infinity and infinity
  Interval interval;
};
/// The median of values that may be infinite, and the percentiles of its bootstrap distribution in the limit
/// of endless resamples, which for order statistics needs no drawing: the j-th of n values resampled is the
/// value at floor(n B) of the sorted ones, B of Beta(j, n - j + 1). For even n the lower end is that of the
/// lower middle value, the upper end that of the upper one. The whole line without values. Throws
/// std::invalid_argument when a value is NaN or unless 0 < level < 1. Source: Efron (1979), Bootstrap
/// Methods, Annals of Statistics 7(1), section 3.
Median median_with_interval(std::vector<double> values, double level = kLevel);

/// The runs after which a share p is known to +- relative_half_width p at `level` by the normal
/// approximation: z^2 (1 - p) / (p r^2), rounded up. For p = 0.01 and a half-width of 20 % at 0.9: 6,697.
/// Throws std::invalid_argument unless 0 < p < 1, 0 < level < 1 and relative_half_width > 0.
double runs_for_rare(double p, double relative_half_width = 0.2, double level = kLevel);

}  // namespace sim
