#include "sim/analysis/contrast.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "sim/engine/random.h"

namespace {

using doctest::Approx;
using sim::Better;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr sim::Purpose kShared{"test.shared"};
constexpr sim::Purpose kOwn{"test.own"};

/// Standard normal values of 400 runs with correlation 0.9 between scenarios.
std::vector<double> scenario(std::uint64_t number, double shift, std::uint64_t seed = 5) {
  std::vector<double> values;
  for (std::uint64_t run = 0; run < 400; ++run) {
    const sim::RandomStreams streams{seed, run};
    values.push_back(shift + std::sqrt(0.9) * sim::normal_quantile(streams.uniform(0, 0, kShared)) +
                     std::sqrt(0.1) * sim::normal_quantile(streams.uniform(number, 0, kOwn)));
  }
  return values;
}

// var a + var b = 2, var (b - a) = 2 (1 - 0.9): ten times.
TEST_CASE("pairing saves what the correlation of the scenarios gives") {
  const auto all = sim::contrasts({{"harm", Better::kLess, {scenario(0, 0), scenario(1, -0.5)}}});
  REQUIRE(all.size() == 1);
  CHECK(all[0].pairing_saves == Approx(10).epsilon(0.15));
  CHECK(all[0].mean == Approx(-0.5).epsilon(0.1));
  CHECK(all[0].mean_interval.low < -0.5);
  CHECK(all[0].mean_interval.high > -0.5);
  // P(N(-0.5, sqrt 0.2) < 0) = Phi(1.118) = 0.868.
  CHECK(all[0].share_better == Approx(0.868).epsilon(0.05));
  CHECK(all[0].better_interval.low < 0.868);
  CHECK(all[0].better_interval.high > 0.868);
}

TEST_CASE("what pairing saves has an interval over the pairs that holds it, and none where nothing varies") {
  const auto saves = sim::pairing_saves(scenario(0, 0), scenario(1, -0.5));
  CHECK(saves.value == Approx(10).epsilon(0.15));
  CHECK(saves.interval.low < 10);
  CHECK(saves.interval.high > 10);
  CHECK(saves.interval.high < 13);
  CHECK(sim::pairing_saves(std::vector{1.0, 2.0, 3.0}, std::vector{5.0, 6.0, 7.0}).value == kInfinity);
  CHECK(std::isnan(sim::pairing_saves(std::vector{1.0, 1.0}, std::vector{2.0, 2.0}).value));
  CHECK(std::isnan(sim::pairing_saves(std::vector{1.0}, std::vector{2.0}).interval.high));
  CHECK_THROWS_AS(sim::pairing_saves(std::vector{1.0}, {}), std::invalid_argument);
}

TEST_CASE("every scenario is held against the first, measure by measure") {
  const std::vector<std::vector<double>> runs{{1, 2, 3}, {0, 2, 1}, {5, 6, 7}};
  const auto all = sim::contrasts({{"harm", Better::kLess, runs}, {"gain", Better::kMore, runs}});
  REQUIRE(all.size() == 4);
  CHECK(all[0].mean == -1);
  CHECK(all[0].median == -1);
  CHECK(all[0].share_better == Approx(2.0 / 3));
  CHECK(all[1].scenario == 2);
  CHECK(all[1].mean == 4);
  CHECK(all[1].pairing_saves == kInfinity);
  CHECK(all[2].measure == 1);
  CHECK(all[2].share_better == 0);
  CHECK(all[2].share_worse == Approx(2.0 / 3));
  CHECK(all[3].share_better == 1);
}

TEST_CASE("a pair that lacks a number is left out and counted, one without end is not") {
  const double nan = std::nan("");
  const auto all =
      sim::contrasts({{"week", Better::kMore, {{10, nan, 30, 40}, {12, 5, kInfinity, kInfinity}}}});
  CHECK(all.at(0).pairs == 3);
  CHECK(all[0].left_out == 1);
  CHECK(all[0].mean == kInfinity);
  CHECK(all[0].median == kInfinity);
  CHECK(all[0].share_better == 1);
  CHECK(std::isnan(all[0].pairing_saves));
  const auto none = sim::contrasts({{"x", Better::kLess, {{nan}, {1}}}});
  CHECK(none.at(0).pairs == 0);
  CHECK(std::isnan(none[0].median));
  CHECK(none[0].better_interval.high == 1);
}

TEST_CASE("no number to compare at all leaves nothing to be said") {
  const auto all = sim::contrasts({{"alone", Better::kLess, {{1, 2}}}});
  CHECK(all.empty());
  CHECK_THROWS_AS(sim::contrasts({{"none", Better::kLess, {}}}), std::invalid_argument);
  CHECK_THROWS_AS(sim::contrasts({{"x", Better::kLess, {{1, 2}, {1}}}}), std::invalid_argument);
}

// For n = 11 the chance that the median of a resample is at most the k-th value is P(Binomial(11, k / 11) >=
// 6): 0.0073 for k = 2, 0.0513 for k = 3, so the 5 % point is the 3rd value and the 95 % point the 9th.
TEST_CASE("the median's interval is that of a bootstrap without end") {
  std::vector<double> values;
  for (int i = 1; i <= 11; ++i) values.push_back(i * i);
  const sim::Median median = sim::median_with_interval(values);
  CHECK(median.value == 36);
  CHECK(median.interval.low == 9);
  CHECK(median.interval.high == 81);
}

TEST_CASE("the median's interval holds it as often as it says") {
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const auto values = scenario(0, 0, seed);
    const auto interval = sim::median_with_interval({values.begin(), values.begin() + 50}).interval;
    held += interval.low <= 0 && 0 <= interval.high;
  }
  CHECK(held >= 260);
  CHECK(held <= 288);
}

TEST_CASE("a median of values without end is one of them") {
  CHECK(sim::median_with_interval({-kInfinity, 1, kInfinity}).value == 1);
  CHECK(sim::median_with_interval({kInfinity, kInfinity}).value == kInfinity);
  CHECK(sim::median_with_interval({1, 2}).value == 1.5);
  CHECK(sim::median_with_interval({-kInfinity, 2}).value == -kInfinity);
  CHECK(sim::median_with_interval({3}).interval.low == 3);
  CHECK_THROWS_AS(sim::median_with_interval({std::nan("")}), std::invalid_argument);
}

// z = 1.644854 at 0.9: 2.705543 * 99 / 0.04.
TEST_CASE("rare outcomes need runs in inverse proportion") {
  CHECK(sim::runs_for_rare(0.01, 0.2, 0.9) == 6697);
  CHECK(sim::runs_for_rare(0.001, 0.2, 0.9) == Approx(10 * 6697).epsilon(0.02));
  CHECK(sim::runs_for_rare(0.5, 1, 0.95) == 4);
  CHECK_THROWS_AS(sim::runs_for_rare(0, 0.2, 0.9), std::invalid_argument);
  CHECK_THROWS_AS(sim::runs_for_rare(0.1, 0, 0.9), std::invalid_argument);
}

}  // namespace
