#include "sim/analysis/threshold_search.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <map>
#include <stdexcept>

#include <doctest/doctest.h>

#include "sim/engine/random.h"

namespace {

using doctest::Approx;
using sim::EventTrend;
using sim::ThresholdStatus;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr sim::Purpose kDraws{"test.event"};
constexpr sim::Purpose kNoise{"test.noise"};

/// P(event) = 1 / (1 + exp((lever - middle) / width)).
struct Logistic {
  double middle = 0.3;
  double width = 0.05;
  std::uint64_t seed = 1;
  double noise =
      0;  ///< share of the random draws that is new at every value of the lever: events are not monotone by run

  double p(double lever) const { return 1 / (1 + std::exp((lever - middle) / width)); }
  double inverse(double share) const { return middle + width * std::log((1 - share) / share); }
  std::vector<int> operator()(double lever, std::uint64_t first, std::uint64_t runs) const {
    std::vector<int> events;
    for (std::uint64_t run = first; run < first + runs; ++run) {
      const auto place = static_cast<std::uint64_t>(lever * 1e9);
      const bool fresh = sim::RandomStreams{seed, run}.uniform(place, 1, kNoise) < noise;
      events.push_back(sim::RandomStreams{seed, run}.uniform(fresh ? place : 0, 0, kDraws) < p(lever));
    }
    return events;
  }
};

int covered(const Logistic& model, int seeds, double& worst_error) {
  sim::ThresholdSettings settings;
  settings.resamples = 200;
  int held = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    Logistic seeded = model;
    seeded.seed = static_cast<std::uint64_t>(seed);
    const auto result = sim::find_threshold(seeded, settings);
    CHECK(result.status == ThresholdStatus::kFound);
    const double truth = seeded.inverse(settings.target);
    held += result.interval.low <= truth && truth <= result.interval.high;
    worst_error = std::max(worst_error, std::abs(result.threshold - truth));
  }
  return held;
}

// P at the threshold of 0.41 falls by 1.8 % for every 0.01 of the lever, and 800 runs tell P = 0.1 to 1.06 %:
// one standard error is 0.006.
TEST_CASE("the interval holds the true threshold as often as it says") {
  double worst = 0;
  const int held = covered({}, 200, worst);
  CHECK(held >= 170);
  CHECK(held <= 196);
  CHECK(worst < 0.025);
}

TEST_CASE("the interval holds where a run's events come and go as the lever rises") {
  double worst = 0;
  const int held = covered({0.5, 0.1, 1, 0.5}, 200, worst);
  CHECK(held >= 170);
  CHECK(held <= 198);
  CHECK(worst < 0.06);
}

TEST_CASE("a threshold where P rises is the mirror of one where it falls") {
  const Logistic falls{0.4, 0.05};
  sim::ThresholdSettings settings;
  const auto one = sim::find_threshold(falls, settings);
  settings.trend = EventTrend::kRises;
  settings.low = -1;
  settings.high = 0;
  const auto other = sim::find_threshold(
      [&falls](double lever, std::uint64_t first, std::uint64_t runs) { return falls(-lever, first, runs); },
      settings);
  CHECK(other.status == ThresholdStatus::kFound);
  CHECK(other.threshold == Approx(-one.threshold).epsilon(1e-9));
  CHECK(other.interval.low == Approx(-one.interval.high).epsilon(1e-9));
  CHECK(other.interval.high == Approx(-one.interval.low).epsilon(1e-9));
  CHECK(other.levels.front().lever == -1);
  CHECK(other.levels.front().fitted < other.levels.back().fitted);
}

TEST_CASE("a lever that need not be raised costs the runs of one value") {
  const auto result = sim::find_threshold(Logistic{-0.5, 0.1}, {});
  CHECK(result.status == ThresholdStatus::kAlreadyBelow);
  CHECK(result.threshold == 0);
  CHECK(result.interval.low == -kInfinity);
  CHECK(result.interval.high == 0);
  CHECK(result.levels.size() == 1);
  CHECK(result.runs <= 100);
}

TEST_CASE("a lever that is too weak is told so") {
  const auto result = sim::find_threshold(Logistic{1.5, 0.1}, {});
  CHECK(result.status == ThresholdStatus::kNotReached);
  CHECK(result.threshold == kInfinity);
  CHECK(result.interval.low == 1);
  CHECK(result.levels.size() == 2);
}

TEST_CASE("a plateau at the target leaves the threshold undecided within the cap") {
  const auto flat = [](double, std::uint64_t first, std::uint64_t runs) {
    std::vector<int> events;
    for (std::uint64_t run = first; run < first + runs; ++run) events.push_back(run % 10 == 0);
    return events;
  };
  sim::ThresholdSettings settings;
  settings.most_runs = 4000;
  const auto result = sim::find_threshold(flat, settings);
  CHECK(result.status == ThresholdStatus::kUndecided);
  CHECK(result.runs <= 4000);
  CHECK(result.interval.low == -kInfinity);
  CHECK(result.interval.high == kInfinity);
}

TEST_CASE("a plateau above the target is crossed to the cliff behind it") {
  const auto cliff = [](double lever, std::uint64_t first, std::uint64_t runs) {
    return Logistic{}(lever < 0.7 ? Logistic{}.inverse(0.3) : 0.9, first, runs);
  };
  const auto result = sim::find_threshold(cliff, {});
  CHECK(result.status == ThresholdStatus::kFound);
  CHECK(std::abs(result.threshold - 0.7) < 0.01);
  CHECK(result.runs < 4000);
}

