#include "models/record/figures.h"

#include <cmath>

#include <doctest/doctest.h>

#include "models/scenario/scenario.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

double count(const char* name, const Scenario& scenario, const Parameters& parameters) {
  const Figure* figure = find_figure(name);
  REQUIRE(figure != nullptr);
  return figure->count(scenario, parameters);
}

TEST_CASE("ten times the money adds twenty points whatever the scenario") {
  CHECK(count("points_per_tenfold", Scenario{}, Parameters{}) == doctest::Approx(20));
}

TEST_CASE("what moves ten times the value is noticed sooner and a wider belief tells them less apart") {
  Parameters parameters;
  parameters.enforcement.visibility_midpoint.value = 9.5;
  parameters.enforcement.visibility_width.value = 0.4;
  const double small = count("billion_noticed", {}, parameters);
  const double large = count("ten_billion_noticed", {}, parameters);
  CHECK(small < 0.5);
  CHECK(large > 0.5);
  CHECK(small + large == doctest::Approx(1));
  parameters.enforcement.visibility_width.value = 0.8;
  CHECK(count("billion_noticed", {}, parameters) > small);
}

TEST_CASE("progress that is faster makes a year-old model cheaper on trend") {
  Scenario scenario;
  scenario.calendar.weeks = 1;
  scenario.labs.growth.assign(kWeeksBefore + 1, std::log(4.0) / sim::kWeeksPerYear);
  Parameters parameters;
  parameters.capability.multipliers.progress.value = 1;
  CHECK(count("multiplier_growth", scenario, parameters) == doctest::Approx(4));
  CHECK(count("on_trend_cheaper", scenario, parameters) == doctest::Approx(8));
  parameters.capability.multipliers.progress.value = 2;
  CHECK(count("on_trend_cheaper", scenario, parameters) == doctest::Approx(32));
}

TEST_CASE("Huawei's fastest chip is held against Nvidia's, both on sale as 2025 began") {
  Scenario scenario;
  const auto add = [&](const char* designer, ChipRole role, double tflops, sim::Date launched) {
    Chip chip;
    chip.designer = designer;
    chip.role = role;
    chip.fp8_tflops = tflops;
    chip.launched = launched;
    scenario.catalogue.chip.push_back(chip);
  };
  add("NVIDIA", ChipRole::kGlobal, 2000, sim::Date::of(2022, 9, 1));
  add("NVIDIA", ChipRole::kGlobal, 9000, sim::Date::of(2025, 9, 1));
  add("Huawei", ChipRole::kChinese, 500, sim::Date::of(2023, 9, 1));
  add("Huawei", ChipRole::kChinese, 3000, sim::Date::of(2026, 9, 1));
  add("Biren", ChipRole::kChinese, 1900, sim::Date::of(2022, 9, 1));
  CHECK(count("ascend_over_nvidia", scenario, {}) == doctest::Approx(0.25));
}

}  // namespace
}  // namespace chokepoint
