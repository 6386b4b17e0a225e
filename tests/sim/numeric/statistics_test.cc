#include "sim/numeric/statistics.h"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

namespace {

using doctest::Approx;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Reference: Simpson's rule (20,000 panels) over the Beta density with p = sin^2 t, inverted by bisection.
TEST_CASE("a Jeffreys interval is the middle of the posterior Beta(x + 1/2, n - x + 1/2)") {
  const sim::Interval few = sim::jeffreys(3, 20, 0.9);
  CHECK(few.low == Approx(0.05624805429).epsilon(1e-9));
  CHECK(few.high == Approx(0.31368035744).epsilon(1e-9));
  const sim::Interval many = sim::jeffreys(150, 200);
  CHECK(many.low == Approx(0.69717109522).epsilon(1e-9));
  CHECK(many.high == Approx(0.79752047434).epsilon(1e-9));
}

TEST_CASE("a Jeffreys interval reaches 0 without successes and 1 without failures") {
  const sim::Interval none = sim::jeffreys(0, 10, 0.9);
  CHECK(none.low == 0);
  CHECK(none.high == Approx(0.17077310824).epsilon(1e-9));
  const sim::Interval all = sim::jeffreys(10, 10, 0.95);
  CHECK(all.low == Approx(0.78280373249).epsilon(1e-9));
  CHECK(all.high == 1);
}

TEST_CASE("without trials a share may be anything") {
  for (const auto share : {sim::jeffreys(0, 0), sim::wilson(0, 0)}) {
    CHECK(share.low == 0);
    CHECK(share.high == 1);
  }
}

// Newcombe (1998), Statistics in Medicine 17, table I, method 3: 81/263 gives 0.2553 to 0.3662, 0/20 up to
// 0.1611.
TEST_CASE("a Wilson interval agrees with Newcombe's table") {
  const sim::Interval share = sim::wilson(81, 263, 0.95);
  CHECK(std::round(share.low * 1e4) == 2553);
  CHECK(std::round(share.high * 1e4) == 3662);
  const sim::Interval none = sim::wilson(0, 20, 0.95);
  CHECK(none.low == 0);
  CHECK(std::round(none.high * 1e4) == 1611);
  CHECK(sim::wilson(20, 20, 0.95).high == 1);
}

TEST_CASE("impossible shares and levels are refused") {
  CHECK_THROWS_AS(sim::jeffreys(4, 3), std::invalid_argument);
  CHECK_THROWS_AS(sim::wilson(-1, 3), std::invalid_argument);
  CHECK_THROWS_AS(sim::jeffreys(1, 3, 1.0), std::invalid_argument);
  CHECK_THROWS_AS(sim::wilson(1, 3, std::nan("")), std::invalid_argument);
}

// R: quantile(c(1, 2, 4, 8), c(0.1, 0.5, 0.95), type = 7) is 1.3, 3, 7.4.
TEST_CASE("quantiles are of type 7, whatever the order of the values") {
  CHECK(sim::quantile({8, 1, 4, 2}, 0.1) == Approx(1.3));
  CHECK(sim::quantile({8, 1, 4, 2}, 0.5) == 3);
  CHECK(sim::quantile({8, 1, 4, 2}, 0.95) == Approx(7.4));
  CHECK(sim::quantile({8, 1, 4, 2}, 0) == 1);
  CHECK(sim::quantile({8, 1, 4, 2}, 1) == 8);
  CHECK(sim::quantile({5}, 0.3) == 5);
  CHECK(std::isnan(sim::quantile({}, 0.5)));
}

TEST_CASE("a quantile that leans on a run that never got there is never") {
  const std::vector<double> weeks{10, kInfinity, 20, kInfinity, 30};
  CHECK(sim::quantile(weeks, 0.5) == 30);
  CHECK(sim::quantile(weeks, 0.51) == kInfinity);
  CHECK(sim::quantile(weeks, 0.9) == kInfinity);
  const sim::Spread spread = sim::spread(weeks);
  CHECK(spread.low == Approx(12));
  CHECK(spread.median == 30);
  CHECK(spread.high == kInfinity);
}

TEST_CASE("what has no order has no quantile") {
  CHECK_THROWS_AS(sim::quantile({1, std::nan("")}, 0.5), std::invalid_argument);
  CHECK_THROWS_AS(sim::spread({1, -kInfinity}), std::invalid_argument);
  CHECK_THROWS_AS(sim::quantile({1, 2}, 1.1), std::invalid_argument);
}

// Student's t: 2.1318 at 0.95 with 4 degrees of freedom (any printed table); s = sqrt(2.5) for 1..5.
TEST_CASE("a mean comes with Student's interval") {
  const sim::Mean mean = sim::mean_with_interval(std::vector<double>{1, 2, 3, 4, 5});
  CHECK(mean.value == 3);
  CHECK(mean.count == 5);
  CHECK(mean.interval.low == Approx(3 - 2.13185 * std::sqrt(0.5)).epsilon(1e-5));
  CHECK(mean.interval.high == Approx(3 + 2.13185 * std::sqrt(0.5)).epsilon(1e-5));
}

TEST_CASE("equal values have exactly their mean and an interval of no width") {
  const sim::Mean mean = sim::mean_with_interval(std::vector<double>(7, 0.1));
  CHECK(mean.value == 0.1);
  CHECK(mean.interval.low == 0.1);
  CHECK(mean.interval.high == 0.1);
}

TEST_CASE("one value, or values without end, say nothing of how sure their mean is") {
  const sim::Mean one = sim::mean_with_interval(std::vector<double>{4});
  CHECK(one.value == 4);
  CHECK(one.interval.low == -kInfinity);
  const sim::Mean never = sim::mean_with_interval(std::vector<double>{kInfinity, 4, kInfinity});
  CHECK(never.value == kInfinity);
  CHECK(never.interval.high == kInfinity);
  CHECK(std::isnan(sim::mean_with_interval({}).value));
}

TEST_CASE("shared random draws cancel from a paired difference") {
  const std::vector<double> a{100, 250, 700, 30};
  const std::vector<double> b{90, 240, 690, 20};
  const sim::PairedDifference change = sim::paired_difference(a, b);
  CHECK(change.mean == -10);
  CHECK(change.interval.low == -10);
  CHECK(change.interval.high == -10);
  CHECK(change.share_better == 1);
  CHECK(change.pairs == 4);
}

// Differences -3, 0, 1, -2: mean -1, s^2 = 10/3; t(0.95, 3) = 2.35336.
TEST_CASE("a paired difference counts better and worse runs apart from ties") {
  const sim::PairedDifference change =
      sim::paired_difference(std::vector<double>{5, 5, 5, 5}, std::vector<double>{2, 5, 6, 3});
  CHECK(change.mean == -1);
  CHECK(change.interval.high == Approx(-1 + 2.35336 * std::sqrt(10.0 / 12)).epsilon(1e-5));
  CHECK(change.share_better == 0.5);
  CHECK(change.share_worse == 0.25);
}

TEST_CASE("never in both runs of a pair is no difference") {
  const std::vector<double> a{kInfinity, 10};
  const sim::PairedDifference same = sim::paired_difference(a, std::vector<double>{kInfinity, 8});
  CHECK(same.mean == -1);
  CHECK(same.share_better == 0.5);
  const sim::PairedDifference gone = sim::paired_difference(a, std::vector<double>{kInfinity, kInfinity});
  CHECK(gone.mean == kInfinity);
  CHECK(gone.share_worse == 0.5);
  CHECK_THROWS_AS(sim::paired_difference(a, std::vector<double>{1}), std::invalid_argument);
}

TEST_CASE("a certain forecast scores the size of its error in natural-log units") {
  CHECK(sim::crps_log(std::vector<double>{20}, 10) == Approx(std::log(2)));
  CHECK(sim::crps_log(std::vector<double>(5, 5.0), 10) == Approx(std::log(2)));
  CHECK(sim::crps_log(std::vector<double>(5, 10.0), 10) == Approx(0));
}

// By hand for ln x = 0, 1, 3 and ln y = 1: (1 + 0 + 2) / 3 - (1 + 3 + 2) / 6 = 0.
TEST_CASE("a log score weighs the errors against the sample's own spread") {
  const double e = std::exp(1);
  const std::vector<double> sample{e * e * e, 1, e};
  CHECK(sim::crps_log(sample, e) == Approx(0).epsilon(1e-12));
  CHECK(sim::crps_log(sample, 1) == Approx(4.0 / 3 - 1));
}

TEST_CASE("a zero needs a shift before its logarithm is taken") {
  CHECK_THROWS_AS(sim::crps_log(std::vector<double>{0, 1}, 1), std::invalid_argument);
  CHECK_THROWS_AS(sim::crps_log({}, 1), std::invalid_argument);
  CHECK(sim::crps_log(std::vector<double>{0}, 1, 1) == Approx(std::log(2)));
}

}  // namespace

TEST_CASE("a standardised sample has mean 0 and variance 1, and one that does not vary is left alone") {
  std::vector<double> values{1e6 + 2, 1e6 + 4, 1e6 + 6};
  REQUIRE(sim::standardise(values));
  CHECK(values[0] == doctest::Approx(-std::sqrt(1.5)));
  CHECK(values[1] == doctest::Approx(0));
  CHECK(values[2] == doctest::Approx(std::sqrt(1.5)));
  std::vector<double> equal{3, 3};
  CHECK_FALSE(sim::standardise(equal));
  CHECK(equal == std::vector<double>{3, 3});
}
