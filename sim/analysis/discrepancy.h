// What a model misses though its parameters and its luck are allowed for: learned from its own misses on record, by kind
// of figure, and never typed in.
//
//   e = log(observed) - log(median of the runs)       of one figure
//   e ~ N(0, v + h s_kind^2)                           v: variance of the runs and of the record, in logarithms
//                                                      h: years that the figure lies ahead of those fitted, 1 if it is one
//   s_kind ~ half-Cauchy(tau)                          log tau ~ uniform from 0.01 to 1, and what all kinds say of it
//
// What is missed ahead of the record grows as a random walk does, by its variance in proportion to the time. A kind of many figures speaks for itself, one of few borrows from the others, and of one without any is known only how
// much kinds differ: its band is wide. Source of the prior: Gelman (2006), Bayesian Analysis 1(3).
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
  double years = 1;     ///< ahead of the last figure that was fitted
};

/// The miss of positive runs against a figure published as from `low` to `high` (90 %) around `observed`; where no range
/// is published, low = high = observed. Runs are taken as log-normal by their 5 % and 95 % points. Nothing when there are
/// no runs, or a number is not positive.
std::optional<Miss> miss_of(std::size_t kind, std::span<const double> runs, double observed, double low,
                            double high);

/// What is believed of the standard deviation s of one kind, in logarithms, up to 3 (a factor of twenty).
class Discrepancy {
 public:
  Discrepancy() = default;  ///< none: s is 0
  /// Weights of the points of a grid, from 0 to the largest.
  explicit Discrepancy(std::vector<double> weights);

  /// s at a probability from 0 to 1.
  double quantile(double u) const;
  double median() const { return quantile(0.5); }
  /// Whether an error lies in the central 90 % of N(0, variance + years s^2), over all that s may be.
  bool covers(const Miss& miss) const;

 private:
  std::vector<double> weights_;  ///< sum 1
};

/// By kind below `kinds`, from all misses but the one left out; none without misses.
std::vector<Discrepancy> discrepancies(std::span<const Miss> misses, std::size_t kinds,
                                       std::optional<std::size_t> left_out = {});

/// Share of misses that the 90 % band covers, each by what the others teach.
double covered_left_out(std::span<const Miss> misses, std::size_t kinds);

}  // namespace sim
