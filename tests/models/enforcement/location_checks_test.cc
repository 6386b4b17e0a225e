#include "models/enforcement/location_checks.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

/// A lot of the first ring that has just reached China, and whose chips can tell.
Lot telling_lot(const tiny::Run& run) {
  Lot lot{};
  lot.ring = Id<Ring>(0);
  lot.front = Id<Front>(0);
  lot.product = run.chip("H100_SXM");
  lot.units = 8;
  lot.can_tell = 1;
  return lot;
}

TEST_CASE("a located lot gives its front and ring away") {
  tiny::Run run({"parameters.enforcement.located=1"});
  run.world.outbox.arrived.push_back(telling_lot(run));
  tiny::run_phases(run.world, {"locate", "mark", "prosecute", "list"});
  CHECK(run.world.tally.located == 1);
  CHECK(run.world.standing_of(run.world.buyer_of(Id<Front>(0))) != 0);
  CHECK(run.world.fronts.suspicion[Id<Front>(0)] == 1);
  CHECK(run.world.cases.action_week[Id<Ring>(0)] > 0);
  CHECK(run.world.tally.seized == 0);
}

TEST_CASE("chips that cannot tell are not located") {
  tiny::Run run({"parameters.enforcement.located=1"});
  Lot lot = telling_lot(run);
  lot.can_tell = 0;
  run.world.outbox.arrived.push_back(lot);
  tiny::run_phase(run.world, "locate");
  CHECK(run.world.tally.located == 0);
}

TEST_CASE("software lets a few chips tell, from its day on and only those it runs on") {
  const std::string software =
      "enforcement.location_software={chips: [H100_SXM], from: 2023-02-06, source: t, confidence: A}";
  tiny::Run run({software, "parameters.enforcement.location_voluntary=0.25"});
  CHECK(can_tell_chance(run.world, run.chip("H100_SXM")) == 0);
  run.until("2023-02-06");
  CHECK(can_tell_chance(run.world, run.chip("H100_SXM")) == 0.25);
  CHECK(can_tell_chance(run.world, run.chip("H20")) == 0);
}

/// Chips brought in over two years when all of them can tell.
std::int64_t smuggled(const std::string& more) {
  const std::string software =
      "enforcement.location_software={chips: [H100_SXM], from: 2023-01-02, source: t, confidence: A}";
  std::int64_t chips = 0;
  for (std::uint64_t number = 0; number < 8; ++number) {
    chips += tiny::Run({software, "parameters.enforcement.location_voluntary=1", more}, number)
                 .to_end()
                 .sum(&WeekLog::smuggled);
  }
  return chips;
}

TEST_CASE("chips that tell where they are lower what rings bring in, the more often they are asked") {
  const std::int64_t never = smuggled("mechanisms.location_checks=false");
  CHECK(smuggled("enforcement.location_checks=1") < never);
  CHECK(smuggled("enforcement.location_checks=0") == never);
}

}  // namespace
}  // namespace chokepoint
