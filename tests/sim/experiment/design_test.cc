#include "sim/experiment/design.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <doctest/doctest.h>

#include "tests/support/reference.h"

namespace sim {
namespace {

Plan plan_of(Method method, std::size_t factors, std::size_t samples) {
  Plan plan;
  plan.method = method;
  plan.factors = factors;
  plan.samples = samples;
  return plan;
}

TEST_CASE("a grid has every combination once, the last factor fastest, levels in their middles") {
  Plan plan = plan_of(Method::kGrid, 2, 2);
  plan.levels = {3, 0};
  const Matrix points = points_of(plan);
  CHECK(points ==
        Matrix{{0.5 / 3, 0.25}, {0.5 / 3, 0.75}, {0.5, 0.25}, {0.5, 0.75}, {2.5 / 3, 0.25}, {2.5 / 3, 0.75}});
  CHECK(rows_of(plan) == points.size());
}

TEST_CASE("one at a time moves each factor from low to high around a centre that every factor can take") {
  Plan plan = plan_of(Method::kOneAtATime, 3, 2);
  plan.levels = {0, 2, 3};
  CHECK(points_of(plan) == Matrix{{0.5, 0.75, 0.5},
                                  {0.25, 0.75, 0.5},
                                  {0.75, 0.75, 0.5},
                                  {0.5, 0.25, 0.5},
                                  {0.5, 0.75, 0.5},
                                  {0.5, 0.75, 0.5 / 3},
                                  {0.5, 0.75, 0.5},
                                  {0.5, 0.75, 2.5 / 3}});
  CHECK(rows_of(plan) == 8);
}

TEST_CASE("a Latin hypercube hits every cell of every factor once, and its factors are matched by the seed") {
  Plan plan = plan_of(Method::kLatinHypercube, 3, 50);
  const Matrix points = points_of(plan);
  for (std::size_t factor = 0; factor < 3; ++factor) {
    std::set<int> cells;
    for (const auto& point : points) cells.insert(static_cast<int>(point[factor] * 50));
    CHECK(cells.size() == 50);
  }
  CHECK(points == points_of(plan));
  plan.seed = 1;
  CHECK(points != points_of(plan));
}

TEST_CASE("the Sobol' sequence is that of Joe and Kuo from its first point on") {
  CHECK(points_of(plan_of(Method::kSobol, 8, 16)) == tests::reference("sobol_points").at("X").get<Matrix>());
}

TEST_CASE("a Saltelli design has SALib's rows in SALib's order") {
  Plan plan = plan_of(Method::kSaltelli, 3, 4);
  plan.second_order = true;
  const auto expected = tests::reference("saltelli_layout").at("X").get<Matrix>();
  const Matrix points = points_of(plan);
  REQUIRE(points.size() == expected.size());
  for (std::size_t row = 0; row < points.size(); ++row) {
    for (std::size_t factor = 0; factor < 3; ++factor) {
      CHECK(tests::to_pi(points[row][factor]) == doctest::Approx(expected[row][factor]).epsilon(1e-14));
    }
  }
}

TEST_CASE("Sobol', Saltelli and Morris designs begin with the rows of smaller ones") {
  for (const Method method : {Method::kSobol, Method::kSaltelli, Method::kMorris}) {
    for (const std::uint64_t seed : {0, 7}) {
      Plan plan = plan_of(method, 5, 16);
      plan.seed = seed;
      const Matrix few = points_of(plan);
      plan.samples = 32;
      const Matrix many = points_of(plan);
      CHECK(many.size() == 2 * few.size());
      CHECK(std::equal(few.begin(), few.end(), many.begin()));
    }
  }
}

TEST_CASE("a shifted Sobol' sequence keeps one point in every cell and leaves the corner") {
  Plan plan = plan_of(Method::kSobol, 4, 64);
  plan.seed = 3;
  const Matrix points = points_of(plan);
  for (std::size_t factor = 0; factor < 4; ++factor) {
    std::set<int> cells;
    for (const auto& point : points) cells.insert(static_cast<int>(point[factor] * 64));
    CHECK(cells.size() == 64);
    CHECK(points[0][factor] > 0);
  }
  plan.seed = 4;
  CHECK(points_of(plan) != points);
}

TEST_CASE("the factors of a group come from B together") {
  Plan plan = plan_of(Method::kSaltelli, 3, 2);
  plan.group = {0, 1, 0};
  const Matrix rows = points_of(plan);
  REQUIRE(rows.size() == 2 * 4);
  const auto &a = rows[4], &b = rows[7];
  CHECK(rows[5] == std::vector<double>{b[0], a[1], b[2]});
  CHECK(rows[6] == std::vector<double>{a[0], b[1], a[2]});
}

TEST_CASE("a Morris trajectory moves every group once, each factor by the step, on the grid") {
  Plan plan = plan_of(Method::kMorris, 4, 20);
  plan.group = {0, 1, 1, 2};
  const Matrix points = points_of(plan);
  REQUIRE(points.size() == 20 * 4);
  for (std::size_t first = 0; first < points.size(); first += 4) {
    std::vector<int> moves(4, 0);
    for (std::size_t row = first + 1; row < first + 4; ++row) {
      for (std::size_t factor = 0; factor < 4; ++factor) {
        const double moved = std::abs(points[row][factor] - points[row - 1][factor]);
        if (moved > 0) CHECK(moved == doctest::Approx(2.0 / 3));
        moves[factor] += moved > 0;
      }
      CHECK((points[row][1] != points[row - 1][1]) == (points[row][2] != points[row - 1][2]));
    }
    CHECK(moves == std::vector<int>{1, 1, 1, 1});
  }
}

TEST_CASE("a Morris design visits every level of its grid alike") {
  std::vector<int> visits(4, 0);
  for (const auto& point : points_of(plan_of(Method::kMorris, 6, 1000))) {
    for (const double u : point) {
      CHECK(u < 1);
      ++visits[static_cast<std::size_t>(std::lround(3 * u))];
    }
  }
  for (const int count : visits) CHECK(count == doctest::Approx(42000 / 4).epsilon(0.05));
}

TEST_CASE("a factor with levels takes their middles only, in every design") {
  for (const Method method : {Method::kGrid, Method::kOneAtATime, Method::kLatinHypercube, Method::kSobol,
                              Method::kSaltelli, Method::kMorris}) {
    Plan plan = plan_of(method, 2, 32);
    plan.levels = {5, 0};
    std::set<double> seen;
    for (const auto& point : points_of(plan)) seen.insert(point[0]);
    CAPTURE(static_cast<int>(method));
    for (const double u : seen) CHECK(u * 5 - 0.5 == doctest::Approx(std::floor(u * 5)));
    if (method != Method::kMorris) CHECK(seen.size() == 5);
  }
}

TEST_CASE("a Saltelli design of two hundred factors is evenly spread in every column") {
  const Matrix rows = points_of(plan_of(Method::kSaltelli, 200, 64));
  REQUIRE(rows.size() == 64 * 202);
  for (std::size_t factor = 0; factor < 200; ++factor) {
    std::set<double> a, b;
    for (std::size_t i = 0; i < rows.size(); i += 202) {
      a.insert(rows[i][factor]);
      b.insert(rows[i + 201][factor]);
    }
    CHECK(a.size() == 64);
    CHECK(b.size() == 64);
  }
}

TEST_CASE("a plan that makes no design is refused, not guessed at") {
  CHECK_THROWS_AS(rows_of(plan_of(Method::kSobol, 0, 8)), std::invalid_argument);
  CHECK_THROWS_AS(rows_of(plan_of(Method::kSobol, 2, 0)), std::invalid_argument);
  CHECK_THROWS_AS(rows_of(plan_of(Method::kGrid, 40, 10)), std::invalid_argument);
  CHECK_THROWS_AS(rows_of(plan_of(Method::kSaltelli, 1834, 1)), std::invalid_argument);
  CHECK(rows_of(plan_of(Method::kSaltelli, 1833, 1)) == 1835);
  CHECK_THROWS_AS(rows_of(plan_of(Method::kLatinHypercube, 5, kMostLatinNumbers / 5 + 1)),
                  std::invalid_argument);
  CHECK(rows_of(plan_of(Method::kLatinHypercube, 5, kMostLatinNumbers / 5)) == kMostLatinNumbers / 5);
  Plan plan = plan_of(Method::kMorris, 2, 4);
  plan.morris_levels = 5;
  CHECK_THROWS_AS(points_of(plan), std::invalid_argument);
  plan.morris_levels = 4;
  for (const std::vector<std::size_t>& group : {std::vector<std::size_t>{0}, {0, 2}, {1, 1}}) {
    plan.group = group;
    CHECK_THROWS_AS(points_of(plan), std::invalid_argument);
  }
  plan.group = {};
  plan.levels = {3};
  CHECK_THROWS_AS(points_of(plan), std::invalid_argument);
  plan.levels = {3, -1};
  CHECK_THROWS_AS(points_of(plan), std::invalid_argument);
}

}  // namespace
}  // namespace sim
