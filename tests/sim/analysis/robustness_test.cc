#include "sim/analysis/robustness.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "sim/engine/random.h"

namespace {

using doctest::Approx;
using sim::Better;
using sim::Criterion;

sim::Robustness gains() {
  sim::RobustnessSettings settings;
  settings.better = Better::kMore;
  settings.threshold = 6;
  return sim::robustness({{8, 3, 5, 9}, {6, 6, 6, 6}, {9, 1, 4, 10}, {7, 5, 7, 5}}, settings);
}

void check(const sim::Robustness& result, Criterion criterion, const std::vector<double>& expected) {
  CAPTURE(words(criterion));
  for (std::size_t p = 0; p < expected.size(); ++p) {
    CHECK(result.policies.at(p).by(criterion) == Approx(expected[p]).epsilon(1e-12));
  }
}

// Reference: the same matrix through an independent implementation (NumPy).
TEST_CASE("every criterion gives the reference's numbers for gains") {
  const auto result = gains();
  check(result, Criterion::kMaximin, {3, 6, 1, 5});
  check(result, Criterion::kMaximax, {9, 6, 10, 7});
  check(result, Criterion::kHurwicz, {6, 6, 5.5, 6});
  check(result, Criterion::kLaplace, {6.25, 6, 6, 6});
  check(result, Criterion::kMaxRegret, {3, 4, 5, 5});
  check(result, Criterion::kMeanRegret, {1.75, 2, 2, 2});
  check(result, Criterion::kP90Regret, {2.7, 3.7, 4.4, 4.1});
  check(result, Criterion::kSatisficing, {0.5, 1, 0.5, 0.5});
  check(result, Criterion::kMeanVariance, {2.1418982454788567, 7, 1.4975713839378695, 3.5});
  CHECK(result.best_by(Criterion::kMaximin) == 1);
  CHECK(result.best_by(Criterion::kMaximax) == 2);
  CHECK(result.best_by(Criterion::kMaxRegret) == 0);
  CHECK(result.best_by(Criterion::kLaplace) == 0);
  CHECK(result.best_by(Criterion::kSatisficing) == 1);
}

TEST_CASE("harm is gain turned round: the same regrets, the same choices") {
  sim::RobustnessSettings settings;
  settings.threshold = -6;
  const auto harm =
      sim::robustness({{-8, -3, -5, -9}, {-6, -6, -6, -6}, {-9, -1, -4, -10}, {-7, -5, -7, -5}}, settings);
  const auto gain = gains();
  for (const Criterion c : sim::kCriteria) {
    if (c == Criterion::kMeanVariance) continue;
    CHECK(harm.best_by(c) == gain.best_by(c));
    for (std::size_t p = 0; p < 4; ++p) {
      CHECK(std::abs(harm.policies[p].by(c)) == Approx(std::abs(gain.policies[p].by(c))));
    }
  }
}

TEST_CASE("a harm that is small and sure wins by mean and spread") {
  const auto result = sim::robustness({{1, 5}, {3, 3}, {2, 2}}, {});
  check(result, Criterion::kMeanVariance, {12, 4, 3});
  CHECK(result.best_by(Criterion::kMeanVariance) == 2);
}

TEST_CASE("a world that lacks a number for one policy is left out for all, and counted") {
  const double nan = std::nan("");
  const double inf = std::numeric_limits<double>::infinity();
  const auto result = sim::robustness({{1, nan, 3, 4}, {2, 0, inf, 1}}, {});
  CHECK(result.worlds == 2);
  CHECK(result.left_out == 2);
  check(result, Criterion::kMeanRegret, {1.5, 0.5});
  const auto none = sim::robustness({{nan, 1}, {1, nan}}, {});
  CHECK(none.worlds == 0);
  CHECK(std::isnan(none.policies[0].by(Criterion::kMeanRegret)));
}

// Regret of a world is 0 or 2 with a fair coin, for one policy and for the other: the mean regret of 200
// worlds is 1 +- 0.0707, so its 90 % interval is about 0.233 wide.
TEST_CASE("the intervals over worlds are as wide as chance makes them") {
  constexpr sim::Purpose kCoin{"test.coin"};
  std::vector<std::vector<double>> payoffs(2);
  for (std::uint64_t world = 0; world < 200; ++world) {
    const bool first = sim::RandomStreams{3}.uniform(world, 0, kCoin) < 0.5;
    payoffs[0].push_back(first ? 2 : 0);
    payoffs[1].push_back(first ? 0 : 2);
  }
  const auto result = sim::robustness(payoffs, {Better::kLess, 1});
  const auto& one = result.policies[0];
  CHECK(one.mean_regret_interval.high - one.mean_regret_interval.low == Approx(0.233).epsilon(0.1));
  CHECK(one.satisficing_bootstrap.low == Approx(one.satisficing_interval.low).epsilon(0.02));
  CHECK(one.satisficing_bootstrap.high == Approx(one.satisficing_interval.high).epsilon(0.02));
  CHECK(one.best_by_mean_regret + result.policies[1].best_by_mean_regret == Approx(1));
  CHECK(one.best_by_mean_regret == Approx(one.best_by_satisficing));
}

TEST_CASE("policies that are alike share the first place, and a better one has it alone") {
  const auto alike = sim::robustness({{1, 2, 3}, {1, 2, 3}}, {});
  CHECK(alike.policies[0].best_by_mean_regret == Approx(0.5));
  const auto better = sim::robustness({{1, 2, 3}, {0, 1, 2}}, {});
  CHECK(better.policies[1].best_by_mean_regret == Approx(1));
  CHECK(better.policies[0].mean_regret_interval.low == 1);
}

TEST_CASE("a ragged matrix and settings out of range are refused") {
  CHECK_THROWS_AS(sim::robustness({}, {}), std::invalid_argument);
  CHECK_THROWS_AS(sim::robustness({{1, 2}, {1}}, {}), std::invalid_argument);
  CHECK_THROWS_AS(sim::robustness({{1}}, {Better::kLess, 0, 1.5}), std::invalid_argument);
}

}  // namespace
