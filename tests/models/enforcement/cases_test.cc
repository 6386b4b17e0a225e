#include "models/enforcement/cases.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Something points at the first ring.
void point_at_ring(World& world, Evidence evidence) {
  world.outbox.clear();
  world.outbox.trails.push_back({Id<Ring>(0), evidence});
  tiny::run_phase(world, "prosecute");
}

TEST_CASE("an action against a ring lists some of its fronts and takes some of its goods") {
  tiny::Run run({"parameters.enforcement.seized_with_case=1", "population.fronts_per_ring=200"});
  World& world = run.world;
  const Id<Ring> ring(0);
  Lot lot{};
  lot.ring = ring;
  lot.front = Id<Front>(0);
  lot.product = run.chip("H100_SXM");
  lot.units = 10;
  for (const Id<Front> front : ids(world.fronts.ring)) {
    lot.front = front;
    if (world.fronts.ring[front] == ring) world.lots.under_way.push_back(lot);
  }
  const std::size_t lots = world.lots.under_way.size();
  world.cases.action_week[ring] = 0;
  tiny::run_phases(world, {"prosecute", "raid", "list"});
  const std::int64_t fronts = world.rings.first_front[Id<Ring>(1)];
  CHECK(world.tally.listed > 0.3 * static_cast<double>(fronts));
  CHECK(world.tally.listed < 0.7 * static_cast<double>(fronts));
  CHECK(world.tally.seized > 0);
  CHECK(world.stocks.seized[lot.product] == world.tally.seized);
  CHECK(world.lots.under_way.size() == lots - static_cast<std::size_t>(world.tally.seized / 10));
  CHECK(world.cases.action_week[ring] == -1);
}

TEST_CASE("a penalty never takes more than a ring has") {
  tiny::Run run({"parameters.enforcement.penalty_factor=100", "parameters.enforcement.penalty_collected=1"});
  World& world = run.world;
  world.lots.ring_usd_per_year[Id<Ring>(0)] = 1e12;
  world.cases.action_week[Id<Ring>(0)] = 0;
  tiny::run_phases(world, {"prosecute", "raid", "list"});
  CHECK(world.accounts.capital_cents[Id<Ring>(0)] == 0);
}

TEST_CASE("a case comes to action sooner under stronger enforcement") {
  const auto action_week = [](const char* level) {
    tiny::Run run({std::string("enforcement.strength=[{from: 2023-01-02, level: ") + level + "}]"});
    point_at_ring(run.world, Evidence::kFound);
    return run.world.cases.action_week[Id<Ring>(0)];
  };
  CHECK(action_week("5") < action_week("1"));
  CHECK(action_week("1") > 0);
  CHECK(action_week("0") == -1);
}

TEST_CASE("a second piece of evidence does not put off a case") {
  tiny::Run run;
  point_at_ring(run.world, Evidence::kFound);
  const int due = run.world.cases.action_week[Id<Ring>(0)];
  run.world.week = 3;
  point_at_ring(run.world, Evidence::kFound);
  CHECK(run.world.cases.action_week[Id<Ring>(0)] == due);
}

/// Fronts that an action against the first ring lists on the first day.
std::int64_t listed_by_action(const tiny::Overrides& overrides) {
  tiny::Overrides all{"population.fronts_per_ring=200"};
  all.insert(all.end(), overrides.begin(), overrides.end());
  tiny::Run run(all);
  run.world.cases.action_week[Id<Ring>(0)] = 0;
  tiny::run_phases(run.world, {"prosecute", "raid", "list"});
  CHECK(run.world.tally.cases_acted == 1);
  return run.world.tally.listed;
}

TEST_CASE("an action lists the more fronts the more is put into listings, and none where there is no list") {
  const std::int64_t usual = listed_by_action({});
  CHECK(listed_by_action({"enforcement.listings=3"}) > usual);
  CHECK(listed_by_action({"enforcement.listings=0"}) == 0);
  CHECK(listed_by_action({"calendar=[]"}) == 0);
}

TEST_CASE("a tip brings an open case forward, and what is found does not") {
  tiny::Run run({"parameters.enforcement.tip_lag=0.1"});
  World& world = run.world;
  point_at_ring(world, Evidence::kFound);
  const int due = world.cases.action_week[Id<Ring>(0)];
  point_at_ring(world, Evidence::kTip);
  CHECK(world.cases.action_week[Id<Ring>(0)] < due);
  CHECK(world.cases.action_week[Id<Ring>(0)] > world.week);
  CHECK(world.tally.cases_opened == 1);
}

TEST_CASE("without cases nothing that is found has consequences") {
  tiny::Run run({"mechanisms.cases=false"});
  point_at_ring(run.world, Evidence::kFound);
  run.world.outbox.found.push_back(Id<Front>(0));
  tiny::run_phase(run.world, "list");
  CHECK(run.world.cases.action_week[Id<Ring>(0)] == -1);
  CHECK(run.world.tally.listed == 0);
}

}  // namespace
}  // namespace chokepoint
