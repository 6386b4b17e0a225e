#include "sim/analysis/morris.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "tests/support/reference.h"

namespace sim {
namespace {

Plan morris(std::size_t factors, std::size_t trajectories, std::uint64_t seed = 1, int levels = 4) {
  Plan plan;
  plan.method = Method::kMorris;
  plan.factors = factors;
  plan.samples = trajectories;
  plan.seed = seed;
  plan.morris_levels = levels;
  return plan;
}

MorrisEffects ishigami_effects(const Plan& plan) {
  return morris_effects(plan, tests::outputs_of(points_of(plan), tests::ishigami));
}

TEST_CASE("many trajectories come to the effects over the whole grid") {
  for (const auto& expected : tests::reference_values("morris_enumeration")) {
    const auto found = ishigami_effects(morris(3, 20000, 1, expected.at("levels")));
    for (std::size_t i = 0; i < 3; ++i) {
      const MorrisEffect& effect = found.effects[i];
      const double sigma = expected["sigma_population"][i];
      const double four_errors = 4 * sigma / std::sqrt(20000.0);
      CHECK(std::abs(effect.mu.value - expected["mu"][i].get<double>()) < four_errors);
      CHECK(std::abs(effect.mu_star.value - expected["mu_star"][i].get<double>()) < four_errors);
      CHECK(effect.sigma.value == doctest::Approx(sigma).epsilon(0.02));
    }
  }
}

TEST_CASE("a hundred trajectories give what SALib's fifty seeds give") {
  const auto expected = tests::reference("morris_50_seeds");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto found = ishigami_effects(morris(3, 100, seed));
    for (std::size_t i = 0; i < 3; ++i) {
      const MorrisEffect& effect = found.effects[i];
      const auto within = [&](double value, const char* mean, const char* sd) {
        return std::abs(value - expected[mean][i].get<double>()) < 4 * expected[sd][i].get<double>() + 1e-9;
      };
      CHECK(within(effect.mu_star.value, "mu_star_mean", "mu_star_sd"));
      CHECK(within(effect.sigma.value, "sigma_mean", "sigma_sd"));
      CHECK(effect.mu_star.interval.low <= effect.mu_star.value);
      CHECK(effect.mu_star.value <= effect.mu_star.interval.high);
    }
    CHECK(found.effects[1].mu_star.value == doctest::Approx(7.875).epsilon(1e-12));
  }
}

TEST_CASE("a straight line has its slopes for effects, without spread, whichever way a factor moves") {
  const Plan plan = morris(3, 5);
  const auto line = [](const std::vector<double>& u) { return 2 * u[0] - 3 * u[1]; };
  const auto found = morris_effects(plan, tests::outputs_of(points_of(plan), line));
  CHECK(found.effects[0].mu.value == doctest::Approx(2));
  CHECK(found.effects[1].mu.value == doctest::Approx(-3));
  CHECK(found.effects[1].mu_star.value == doctest::Approx(3));
  CHECK(found.effects[1].mu.interval.low == doctest::Approx(-3));
  CHECK(found.effects[0].sigma.value < 1e-12);
  CHECK(found.effects[2].mu_star.value == 0);
}

TEST_CASE("a group has a size of effect and no direction, also when its first factor cannot move") {
  Plan plan = morris(3, 50);
  plan.group = {0, 0, 1};
  plan.levels = {1, 0, 0};
  const auto line = [](const std::vector<double>& u) { return 2 * u[1]; };
  const auto found = morris_effects(plan, tests::outputs_of(points_of(plan), line));
  REQUIRE(found.effects.size() == 2);
  CHECK(found.effects[0].mu_star.value == doctest::Approx(2));
  CHECK(std::isnan(found.effects[0].mu.value));
  CHECK(std::isnan(found.effects[0].sigma.value));
  CHECK(found.effects[1].mu.value == 0);
}

TEST_CASE("a failed run costs its trajectory and no other") {
  const Plan plan = morris(3, 10);
  std::vector<double> outputs = tests::outputs_of(points_of(plan), tests::ishigami);
  const double without = ishigami_effects(morris(3, 9)).effects[0].mu.value;
  outputs[9 * 4 + 2] = std::numeric_limits<double>::quiet_NaN();
  const auto found = morris_effects(plan, outputs);
  CHECK(found.trajectories == 9);
  CHECK(found.dropped == 1);
  CHECK(found.effects[0].mu.value == without);
  for (double& output : outputs) output = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(morris_effects(plan, outputs).effects[0].mu_star.value));
}

TEST_CASE("effects of another design's outputs are refused") {
  Plan plan = morris(2, 4);
  CHECK_THROWS_AS(morris_effects(plan, std::vector<double>(11, 0.0)), std::invalid_argument);
  plan.method = Method::kSaltelli;
  CHECK_THROWS_AS(morris_effects(plan, std::vector<double>(rows_of(plan), 0.0)), std::invalid_argument);
}

}  // namespace
}  // namespace sim
