#include "models/record/outcome.h"

#include <doctest/doctest.h>

namespace chokepoint {
namespace {

std::vector<int> told(sim::Date first, int weeks) {
  sim::Calendar calendar;
  calendar.first = first;
  calendar.weeks = weeks;
  return years_told(calendar);
}

TEST_CASE("the weeks before the first year are none, and a year that is not over is not told of") {
  CHECK(told(sim::Date::of(2021, 12, 20), 106) == std::vector{2022, 2023});
  CHECK(told(sim::Date::of(2021, 12, 20), 100) == std::vector{2022});
  CHECK(told(sim::Date::of(2022, 1, 3), 60) == std::vector{2022});
  CHECK(told(sim::Date::of(2022, 6, 6), 60) == std::vector{2022});
}

}  // namespace
}  // namespace chokepoint
