#include "tools/tables/widening.h"

#include <cmath>

#include <doctest/doctest.h>

#include "sim/numeric/statistics.h"

namespace tools {
namespace {

/// What many runs of 100 say once widened.
sim::Spread spread_of(const FigureAhead& figure) {
  std::vector<sim::Miss> misses;
  for (int i = 0; i < 200; ++i) misses.push_back({0, i % 2 == 0 ? 0.2 : -0.2, 0});
  const std::vector<double> runs(4000, 100);
  return sim::spread(widened_runs(runs, sim::discrepancies(misses, 1)[0], figure, 1));
}

TEST_CASE("a band is widened by what is missed, and further ahead by the root of the years") {
  const double near = std::log(spread_of({"f", "chips", 1}).high / 100);
  CHECK(near == doctest::Approx(0.2 * sim::kNormal95).epsilon(0.1));
  CHECK(std::log(spread_of({"f", "chips", 4}).high / 100) == doctest::Approx(2 * near).epsilon(0.01));
}

TEST_CASE("a percentage stays one, however wide its band, and a run without a number stays out") {
  const std::vector<double> runs{50, std::nan(""), 99};
  std::vector<sim::Miss> wide(50, sim::Miss{0, 2, 0});
  const auto values = widened_runs(runs, sim::discrepancies(wide, 1)[0], {"share", "percent"}, 1);
  REQUIRE(values.size() == 2);
  for (const double value : values) CHECK((value > 0 && value < 100));
}

TEST_CASE("years ahead are a quarter at least") {
  CHECK(years_ahead(sim::Date::of(2024, 12, 31), sim::Date::of(2026, 12, 31)) ==
        doctest::Approx(2).epsilon(0.01));
  CHECK(years_ahead(sim::Date::of(2024, 12, 31), sim::Date::of(2024, 1, 1)) == 0.25);
}

}  // namespace
}  // namespace tools
