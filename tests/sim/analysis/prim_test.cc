#include "sim/analysis/prim.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <stdexcept>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "sim/engine/random.h"

namespace {

using doctest::Approx;
using sim::PrimBound;

/// The first 1,024 points of the Sobol sequence in 4 dimensions, a column each. Direction numbers: Joe, Kuo
/// (2008), SIAM J. Sci. Comput. 30.
std::vector<sim::PrimFactor> sobol_factors() {
  std::array<std::array<unsigned, 10>, 4> m{{{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, {1}, {1, 3}, {1, 3, 1}}};
  for (std::size_t k = 1; k < 10; ++k) m[1][k] = (m[1][k - 1] << 1) ^ m[1][k - 1];
  for (std::size_t k = 2; k < 10; ++k) m[2][k] = (m[2][k - 1] << 1) ^ (m[2][k - 2] << 2) ^ m[2][k - 2];
  for (std::size_t k = 3; k < 10; ++k) m[3][k] = (m[3][k - 2] << 2) ^ (m[3][k - 3] << 3) ^ m[3][k - 3];
  std::vector<sim::PrimFactor> factors{{"a", {}}, {"b", {}}, {"c", {}}, {"d", {}}};
  for (std::size_t d = 0; d < 4; ++d) {
    for (unsigned i = 0; i < 1024; ++i) {
      unsigned x = 0;
      for (unsigned k = 0; k < 10; ++k) x ^= ((i ^ (i >> 1)) >> k & 1U) * (m[d][k] << (9 - k));
      factors[d].values.push_back(x / 1024.0);
    }
  }
  return factors;
}

std::vector<bool> in_the_corner(const std::vector<sim::PrimFactor>& factors) {
  std::vector<bool> interest;
  for (std::size_t i = 0; i < factors[0].values.size(); ++i) {
    interest.push_back(factors[0].values[i] > 0.6 && factors[1].values[i] < 0.35);
  }
  return interest;
}

nlohmann::json reference(const char* block) {
  std::ifstream file(REPOSITORY "/tests/sim/analysis/prim_box.json");
  return nlohmann::json::parse(file)[block];
}

void check_restrictions(const sim::PrimStep& step, const nlohmann::json& row) {
  std::size_t told = 0;
  for (const auto& restriction : step.restrictions) {
    const char* name = restriction.factor == 0 ? "a" : "b";
    const int end = restriction.bound == PrimBound::kAtLeast ? 0 : 1;
    CHECK(restriction.limit == row["limits"].at(name)[end]);
    // Relative, though the values go down to 1e-63.
    CHECK(std::log(restriction.quasi_p) == Approx(std::log(row["quasi_p"].at(name)[end].get<double>())));
    ++told;
  }
  CHECK(told == row["limits"].size());
}

TEST_CASE("a box is peeled step by step as the reference does it") {
  const auto factors = sobol_factors();
  for (const double alpha : {0.05, 0.1}) {
    sim::PrimSettings settings;
    settings.peel_alpha = alpha;
    settings.resamples = 0;
    const auto result = sim::prim(factors, in_the_corner(factors), settings);
    const auto rows = reference(alpha == 0.05 ? "peel_alpha=0.05" : "peel_alpha=0.1");
    const auto& steps = result.boxes.at(0).trajectory;
    REQUIRE(steps.size() == rows.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
      CHECK(steps[i].cases == rows[i]["n"]);
      CHECK(steps[i].of_interest == rows[i]["k"]);
      CHECK(steps[i].coverage == Approx(rows[i]["coverage"].get<double>()).epsilon(1e-12));
      CHECK(steps[i].density == Approx(rows[i]["density"].get<double>()).epsilon(1e-12));
      CHECK(steps[i].mass == Approx(rows[i]["mass"].get<double>()).epsilon(1e-12));
      CHECK(steps[i].restricted == rows[i]["res_dim"]);
      check_restrictions(steps[i], rows[i]);
    }
  }
}

TEST_CASE("the box chosen is dense enough and covers most, and half of the cases find its factors again") {
  const auto factors = sobol_factors();
  sim::PrimSettings settings;
  settings.density_threshold = 0.8;
  const auto result = sim::prim(factors, in_the_corner(factors), settings);
  REQUIRE(result.boxes.size() == 1);
  const sim::PrimBox& box = result.boxes[0];
  CHECK(box.chosen == 36);  // step 33 is dense enough, 36 covers as much more densely
  CHECK(box.reaches_threshold);
  CHECK(box.trajectory[36].coverage == 1);
  for (const std::size_t f : {0, 1}) CHECK(box.reproduced[f].at_density == 1);
  for (const std::size_t f : {2, 3}) CHECK(box.reproduced[f].at_density < 0.2);
}

TEST_CASE("a second box covers the cases of interest that the first leaves") {
  const auto factors = sobol_factors();
  std::vector<bool> interest;
  for (std::size_t i = 0; i < 1024; ++i) {
    interest.push_back(factors[0].values[i] > 0.7 || factors[1].values[i] < 0.2);
  }
  sim::PrimSettings settings;
  settings.density_threshold = 0.95;
  settings.most_restricted = 1;
  settings.resamples = 0;
  const auto result = sim::prim(factors, interest, settings);
  REQUIRE(result.boxes.size() >= 2);
  double covered = 0;
  for (const auto& box : result.boxes) covered += box.trajectory[box.chosen].coverage;
  CHECK(covered > 0.9);
  CHECK(covered <= 1);
  const auto& first = result.boxes[0].trajectory[result.boxes[0].chosen];
  CHECK(result.boxes[1].trajectory[0].cases == 1024 - first.cases);
  CHECK(result.boxes[1].trajectory[0].coverage == Approx(1 - first.coverage));
}

TEST_CASE("of levels those that lead to the outcome are kept") {
  std::vector<sim::PrimFactor> factors = sobol_factors();
  factors.push_back({"regime", {}, sim::PrimScale::kLevels});
  std::vector<bool> interest;
  for (std::size_t i = 0; i < 1024; ++i) {
    factors[4].values.push_back(static_cast<double>(i % 4));
    interest.push_back(i % 4 == 1 || i % 4 == 2);
  }
  const auto result = sim::prim(factors, interest, {0.9});
  REQUIRE(result.boxes.size() == 1);
  const auto& step = result.boxes[0].trajectory[result.boxes[0].chosen];
  REQUIRE(step.restrictions.size() == 1);
  CHECK(step.restrictions[0].bound == PrimBound::kOneOf);
  CHECK(step.restrictions[0].levels == std::vector<double>{1, 2});
  CHECK(step.restrictions[0].quasi_p < 1e-100);
  CHECK(step.density == 1);
  CHECK(step.coverage == 1);
}

// A peel of 45 of 100 cases overshoots 0.35, the least value of interest.
TEST_CASE("a paste gives back what a coarse peel took too much") {
  sim::PrimFactor x{"x", {}};
  std::vector<bool> interest;
  for (int i = 0; i < 100; ++i) {
    x.values.push_back(i / 100.0);
    interest.push_back(i >= 35 && i != 50 && i != 72 && i != 95);
  }
  sim::PrimSettings settings;
  settings.peel_alpha = 0.45;
  settings.resamples = 0;
  const auto box = sim::prim({x}, interest, settings).boxes.at(0);
  const auto& last = box.trajectory.back();
  const auto& before = box.trajectory[box.trajectory.size() - 2];
  CHECK(last.cases > before.cases);
  CHECK(last.density > before.density);
  CHECK(last.restrictions.at(0).limit < before.restrictions.at(0).limit);
}

TEST_CASE("equal values are never torn apart, and a factor without variety is never restricted") {
  sim::PrimFactor whole{"whole", {}};
  sim::PrimFactor same{"same", std::vector<double>(300, 7)};
  std::vector<bool> interest;
  for (int i = 0; i < 300; ++i) {
    whole.values.push_back(i % 3);
    interest.push_back(i % 3 == 2);
  }
  sim::PrimSettings settings;
  settings.resamples = 4;
  const auto box = sim::prim({whole, same}, interest, settings).boxes.at(0);
  REQUIRE(box.trajectory.size() == 3);
  CHECK(box.trajectory[1].cases == 200);
  CHECK(box.trajectory[2].cases == 100);
  CHECK(box.trajectory[2].restrictions.at(0).limit == 1.5);
  CHECK(box.reproduced[1].at_density == 0);
}

TEST_CASE("where chance rules no box is called one, yet its trajectory is shown") {
  const auto factors = sobol_factors();
  constexpr sim::Purpose kCoin{"test.coin"};
  std::vector<bool> interest;
  for (std::uint64_t i = 0; i < 1024; ++i)
    interest.push_back(sim::RandomStreams{7}.uniform(i, 0, kCoin) < 0.1);
  sim::PrimSettings settings;
  settings.density_threshold = 0.9;
  settings.resamples = 0;
  const auto result = sim::prim(factors, interest, settings);
  REQUIRE(result.boxes.size() == 1);
  CHECK(!result.boxes[0].reaches_threshold);
  CHECK(result.boxes[0].trajectory.size() > 1);
  CHECK(sim::prim(factors, std::vector<bool>(1024, false), settings).boxes.empty());
}

TEST_CASE("cases that do not fit together are refused") {
  CHECK_THROWS_AS(sim::prim({{"x", {1, 2}}}, {true}), std::invalid_argument);
  CHECK_THROWS_AS(sim::prim({{"x", {1, std::nan("")}}}, {true, false}), std::invalid_argument);
  sim::PrimSettings settings;
  settings.peel_alpha = 0.5;
  CHECK_THROWS_AS(sim::prim({{"x", {1, 2}}}, {true, false}, settings), std::invalid_argument);
}

}  // namespace
