#include "models/compute/scaling.h"

#include <cmath>
#include <initializer_list>

#include <doctest/doctest.h>

namespace chokepoint {
namespace {

TEST_CASE("a million dollars buys 20 %, ten 40 %, a hundred 60 %") {
  CHECK(score_of(points_of(1e6)) == 20);
  CHECK(score_of(points_of(1e7)) == 40);
  CHECK(score_of(points_of(1e8)) == 60);
}

TEST_CASE("with a multiplier of two, 5 million buy 40 % and 50 million 60 %") {
  CHECK(score_of(points_of(2 * 5e6)) == 40);
  CHECK(score_of(points_of(2 * 50e6)) == 60);
}

TEST_CASE("a score rises with money everywhere and stays between 0 and 100") {
  double before = 0;
  for (double log_usd = -3; log_usd <= 16; log_usd += 0.01) {
    const double score = score_of(points_of(std::pow(10, log_usd)));
    CHECK(score > before);
    CHECK(score < 100);
    before = score;
  }
}

TEST_CASE("the ends take over from the line with its value, slope and curvature") {
  for (const double joint : {10.0, 90.0}) {
    const double step = 1e-3;
    CHECK(score_of(joint) == joint);
    const double below = score_of(joint) - score_of(joint - step);
    const double above = score_of(joint + step) - score_of(joint);
    CHECK(below == doctest::Approx(step).epsilon(1e-6));
    CHECK(above == doctest::Approx(step).epsilon(1e-6));
  }
}

TEST_CASE("a bad model is as far from 0 as a good one from 100") {
  for (const double points : {-60.0, -5.0, 4.0, 30.0}) {
    CHECK(score_of(points) + score_of(100 - points) == doctest::Approx(100));
  }
}

TEST_CASE("money is found again from its points") {
  for (const double usd : {3e4, 6e6, 2.5e10}) CHECK(usd_of(points_of(usd)) == doctest::Approx(usd));
}

}  // namespace
}  // namespace chokepoint
