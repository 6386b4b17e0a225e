#include "models/enforcement/cases.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

TEST_CASE("an action against a ring lists some of its fronts and takes some of its goods") {
  tiny::Run run({"parameters.enforcement.seized_with_case=1", "population.fronts_per_ring=200"});
  World& world = run.world;
  world.log.emplace_back();
  const Id<Ring> ring(0);
  Lot lot{};
  lot.ring = ring;
  lot.product = run.chip("H100_SXM");
  lot.units = 10;
  world.rings.lots.assign(200, lot);
  world.rings.action_week[ring] = 0;
  work_cases(world);
  const std::int64_t fronts = world.rings.first_front[Id<Ring>(1)];
  CHECK(world.this_week().listed > 0.3 * static_cast<double>(fronts));
  CHECK(world.this_week().listed < 0.7 * static_cast<double>(fronts));
  CHECK(world.this_week().seized > 0);
  CHECK(world.customs.seized[lot.product] == world.this_week().seized);
  CHECK(world.rings.lots.size() == 200 - static_cast<std::size_t>(world.this_week().seized / 10));
  CHECK(world.rings.action_week[ring] == -1);
}

TEST_CASE("a penalty never takes more than a ring has") {
  tiny::Run run({"parameters.enforcement.penalty_factor=100", "parameters.enforcement.penalty_collected=1"});
  World& world = run.world;
  world.log.emplace_back();
  world.rings.flow_usd_per_year[Id<Ring>(0)] = 1e12;
  world.rings.action_week[Id<Ring>(0)] = 0;
  work_cases(world);
  CHECK(world.rings.capital_cents[Id<Ring>(0)] == 0);
}

TEST_CASE("a case comes to action sooner under stronger enforcement") {
  const auto action_week = [](const char* level) {
    tiny::Run run({std::string("enforcement.strength=[{from: 2023-01-02, level: ") + level + "}]"});
    run.world.log.emplace_back();
    open_case(run.world, Id<Ring>(0), Evidence::kFound);
    return run.world.rings.action_week[Id<Ring>(0)];
  };
  CHECK(action_week("5") < action_week("1"));
  CHECK(action_week("1") > 0);
  CHECK(action_week("0") == -1);
}

TEST_CASE("a second piece of evidence does not put off a case") {
  tiny::Run run;
  run.world.log.emplace_back();
  open_case(run.world, Id<Ring>(0), Evidence::kFound);
  const int due = run.world.rings.action_week[Id<Ring>(0)];
  run.world.week = 3;
  open_case(run.world, Id<Ring>(0), Evidence::kFound);
  CHECK(run.world.rings.action_week[Id<Ring>(0)] == due);
}

/// Fronts that an action against the first ring lists on the first day.
std::int64_t listed_by_action(const tiny::Overrides& overrides) {
  tiny::Overrides all{"population.fronts_per_ring=200"};
  all.insert(all.end(), overrides.begin(), overrides.end());
  tiny::Run run(all);
  run.world.log.emplace_back();
  run.world.rings.action_week[Id<Ring>(0)] = 0;
  work_cases(run.world);
  CHECK(run.world.this_week().cases_acted == 1);
  return run.world.this_week().listed;
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
  world.log.emplace_back();
  open_case(world, Id<Ring>(0), Evidence::kFound);
  const int due = world.rings.action_week[Id<Ring>(0)];
  open_case(world, Id<Ring>(0), Evidence::kTip);
  CHECK(world.rings.action_week[Id<Ring>(0)] < due);
  CHECK(world.rings.action_week[Id<Ring>(0)] > world.week);
  CHECK(world.this_week().cases_opened == 1);
}

TEST_CASE("without cases nothing that is found has consequences") {
  tiny::Run run({"mechanisms.cases=false"});
  run.world.log.emplace_back();
  open_case(run.world, Id<Ring>(0), Evidence::kFound);
  list_front(run.world, Id<Front>(0));
  CHECK(run.world.rings.action_week[Id<Ring>(0)] == -1);
  CHECK(run.world.this_week().listed == 0);
}

}  // namespace
}  // namespace chokepoint
