#include "sim/analysis/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/engine/parallel.h"
#include "sim/engine/random.h"
#include "sim/numeric/constants.h"

namespace sim {
namespace {

constexpr Purpose kPicks{"bootstrap.picks"};

std::vector<std::size_t> draw(std::size_t units, std::uint64_t resample) {
  std::vector<std::size_t> picks(units);
  for (std::size_t i = 0; i < units; i += 4) {
    const RandomStreams::Four four = RandomStreams{0, resample}.uniform4(i / 4, 0, kPicks);
    for (std::size_t j = i; j < std::min(i + 4, units); ++j) {
      const auto pick = static_cast<std::size_t>(four.u[j - i] * static_cast<double>(units));
      picks[j] = std::min(pick, units - 1);
    }
  }
  return picks;
}

using Resamples = std::vector<std::vector<double>>;  // by resample, by statistic

Resamples resampled(std::size_t units, const Statistics& statistics) {
  Resamples samples(kResamples);
  for_each_run(samples.size(), [&](std::size_t i) { samples[i] = statistics(draw(units, i)); });
  return samples;
}

std::vector<double> of_statistic(const Resamples& samples, std::size_t statistic) {
  std::vector<double> values;
  for (const std::vector<double>& sample : samples) {
    if (!std::isnan(sample[statistic])) values.push_back(sample[statistic]);
  }
  return values;
}

void require_level(double level) {
  if (!(level > 0 && level < 1)) {
    throw std::invalid_argument(fmt::format("an interval's level must lie between 0 and 1, not {}", level));
  }
}

std::vector<Interval> percentiles(const Resamples& samples, std::size_t units, double level) {
  std::vector<Interval> intervals(samples.front().size(), {kNan, kNan});
  for (std::size_t statistic = 0; statistic < intervals.size() && units > 1; ++statistic) {
    const std::vector<double> values = of_statistic(samples, statistic);
    intervals[statistic] = {quantile(values, (1 - level) / 2), quantile(values, (1 + level) / 2)};
  }
  return intervals;
}

double deviation_of(const std::vector<double>& values) {
  if (values.size() < 2) return kNan;
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

/// Sets the intervals of a family that has any.
void hold_together(const Resamples& samples, const std::vector<std::size_t>& family, double level,
                   std::vector<Index>& indices) {
  std::vector<double> deviations;
  for (const std::size_t s : family) deviations.push_back(deviation_of(of_statistic(samples, s)));
  std::vector<double> largest;
  for (const std::vector<double>& sample : samples) {
    double most = kNan;
    for (std::size_t i = 0; i < family.size(); ++i) {
      const double off = std::abs(sample[family[i]] - indices[family[i]].value) / deviations[i];
      if (std::isfinite(off) && !(off <= most)) most = off;
    }
    if (!std::isnan(most)) largest.push_back(most);
  }
  const double reach = largest.empty() ? 0 : quantile(largest, level);
  for (std::size_t i = 0; i < family.size(); ++i) {
    Index& index = indices[family[i]];
    if (std::isnan(index.interval.low)) continue;
    index.interval = {index.value - reach * deviations[i], index.value + reach * deviations[i]};
  }
}

}  // namespace

std::vector<Interval> bootstrap(std::size_t units, double level, const Statistics& statistics) {
  require_level(level);
  return percentiles(resampled(units, statistics), units, level);
}

std::vector<Index> with_intervals(std::size_t units, double level, const Statistics& statistics,
                                  const Families& families) {
  require_level(level);
  std::vector<std::size_t> all(units);
  std::iota(all.begin(), all.end(), std::size_t{0});
  const std::vector<double> values = statistics(all);
  const Resamples samples = resampled(units, statistics);
  const std::vector<Interval> intervals = percentiles(samples, units, level);
  std::vector<Index> indices;
  for (std::size_t i = 0; i < values.size(); ++i) {
    indices.push_back({values[i], std::isnan(values[i]) ? Interval{kNan, kNan} : intervals[i]});
  }
  for (const std::vector<std::size_t>& family : families) hold_together(samples, family, level, indices);
  return indices;
}

bool all_ran(std::span<const double> outputs) {
  for (const double output : outputs) {
    if (std::isinf(output)) {
      throw std::invalid_argument("an output is infinite, and sensitivities are of finite measures");
    }
  }
  return std::none_of(outputs.begin(), outputs.end(), [](double output) { return std::isnan(output); });
}

}  // namespace sim
