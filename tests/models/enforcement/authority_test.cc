#include "models/enforcement/authority.h"

#include <cmath>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

TEST_CASE("customs opens more lots under stronger enforcement and the more a flow outgrows its cover") {
  const double base = opening_chance(0.02, 1, 1e8, 1e9, 0.7);
  CHECK(opening_chance(0.02, 0, 1e8, 1e9, 0.7) == 0);
  CHECK(opening_chance(0.02, 2, 1e8, 1e9, 0.7) > base);
  CHECK(opening_chance(0.02, 1, 2e8, 1e9, 0.7) > base);
  CHECK(opening_chance(0.02, 1, 1e8, 2e9, 0.7) < base);
  CHECK(opening_chance(0.02, 1, 0, 1e9, 0.7) == doctest::Approx(1 - std::exp(-0.02)));
}

TEST_CASE("a chance to be opened stays a chance, however strong customs is") {
  CHECK(opening_chance(1, 100, 1e12, 1e6, 1.2) <= 1);
  CHECK(opening_chance(0.02, 1, 1e8, 0, 0.7) == doctest::Approx(1 - std::exp(-0.02)));
}

/// How hard customs looks in the first week at lots that leave a place.
double effort_at(const char* enforcement, const char* place) {
  tiny::Run run({enforcement});
  return inspection_effort(run.world, run.place(place));
}

TEST_CASE("inspections are set apart by place, and those of allies by themselves") {
  CHECK(effort_at("enforcement={strength: 2, inspections: 3}", "MY") == 6);
  CHECK(effort_at("enforcement={inspections: 3, places: {MY: {inspections: 5}}}", "MY") == 15);
  CHECK(effort_at("enforcement={inspections: 3, places: {MY: {inspections: 5}}}", "HK") == 3);
  CHECK(effort_at("enforcement.allied_customs=4", "TW") == 4);
  CHECK(effort_at("enforcement.allied_customs=4", "US") == 1);
  CHECK(effort_at("enforcement.allied_customs=4", "MY") == 1);
  CHECK(effort_at("mechanisms.customs=false", "MY") == 0);
}

TEST_CASE("stronger enforcement lowers what rings bring in") {
  std::int64_t usual = 0;
  std::int64_t strong = 0;
  const tiny::Overrides ban{tiny::calendar({"ban from 2023-01-02"})};
  for (std::uint64_t number = 0; number < 12; ++number) {
    tiny::Run at_one(ban, number);
    tiny::Run at_ten({ban[0], "enforcement.strength=[{from: 2023-01-02, level: 10}]"}, number);
    usual += at_one.to_end().sum(&WeekLog::smuggled);
    strong += at_ten.to_end().sum(&WeekLog::smuggled);
  }
  CHECK(strong < 0.8 * static_cast<double>(usual));
  CHECK(usual > 0);
}

}  // namespace
}  // namespace chokepoint
