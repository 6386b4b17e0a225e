#include "sim/analysis/tornado.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "tests/support/reference.h"

namespace sim {
namespace {

Plan one_at_a_time(std::size_t factors, std::size_t samples) {
  Plan plan;
  plan.method = Method::kOneAtATime;
  plan.factors = factors;
  plan.samples = samples;
  return plan;
}

TEST_CASE("a tornado lists the widest swing first, with both ends and the base") {
  const Plan plan = one_at_a_time(3, 2);
  const auto swings =
      tornado(plan, tests::outputs_of(points_of(plan), [](const auto& u) { return u[0] - 4 * u[2]; }));
  REQUIRE(swings.size() == 3);
  CHECK(swings[0].factor == 2);
  CHECK(swings[0].low == doctest::Approx(-0.5));
  CHECK(swings[0].base == doctest::Approx(-1.5));
  CHECK(swings[0].high == doctest::Approx(-2.5));
  CHECK(swings[0].swing == doctest::Approx(2));
  CHECK(swings[1].factor == 0);
  CHECK(swings[2].swing == 0);
}

TEST_CASE("a factor that does most in its middle swings as far as it goes, not as its ends differ") {
  const Plan plan = one_at_a_time(1, 5);
  const auto hill = [](const std::vector<double>& u) { return -std::abs(u[0] - 0.3); };
  const auto swings = tornado(plan, tests::outputs_of(points_of(plan), hill));
  CHECK(swings[0].low == doctest::Approx(-0.2));
  CHECK(swings[0].high == doctest::Approx(-0.6));
  CHECK(swings[0].swing == doctest::Approx(0.6));
}

TEST_CASE("failed runs leave gaps, and a factor with nothing left comes last") {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  const auto swings = tornado(one_at_a_time(3, 2), std::vector<double>{kNan, 1, kNan, 2, 3, 5, 5});
  CHECK(swings[0].factor == 1);
  CHECK(swings[0].swing == 1);
  CHECK(swings[1].factor == 2);
  CHECK(swings[2].factor == 0);
  CHECK(std::isnan(swings[2].swing));
  CHECK(std::isnan(swings[2].high));
}

TEST_CASE("a tornado of another design's outputs is refused") {
  Plan plan = one_at_a_time(2, 2);
  CHECK_THROWS_AS(tornado(plan, std::vector<double>(4, 0.0)), std::invalid_argument);
  plan.method = Method::kGrid;
  CHECK_THROWS_AS(tornado(plan, std::vector<double>(4, 0.0)), std::invalid_argument);
}

}  // namespace
}  // namespace sim
