#include "sim/analysis/rare.h"

#include <cmath>
#include <initializer_list>
#include <stdexcept>

#include <doctest/doctest.h>

#include "sim/engine/random.h"

namespace {

using doctest::Approx;
using Points = std::vector<std::vector<double>>;

/// The sum of the normal quantiles over the root of their number: standard normal whatever the dimensions.
std::vector<double> gaussian(const Points& points) {
  std::vector<double> values;
  for (const auto& u : points) {
    double sum = 0;
    for (const double x : u) sum += sim::normal_quantile(x);
    values.push_back(sum / std::sqrt(static_cast<double>(u.size())));
  }
  return values;
}

double beyond(double beta) { return 0.5 * std::erfc(beta / std::sqrt(2.0)); }

// P(sum >= beta sqrt(d)) of d standard normals is Phi(-beta): 0.02275 ... 3.4e-6 in the reference, 1e-9 at 6.
TEST_CASE("rare Gaussian sums are found within three standard errors in 10 and in 100 dimensions") {
  CHECK(beyond(4.5) == Approx(3.3976731247300535e-06).epsilon(1e-9));
  for (const std::size_t d : {10, 100}) {
    for (const double beta : {2.0, 3.0, 3.5, 4.0, 4.5, 6.0}) {
      CAPTURE(d);
      CAPTURE(beta);
      const auto result = sim::probability_of_rare(gaussian, d, beta);
      CHECK(result.reached);
      CHECK(std::abs(result.probability / beyond(beta) - 1) < 3 * result.variation);
      CHECK(result.variation < 0.6);
    }
  }
}

TEST_CASE("the coefficient of variation is about what many seeds show") {
  double sum = 0;
  double squares = 0;
  double told = 0;
  constexpr int kSeeds = 60;
  sim::RareSettings settings;
  for (int seed = 1; seed <= kSeeds; ++seed) {
    settings.seed = static_cast<std::uint64_t>(seed);
    const auto result = sim::probability_of_rare(gaussian, 10, 3.5, settings);
    const double ratio = result.probability / beyond(3.5);
    sum += ratio;
    squares += ratio * ratio;
    told += result.variation / kSeeds;
  }
  const double mean = sum / kSeeds;
  const double shown = std::sqrt(squares / kSeeds - mean * mean);
  CHECK(mean == Approx(1).epsilon(0.12));
  CHECK(shown / told > 0.7);
  CHECK(shown / told < 1.6);
}

TEST_CASE("an outcome that is not rare is counted plainly") {
  const auto result = sim::probability_of_rare(gaussian, 3, 0.5);
  CHECK(result.steps.size() == 1);
  CHECK(result.evaluations == 1000);
  CHECK(result.probability == Approx(beyond(0.5)).epsilon(0.1));
  CHECK(result.variation == Approx(std::sqrt((1 - result.probability) / (1000 * result.probability))));
}

TEST_CASE("far fewer evaluations are spent than plain runs would need") {
  const auto result = sim::probability_of_rare(gaussian, 10, 4.5);
  CHECK(result.evaluations < 7000);
  for (std::size_t i = 1; i < result.steps.size(); ++i) {
    CHECK(result.steps[i].threshold > result.steps[i - 1].threshold);
    CHECK(result.steps[i].accepted > 0.2);
    CHECK(result.steps[i].accepted < 0.9);
  }
}

TEST_CASE("what cannot happen is not reached, and the search for it ends") {
  const auto coin = [](const Points& points) {
    std::vector<double> values;
    for (const auto& u : points) values.push_back(u[0] < 0.5);
    return values;
  };
  sim::RareSettings settings;
  settings.most_steps = 4;
  const auto result = sim::probability_of_rare(coin, 2, 2, settings);
  CHECK(!result.reached);
  CHECK(result.probability == 0);
  CHECK(result.steps.size() == 4);
}

TEST_CASE("a failed run counts as below everything, and a short answer ends the search") {
  const auto failing = [](const Points& points) {
    auto values = gaussian(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (points[i][0] < 0.25) values[i] = std::nan("");
    }
    return values;
  };
  const auto result = sim::probability_of_rare(failing, 10, 1.5);
  CHECK(result.failed > 200);
  CHECK(result.probability < beyond(1.5));
  const auto stopped = sim::probability_of_rare([](const Points&) { return std::vector<double>{1}; }, 2, 3);
  CHECK(stopped.stopped);
  CHECK(stopped.evaluations == 1);
}

TEST_CASE("points lie in the open cube, and settings that do not divide are refused") {
  const auto bounded = [](const Points& points) {
    for (const auto& u : points) {
      for (const double x : u) CHECK((x > 0 && x < 1));
    }
    return gaussian(points);
  };
  sim::RareSettings settings;
  settings.samples = 100;
  settings.most_steps = 20;
  CHECK(sim::probability_of_rare(bounded, 2, 7.5, settings).reached);
  settings.samples = 105;
  CHECK_THROWS_AS(sim::probability_of_rare(gaussian, 2, 3, settings), std::invalid_argument);
  CHECK_THROWS_AS(sim::probability_of_rare(gaussian, 0, 3), std::invalid_argument);
}

}  // namespace
