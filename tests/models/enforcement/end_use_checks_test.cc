#include "models/enforcement/end_use_checks.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

/// A world in which the front of a row has lately received chips, which have gone, and officers find out at once.
tiny::Overrides many_checks(const std::string& more) {
  return {fmt::format("parameters.enforcement.checks_per_officer={}", 100 * sim::kWeeksPerYear),
          "parameters.enforcement.found_by_check=1", more};
}

TEST_CASE("end-use checks find out fronts that received chips, and only those") {
  tiny::Run run(many_checks("enforcement.checks=1"));
  World& world = run.world;
  world.fronts.received[Id<Front>(1)] = 100;
  tiny::run_phases(world, {"inspect", "prosecute", "list"});
  CHECK(world.standing_of(world.buyer_of(Id<Front>(1))) != 0);
  CHECK(world.fronts.back_week[Id<Front>(1)] > world.week);
  CHECK(world.tally.listed == 1);
  CHECK(world.tally.checks == 100);
  CHECK(world.cases.action_week[world.fronts.ring[Id<Front>(1)]] > 0);
}

TEST_CASE("a front whose chips are in place passes a check") {
  tiny::Run run(many_checks("enforcement.checks=1"));
  World& world = run.world;
  world.fronts.received[Id<Front>(1)] = 100;
  Lot lot{};
  lot.front = Id<Front>(1);
  lot.leg = -1;
  world.lots.under_way = {lot};
  tiny::run_phases(world, {"inspect", "prosecute", "list"});
  CHECK(world.tally.checks == 100);
  CHECK(world.tally.listed == 0);
}

/// Checks in the first week, with chips at a front in Malaysia and at an honest site in Taiwan.
std::int64_t checks_of_a_week(const std::string& enforcement) {
  tiny::Run run(many_checks(enforcement));
  run.world.fronts.received[Id<Front>(1)] = 100;
  run.world.receipts.honest[run.place("TW")] = 100 / 0.96;
  tiny::run_phase(run.world, "inspect");
  return run.world.tally.checks;
}

TEST_CASE("checks follow officers, strength and what is done at a place") {
  CHECK(checks_of_a_week("enforcement.checks=1") == 100);
  CHECK(checks_of_a_week("enforcement={strength: 2, checks: 1.5}") == 300);
  CHECK(checks_of_a_week("actors.officers.east.officers=3") == 300);
  CHECK(checks_of_a_week("enforcement.places={MY: {checks: 5}}") == 300);
  CHECK(checks_of_a_week("enforcement.places={HK: {checks: 5}}") == 100);
  CHECK(checks_of_a_week("actors.officers.east.places=[HK]") == 0);
  CHECK(checks_of_a_week("mechanisms.end_use_checks=false") == 0);
}

TEST_CASE("of two fronts that received the same, the one that is suspected is looked at first") {
  const auto found = [](double suspicion) {
    int times = 0;
    for (std::uint64_t number = 0; number < 60; ++number) {
      tiny::Run run({"parameters.enforcement.checks_per_officer=52",
                     "parameters.enforcement.found_by_check=1", "parameters.enforcement.targeting=9"},
                    number);
      World& world = run.world;
      world.fronts.received[Id<Front>(1)] = 100;
      world.fronts.received[Id<Front>(2)] = 100;
      world.fronts.suspicion[Id<Front>(2)] = suspicion;
      tiny::run_phases(world, {"inspect", "prosecute", "list"});
      if (world.fronts.back_week[Id<Front>(2)] >= 0) ++times;
    }
    return times;
  };
  CHECK(found(0) < 42);
  CHECK(found(1) > 48);
}

}  // namespace
}  // namespace chokepoint
