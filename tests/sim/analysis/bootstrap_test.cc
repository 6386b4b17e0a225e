#include "sim/analysis/bootstrap.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "sim/engine/random.h"

namespace sim {
namespace {

constexpr Purpose kValue{"bootstrap_test.value"};

Statistics mean_of(const std::vector<double>& values) {
  return [&values](std::span<const std::size_t> picks) {
    double sum = 0;
    for (const std::size_t i : picks) sum += values[i];
    return std::vector<double>{sum / static_cast<double>(picks.size())};
  };
}

TEST_CASE("the bootstrap interval of a mean is that of theory, when there are many values") {
  std::vector<double> values;
  for (std::uint64_t i = 0; i < 2000; ++i)
    values.push_back(normal_quantile(RandomStreams{1, 0}.uniform(i, 0, kValue)));
  const Interval theory = mean_with_interval(values, 0.9).interval;
  const Index mean = with_intervals(values.size(), 0.9, mean_of(values)).front();
  CHECK(mean.value == doctest::Approx((theory.low + theory.high) / 2));
  CHECK(mean.interval.high - mean.interval.low == doctest::Approx(theory.high - theory.low).epsilon(0.15));
}

TEST_CASE("a bootstrap interval at 90 percent holds the mean about nine times in ten") {
  int held = 0;
  for (std::uint64_t sample = 0; sample < 300; ++sample) {
    std::vector<double> values;
    for (std::uint64_t i = 0; i < 40; ++i) values.push_back(RandomStreams{2, sample}.uniform(i, 0, kValue));
    const Interval interval = bootstrap(40, 0.9, mean_of(values)).front();
    held += interval.low <= 0.5 && 0.5 <= interval.high;
  }
  CHECK(held > 0.83 * 300);
  CHECK(held < 0.95 * 300);
}

TEST_CASE("one unit has no interval, and resamples without a value are left out") {
  const std::vector<double> one{3};
  CHECK(std::isnan(bootstrap(1, 0.9, mean_of(one)).front().low));
  const auto nothing_without_unit_0 = [](std::span<const std::size_t> picks) {
    for (const std::size_t i : picks) {
      if (i == 0) return std::vector<double>{7};
    }
    return std::vector<double>{std::numeric_limits<double>::quiet_NaN()};
  };
  CHECK(bootstrap(3, 0.9, nothing_without_unit_0).front().low == 7);
  CHECK_THROWS_AS(bootstrap(3, 1.5, nothing_without_unit_0), std::invalid_argument);
}

}  // namespace
}  // namespace sim
