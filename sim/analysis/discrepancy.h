// What a model misses though its parameters and its luck are allowed for: learned from its own misses on record, by kind
// of figure, and never typed in.
//
//   e = log(observed) - log(median of the runs)       of one figure
//   e ~ N(0, v + s_kind^2)                             v: variance of the runs and of the record, in logarithms
//
// s_kind is the most likely one, where the misses of all kinds together count as `kPooledRows` more of the kind's own: a
// kind of few figures borrows from the others, one of many speaks for itself.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sim {

/// A figure on record and what runs said of it, in natural logarithms.
struct Miss {
  std::size_t kind = 0;
  double error = 0;     ///< observed less the median of the runs
  double variance = 0;  ///< of the runs and of the record
};

/// How many rows of its own the misses of all kinds count as.
inline constexpr double kPooledRows = 2;

/// The miss of positive runs against a figure published as from `low` to `high` (90 %) around `observed`; where no range
/// is published, low = high = observed. Runs are taken as log-normal by their 5 % and 95 % points. Nothing when there are
/// no runs, or a number is not positive.
std::optional<Miss> miss_of(std::size_t kind, std::span<const double> runs, double observed, double low,
                            double high);

/// Standard deviation in logarithms, by kind below `kinds`; all zero without misses.
std::vector<double> discrepancies(std::span<const Miss> misses, std::size_t kinds);

/// The same for the kind of one miss, as it would have been learned without that miss.
double discrepancy_without(std::span<const Miss> misses, std::size_t left_out);

/// Share of misses that lie in the 90 % band of N(0, variance + s^2), each with the s that the others teach.
double covered_left_out(std::span<const Miss> misses);

}  // namespace sim
