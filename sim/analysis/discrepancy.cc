#include "sim/analysis/discrepancy.h"

#include <algorithm>
#include <cmath>

#include "sim/numeric/statistics.h"

namespace sim {
namespace {

/// Half the 90 % band of a standard normal variable.
constexpr double kBand = 1.6448536269514722;
/// The largest discrepancy that is looked for: a factor of 20.
constexpr double kMost = 3;
constexpr int kSteps = 600;

double log_likelihood(const Miss& miss, double sd) {
  // Luck and record together may be nothing: a figure that is known to the last digit, and runs that all agree.
  const double variance = std::max(1e-8, miss.variance + sd * sd);
  return -0.5 * (std::log(variance) + miss.error * miss.error / variance);
}

/// The most likely one on a grid even in its square root, which is fine near 0.
double most_likely(std::span<const Miss> misses, std::size_t kind, std::size_t left_out) {
  const double rows = static_cast<double>(misses.size()) - (left_out < misses.size() ? 1 : 0);
  if (rows <= 0) return 0;
  double best = 0;
  double best_at = -1;
  for (int step = 0; step <= kSteps; ++step) {
    const double root = static_cast<double>(step) / kSteps;
    const double sd = kMost * root * root;
    double likelihood = 0;
    for (std::size_t i = 0; i < misses.size(); ++i) {
      if (i == left_out) continue;
      const double weight = (misses[i].kind == kind ? 1 : 0) + kPooledRows / rows;
      likelihood += weight * log_likelihood(misses[i], sd);
    }
    if (step == 0 || likelihood > best_at) {
      best_at = likelihood;
      best = sd;
    }
  }
  return best;
}

}  // namespace

std::optional<Miss> miss_of(std::size_t kind, std::span<const double> runs, double observed, double low,
                            double high) {
  if (runs.empty() || observed <= 0 || low <= 0 || high < low) return std::nullopt;
  const Spread spread = sim::spread({runs.begin(), runs.end()});
  if (!(spread.low > 0) || !std::isfinite(spread.high)) return std::nullopt;
  const double of_runs = std::log(spread.high / spread.low) / (2 * kBand);
  const double of_record = std::log(high / low) / (2 * kBand);
  return Miss{kind, std::log(observed / spread.median), of_runs * of_runs + of_record * of_record};
}

std::vector<double> discrepancies(std::span<const Miss> misses, std::size_t kinds) {
  std::vector<double> sds;
  for (std::size_t kind = 0; kind < kinds; ++kind) sds.push_back(most_likely(misses, kind, misses.size()));
  return sds;
}

double discrepancy_without(std::span<const Miss> misses, std::size_t left_out) {
  return most_likely(misses, misses[left_out].kind, left_out);
}

double covered_left_out(std::span<const Miss> misses) {
  if (misses.empty()) return 0;
  std::size_t inside = 0;
  for (std::size_t i = 0; i < misses.size(); ++i) {
    const double sd = discrepancy_without(misses, i);
    inside += std::abs(misses[i].error) <= kBand * std::sqrt(misses[i].variance + sd * sd) ? 1 : 0;
  }
  return static_cast<double>(inside) / static_cast<double>(misses.size());
}

}  // namespace sim
