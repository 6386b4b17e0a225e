#include "sim/analysis/flip.h"

#include <doctest/doctest.h>

#include "sim/numeric/constants.h"

namespace sim {
namespace {

const std::vector<double> kRising{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

std::vector<double> squares(const std::vector<double>& values) {
  std::vector<double> all;
  for (const double value : values) all.push_back(value * value);
  return all;
}

TEST_CASE("a rank correlation sees order alone and leaves failed runs out") {
  CHECK(rank_correlation(kRising, squares(kRising)) == doctest::Approx(1));
  CHECK(rank_correlation(kRising, std::vector<double>(11, 3)) == 0);
  const std::vector<double> falling{3, 2, kNan, 1};
  CHECK(rank_correlation(std::vector<double>{1, 2, 0, 3}, falling) == doctest::Approx(-1));
}

TEST_CASE("a figure that follows an input flips where the input puts it on the bound") {
  const auto value = flips_at(kRising, squares(kRising), 36);
  REQUIRE(value.has_value());
  CHECK(*value == doctest::Approx(6));
  CHECK(*flips_at(kRising, squares(kRising), 81) > *value);
}

TEST_CASE("a figure flips at no value when the input hardly moves it towards the bound") {
  const std::vector<double> wobble{5, 1, 4, 2, 6, 3, 8, 2.5, 7, 1.5, 6.5};
  CHECK(!flips_at(kRising, wobble, 100).has_value());
  CHECK(!flips_at(kRising, std::vector<double>(11, 3), 3).has_value());
}

TEST_CASE("the strongest of many inputs must be stronger than chance alone would make it") {
  CHECK(accidental_correlation(40, 150) > accidental_correlation(40, 1));
  CHECK(accidental_correlation(40, 150) > accidental_correlation(400, 150));
  CHECK(accidental_correlation(40, 1) == doctest::Approx(0.2638).epsilon(0.001));
  CHECK(accidental_correlation(2, 1) == 1);
}

TEST_CASE("the strongest input is found whichever way it moves the figure") {
  std::vector<double> fall = squares(kRising);
  for (double& value : fall) value = -value;
  const auto found = strongest_input({std::vector<double>(11, 2), kRising}, fall);
  REQUIRE(found.has_value());
  CHECK(found->input == 1);
  CHECK(found->correlation == doctest::Approx(-1));
  CHECK(found->stands_out());
  CHECK(!strongest_input({}, fall).has_value());
}

TEST_CASE("a line that fits exactly rises without doubt and one through noise with some") {
  std::vector<double> line;
  for (const double value : kRising) line.push_back(3 * value - 1);
  const Mean exact = rise_between(kRising, line, 2, 4);
  CHECK(exact.value == doctest::Approx(6));
  CHECK(exact.interval.high - exact.interval.low < 1e-6);
  line[3] += 5;
  const Mean noisy = rise_between(kRising, line, 2, 4);
  CHECK(noisy.interval.low < 6);
  CHECK(noisy.interval.high > noisy.value);
  CHECK(rise_between(std::vector<double>(11, 1), line, 0, 1).interval.high == kInfinity);
}

}  // namespace
}  // namespace sim
