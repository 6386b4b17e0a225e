#include "models/physical/figures.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

const char* const kWide =
    "supply.lines.N5.wafers_per_month=[{date: 2023-01-01, value: 500, low: 400, high: 1000, source: t, confidence: C}]";

/// Wafer starts of a week, by run.
std::vector<double> drawn(const tiny::Overrides& overrides, int week, int runs = 400) {
  const Scenario scenario = tiny::read(overrides);
  std::vector<double> figures;
  for (int run = 0; run < runs; ++run) {
    const World world = make_world(scenario, sim::RandomStreams{1, static_cast<std::uint64_t>(run)});
    figures.push_back(figure_in(world, scenario.lines[sim::Id<Line>(0)].plan, week) / kMonthsPerWeek);
  }
  return figures;
}

/// The mean distance of two sets of draws, run by run.
double distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum / static_cast<double>(a.size());
}

TEST_CASE("a figure's low and high lie as far from its value as one run in twenty") {
  CHECK(strayed(100, 50, 400, 0, 1e9) == doctest::Approx(100));
  CHECK(strayed(100, 50, 400, 1.645, 1e9) == doctest::Approx(400).epsilon(0.001));
  CHECK(strayed(100, 50, 400, -1.645, 1e9) == doctest::Approx(50).epsilon(0.001));
  CHECK(strayed(0, 0, 0.3, 1.645, 1) == doctest::Approx(0.3).epsilon(0.001));
  CHECK(strayed(0.9, 0.5, 0.99, 4, 1) == 1);
}

TEST_CASE("of many runs a twentieth lies below a dated figure's low, and one above its high, in any week") {
  for (const int week : {0, 26, 80}) {
    std::vector<double> figures = drawn({kWide}, week);
    std::sort(figures.begin(), figures.end());
    CHECK(figures[20] == doctest::Approx(400).epsilon(0.08));
    CHECK(figures[200] == doctest::Approx(500).epsilon(0.08));
    CHECK(figures[379] == doctest::Approx(1000).epsilon(0.15));
  }
}

TEST_CASE("a figure strays for long: more alike after a month than after a year and a half") {
  const std::vector<double> now = drawn({kWide}, 0);
  CHECK(distance(now, drawn({kWide}, 4)) < 0.5 * distance(now, drawn({kWide}, 80)));
  const tiny::Overrides stubborn{kWide, "parameters.figures.memory_years=50"};
  CHECK(distance(drawn(stubborn, 0), drawn(stubborn, 80)) < 0.5 * distance(now, drawn({kWide}, 80)));
}

TEST_CASE(
    "a figure stands at its value in runs at central values, without a range, and when ranges are not drawn") {
  CHECK(drawn({kWide, "mechanisms.dated_ranges=false"}, 30, 1)[0] == doctest::Approx(500));
  CHECK(drawn({}, 30, 1)[0] == doctest::Approx(500));
  tiny::Run central({kWide});
  CHECK(figure_now(central.world, central.scenario.lines[sim::Id<Line>(0)].plan) / kMonthsPerWeek ==
        doctest::Approx(500));
}

TEST_CASE("a series that is added moves no other's draws") {
  const tiny::Overrides more{
      kWide,
      "supply.designers.NVIDIA.share=[{date: 2023-01-01, value: 0.8, low: 0.7, high: 0.9, "
      "source: t, confidence: C}]"};
  CHECK(drawn(more, 30, 10) == drawn({kWide}, 30, 10));
}

}  // namespace
}  // namespace chokepoint
