#include "sim/analysis/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/engine/parallel.h"
#include "sim/engine/random.h"

namespace sim {
namespace {

constexpr Purpose kPicks{"bootstrap.picks"};
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<std::size_t> draw(std::size_t units, std::uint64_t resample) {
  std::vector<std::size_t> picks(units);
  for (std::size_t i = 0; i < units; i += 4) {
    const Luck::Four four = Luck{0, resample}.uniform4(i / 4, 0, kPicks);
    for (std::size_t j = i; j < std::min(i + 4, units); ++j) {
      const auto pick = static_cast<std::size_t>(four.u[j - i] * static_cast<double>(units));
      picks[j] = std::min(pick, units - 1);
    }
  }
  return picks;
}

}  // namespace

std::vector<Interval> bootstrap(std::size_t units, double level, const Statistics& statistics) {
  if (!(level > 0 && level < 1)) {
    throw std::invalid_argument(fmt::format("an interval's level must lie between 0 and 1, not {}", level));
  }
  std::vector<std::vector<double>> samples(kResamples);
  for_each_run(samples.size(), [&](std::size_t i) { samples[i] = statistics(draw(units, i)); });
  std::vector<Interval> intervals(samples.front().size(), {kNan, kNan});
  for (std::size_t statistic = 0; statistic < intervals.size() && units > 1; ++statistic) {
    std::vector<double> values;
    for (const std::vector<double>& sample : samples) {
      if (!std::isnan(sample[statistic])) values.push_back(sample[statistic]);
    }
    intervals[statistic] = {quantile(values, (1 - level) / 2), quantile(values, (1 + level) / 2)};
  }
  return intervals;
}

std::vector<Index> with_intervals(std::size_t units, double level, const Statistics& statistics) {
  std::vector<std::size_t> all(units);
  std::iota(all.begin(), all.end(), std::size_t{0});
  const std::vector<double> values = statistics(all);
  const std::vector<Interval> intervals = bootstrap(units, level, statistics);
  std::vector<Index> indices;
  for (std::size_t i = 0; i < values.size(); ++i) {
    indices.push_back({values[i], std::isnan(values[i]) ? Interval{kNan, kNan} : intervals[i]});
  }
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
