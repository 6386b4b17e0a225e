#include "sim/analysis/contrast.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/beta.hpp>

#include "sim/numeric/constants.h"

namespace sim {
namespace {

void require_share(double share, const char* what) {
  if (!(share > 0 && share < 1)) {
    throw std::invalid_argument(fmt::format("{} must lie between 0 and 1, not {}", what, share));
  }
}

/// Sample variance; NaN when it has none.
double variance(const std::vector<double>& values) {
  const bool finite =
      std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  if (values.size() < 2 || !finite) return kNan;
  const double mean = mean_with_interval(values).value;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(values.size() - 1);
}

double saved(const std::vector<double>& a, const std::vector<double>& b,
             const std::vector<double>& differences) {
  const double apart = variance(a) + variance(b);
  return apart == 0 ? kNan : apart / variance(differences);
}

/// Runs that have a number in both scenarios, side by side.
struct Paired {
  std::vector<double> a, b, differences;

  void add(double first, double second) {
    if (std::isnan(first) || std::isnan(second)) return;
    a.push_back(first);
    b.push_back(second);
    differences.push_back(first == second ? 0 : second - first);
  }
};

/// The place in n sorted values at the p-quantile of the j-th (1 and up) of n resampled ones.
std::size_t resampled_place(std::size_t n, std::size_t j, double p) {
  const auto size = static_cast<double>(n);
  const auto order = static_cast<double>(j);
  const double part = boost::math::ibeta_inv(order, size - order + 1, p);
  return std::min(n - 1, static_cast<std::size_t>(size * part));
}

Contrast contrast(const ContrastMeasure& measure, std::size_t scenario, double level) {
  const auto& first = measure.scenarios.front();
  const auto& second = measure.scenarios[scenario];
  Paired runs;
  for (std::size_t run = 0; run < first.size(); ++run) runs.add(first[run], second[run]);
  const PairedDifference paired = paired_difference(runs.a, runs.b, level);
  const Median median = median_with_interval(runs.differences, level);
  Contrast result;
  result.scenario = scenario;
  result.pairs = paired.pairs;
  result.left_out = static_cast<int>(first.size() - runs.a.size());
  result.mean = paired.mean;
  result.mean_interval = paired.interval;
  result.median = median.value;
  result.median_interval = median.interval;
  result.share_better = paired.share_better;
  result.share_worse = paired.share_worse;
  if (measure.better == Better::kMore) std::swap(result.share_better, result.share_worse);
  const long better = paired.pairs == 0 ? 0 : std::lround(result.share_better * paired.pairs);
  result.better_interval = jeffreys(better, paired.pairs, level);
  result.pairing_saves = saved(runs.a, runs.b, runs.differences);
  return result;
}

}  // namespace

std::vector<Contrast> contrasts(const std::vector<ContrastMeasure>& measures, double level) {
  std::vector<Contrast> all;
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const ContrastMeasure& measure = measures[m];
    if (measure.scenarios.empty()) {
      throw std::invalid_argument(fmt::format("measure '{}' has no scenario", measure.name));
    }
    for (std::size_t s = 1; s < measure.scenarios.size(); ++s) {
      if (measure.scenarios[s].size() != measure.scenarios.front().size()) {
        throw std::invalid_argument(
            fmt::format("measure '{}' has {} runs of scenario {}, but {} of the first", measure.name,
                        measure.scenarios[s].size(), s, measure.scenarios.front().size()));
      }
      all.push_back(contrast(measure, s, level));
      all.back().measure = m;
    }
  }
  return all;
}

Index pairing_saves(std::span<const double> a, std::span<const double> b, double level) {
  if (a.size() != b.size())
    throw std::invalid_argument(fmt::format("{} runs cannot be paired with {}", a.size(), b.size()));
  Paired all;
  for (std::size_t run = 0; run < a.size(); ++run) all.add(a[run], b[run]);
  return with_intervals(all.a.size(), level,
                        [&](std::span<const std::size_t> picks) {
                          Paired drawn;
                          for (const std::size_t pick : picks) drawn.add(all.a[pick], all.b[pick]);
                          return std::vector{saved(drawn.a, drawn.b, drawn.differences)};
                        })
      .front();
}

Median median_with_interval(std::vector<double> values, double level) {
  require_share(level, "an interval's level");
  if (std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); })) {
    throw std::invalid_argument("no median of values that hold NaN");
  }
  const std::size_t n = values.size();
  if (n == 0) return {kNan, {-kInfinity, kInfinity}};
  std::sort(values.begin(), values.end());
  const std::size_t lower = (n + 1) / 2;  // counted from 1
  const std::size_t upper = n / 2 + 1;
  const double low = values[lower - 1];
  const double high = values[upper - 1];
  return {low == high ? low : (low + high) / 2,
          {values[resampled_place(n, lower, (1 - level) / 2)],
           values[resampled_place(n, upper, (1 + level) / 2)]}};
}

double runs_for_rare(double p, double relative_half_width, double level) {
  require_share(p, "a share");
  require_share(level, "an interval's level");
  if (!(relative_half_width > 0)) {
    throw std::invalid_argument(fmt::format("no runs give a half-width of {}", relative_half_width));
  }
  const double z = boost::math::quantile(boost::math::normal(), (1 + level) / 2);
  return std::ceil(z * z * (1 - p) / (p * relative_half_width * relative_half_width));
}

}  // namespace sim
