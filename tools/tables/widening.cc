#include "tools/tables/widening.h"

#include <algorithm>
#include <cmath>

namespace tools {
namespace {

constexpr sim::Purpose kMissPurpose{"predict.discrepancy"};

}  // namespace

double widened(double value, const sim::Discrepancy& discrepancy, const FigureAhead& figure,
               const sim::RandomStreams& streams) {
  const auto draws = streams.uniform4(sim::Purpose(figure.name).key, 0, kMissPurpose);
  const double sd = discrepancy.quantile(draws.u[1]) * std::sqrt(figure.years);
  if (sd == 0) return value;
  const double factor = std::exp(sd * sim::normal_quantile(draws.u[0]));
  if (figure.unit != "percent") return value * factor;
  if (value <= 0 || value >= 100) return value;
  const double odds = factor * value / (100 - value);
  return 100 * odds / (1 + odds);
}

std::vector<double> widened_runs(const std::vector<double>& by_run, const sim::Discrepancy& discrepancy,
                                 const FigureAhead& figure, std::uint64_t seed) {
  std::vector<double> values;
  for (std::size_t run = 0; run < by_run.size(); ++run) {
    if (std::isfinite(by_run[run])) values.push_back(widened(by_run[run], discrepancy, figure, {seed, run}));
  }
  return values;
}

double years_ahead(sim::Date from, sim::Date to) {
  constexpr double kLeast = 0.25;
  return std::max(kLeast, (to.days - from.days) / 365.25);
}

bool holds(const sim::Spread& runs, const Target& figure) {
  return runs.low <= figure.value && figure.value <= runs.high;
}

bool overlaps(const sim::Spread& runs, const Target& figure) {
  return runs.low <= figure.high.value_or(figure.value) && figure.low.value_or(figure.value) <= runs.high;
}

std::optional<sim::Miss> miss_of(const Target& figure, std::span<const double> runs) {
  return sim::miss_of(static_cast<std::size_t>(figure.kind), runs, figure.value,
                      figure.low.value_or(figure.value), figure.high.value_or(figure.value));
}

}  // namespace tools