TEST_CASE("no more runs are asked for than allowed, and each of them once") {
  for (const std::uint64_t most : {1, 60, 333, 1500}) {
    std::map<double, std::uint64_t> seen;
    std::uint64_t asked = 0;
    sim::ThresholdSettings settings;
    settings.most_runs = most;
    const auto result = sim::find_threshold(
        [&](double lever, std::uint64_t first, std::uint64_t runs) {
          CHECK(first == seen[lever]);
          seen[lever] += runs;
          asked += runs;
          return Logistic{}(lever, first, runs);
        },
        settings);
    CHECK(asked <= most);
    CHECK(result.runs == asked);
    for (const auto& level : result.levels) CHECK(level.runs == seen[level.lever]);
    CHECK((result.status == ThresholdStatus::kFound) == (asked < most));
  }
}

TEST_CASE("a search that is stopped returns what it has") {
  int calls = 0;
  const auto result = sim::find_threshold(
      [&calls](double lever, std::uint64_t first, std::uint64_t runs) {
        return Logistic{}(lever, first, ++calls == 6 ? runs / 2 : runs);
      },
      {});
  CHECK(calls == 6);
  CHECK(result.stopped);
  CHECK(result.status == ThresholdStatus::kUndecided);
  CHECK(result.threshold > 0.25);
  CHECK(result.threshold < 0.75);
  const auto nothing =
      sim::find_threshold([](double, std::uint64_t, std::uint64_t) { return std::vector<int>{}; }, {});
  CHECK(nothing.levels.empty());
  CHECK(std::isnan(nothing.threshold));
}

TEST_CASE("runs that fail count neither way") {
  const auto failing = [](double lever, std::uint64_t first, std::uint64_t runs) {
    auto events = Logistic{}(lever, first, runs);
    for (std::uint64_t i = 0; i < runs; ++i) {
      if ((first + i) % 4 == 3) events[i] = -1;
    }
    return events;
  };
  const auto result = sim::find_threshold(failing, {});
  CHECK(result.status == ThresholdStatus::kFound);
  CHECK(std::abs(result.threshold - Logistic{}.inverse(0.1)) < 0.03);
  for (const auto& level : result.levels) CHECK(level.failed == level.runs / 4);
}

TEST_CASE("the same search gives the same answer") {
  const auto one = sim::find_threshold(Logistic{}, {});
  const auto two = sim::find_threshold(Logistic{}, {});
  CHECK(one.threshold == two.threshold);
  CHECK(one.interval.low == two.interval.low);
  CHECK(one.runs == two.runs);
}

// R: rev(isoreg(rev(c(.9, .5, .7, .2, .3, .1)))$yf) is 0.9 0.6 0.6 0.25 0.25 0.1.
TEST_CASE("the monotone fit pools what violates the order, by weight") {
  const std::vector<double> shares{0.9, 0.5, 0.7, 0.2, 0.3, 0.1};
  const auto even = sim::falling_fit(shares, std::vector<double>(6, 1));
  const std::vector<double> expected{0.9, 0.6, 0.6, 0.25, 0.25, 0.1};
  for (std::size_t i = 0; i < 6; ++i) CHECK(even[i] == Approx(expected[i]));
  const auto weighted = sim::falling_fit(std::vector<double>{0.2, 0.5}, std::vector<double>{3, 1});
  CHECK(weighted[0] == Approx(0.275));
  CHECK(weighted[1] == Approx(0.275));
}

TEST_CASE("a frontier falls as the other lever helps") {
  const auto points = sim::frontier({0, 0.1, 0.2},
                                    [](double other, double lever, std::uint64_t first, std::uint64_t runs) {
                                      return Logistic{0.4 - other, 0.05}(lever, first, runs);
                                    },
                                    {});
  REQUIRE(points.size() == 3);
  for (const auto& point : points) {
    CHECK(std::abs(point.threshold.threshold - Logistic{0.4 - point.other}.inverse(0.1)) < 0.03);
  }
}

TEST_CASE("a frontier ends where someone stops it") {
  const auto points = sim::frontier({0, 0.1, 0.2},
                                    [](double other, double lever, std::uint64_t first, std::uint64_t runs) {
                                      return Logistic{0.4, 0.05}(lever, first, other > 0 ? runs / 2 : runs);
                                    },
                                    {});
  REQUIRE(points.size() == 2);
  CHECK(points[0].threshold.status == ThresholdStatus::kFound);
  CHECK(points[1].threshold.stopped);
}

TEST_CASE("answers that are no outcomes, or too many, are refused") {
  const auto odd = [](double, std::uint64_t, std::uint64_t runs) { return std::vector<int>(runs, 2); };
  const auto too_many = [](double, std::uint64_t, std::uint64_t runs) { return std::vector<int>(runs + 1); };
  CHECK_THROWS_AS(sim::find_threshold(odd, {}), std::invalid_argument);
  CHECK_THROWS_AS(sim::find_threshold(too_many, {}), std::invalid_argument);
}

TEST_CASE("settings out of range are refused before any run") {
  sim::ThresholdSettings settings;
  settings.high = settings.low;
  CHECK_THROWS_AS(sim::find_threshold(Logistic{}, settings), std::invalid_argument);
  settings = {};
  settings.target = 0;
  CHECK_THROWS_AS(sim::find_threshold(Logistic{}, settings), std::invalid_argument);
  settings = {};
  settings.grid = 1;
  CHECK_THROWS_AS(sim::find_threshold(Logistic{}, settings), std::invalid_argument);
}

}  // namespace
