// How far a number computed from a sample may be off, found by drawing the sample again from itself.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "sim/numeric/statistics.h"

namespace sim {

/// A number with its interval. NaN in all three, "n/a", where what was observed defines no such number.
struct Index {
  double value = 0;
  Interval interval;
};

inline constexpr int kResamples = 500;

/// Several statistics of the units whose numbers are given, which may repeat.
using Statistics = std::function<std::vector<double>(std::span<const std::size_t> picks)>;

/// Percentile bootstrap intervals of several statistics at once: statistics(picks) is computed for kResamples
/// lists of `units` numbers below `units`, drawn with replacement, and each statistic's interval is from the
/// (1 - level) / 2 to the (1 + level) / 2 quantile of its values that are not NaN; {NaN, NaN} when all are,
/// or there are fewer than two units, which say nothing of their spread. The lists are the same in every
/// call. `statistics` is called from several threads, must be pure and return as many values every time.
/// Throws std::invalid_argument unless 0 < level < 1. Source: Efron, Tibshirani (1993), An Introduction to
/// the Bootstrap, section 13.3.
std::vector<Interval> bootstrap(std::size_t units, double level, const Statistics& statistics);

/// What an interval holds with its level: its own statistic, or every one of its family at once, which is what
/// a reader needs who looks for the largest of many.
enum class Holds { kEach, kFamily };
/// Numbers of the statistics that are read beside each other.
using Families = std::vector<std::vector<std::size_t>>;

/// What statistics(all units once, in order) gives, each with its interval; n/a where that is NaN.
/// Statistics of a family get intervals that all hold together: value -+ c s, s the standard deviation of its
/// resampled values and c the `level` quantile over resamples of the largest |resampled - value| / s of the
/// family. Source: Davison, Hinkley (1997), Bootstrap Methods, section 4.2.4; Romano, Wolf (2005).
std::vector<Index> with_intervals(std::size_t units, double level, const Statistics& statistics,
                                  const Families& families = {});

/// Whether all are finite; a failed run's output is NaN. Throws std::invalid_argument at an infinity: a mean
/// and a variance need finite measures, and leaving out such runs would bend them.
bool all_ran(std::span<const double> outputs);

}  // namespace sim
