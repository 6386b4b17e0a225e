#include "models/physical/logistics.h"

#include <doctest/doctest.h>

#include "sim/engine/contract.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

TEST_CASE("freight takes the weeks of its lane, two without one, and one at home") {
  const tiny::Run run;
  CHECK(transit_weeks(run.scenario.places, run.place("US"), run.place("MY")) == 2);
  CHECK(transit_weeks(run.scenario.places, run.place("TW"), run.place("MY")) == 1);
  CHECK(transit_weeks(run.scenario.places, run.place("MY"), run.place("US")) == 2);
  CHECK(transit_weeks(run.scenario.places, run.place("MY"), run.place("MY")) == 1);
}

TEST_CASE("a lot arrives in its week and not before, also beyond the wheel") {
  for (const int weeks : {1, 5, kWheel - 1, kWheel, 100, 521}) {
    tiny::Run run;
    World& world = run.world;
    const Id<Product> h100 = run.chip("H100_SXM");
    world.week = 3;
    dispatch(world.logistics, world.week, Shipment{h100, 10, 0, 1, 0, 0}, weeks);
    world.stocks.moving[h100] = 10;
    for (; world.week < 3 + weeks; ++world.week) {
      tiny::run_phase(world, "deliver");
      CHECK(world.stocks.at_sellers(h100, Id<Seller>(0)) == 0);
    }
    tiny::run_phase(world, "deliver");
    CHECK(world.stocks.at_sellers(h100, Id<Seller>(0)) == 10);
    CHECK(world.stocks.moving[h100] == 0);
  }
}

TEST_CASE("a lot that takes no time is refused") {
  tiny::Run run;
  const Shipment lot{run.chip("H100_SXM"), 10, 0, 1, 0, 0};
  CHECK_THROWS_AS(dispatch(run.world.logistics, run.world.week, lot, 0), sim::ContractBroken);
}

TEST_CASE("goods for a front stay with it until the dust has settled") {
  tiny::Run run({"parameters.methods.buying.front.dwell_weeks=6"});
  World& world = run.world;
  const Id<Front> front(2);
  dispatch(world.logistics, 0, Shipment{run.chip("H100_SXM"), 10, world.buyer_of(front).index(), 0, 2, 0}, 1);
  world.week = 1;
  tiny::run_phases(world, {"deliver", "move"});
  REQUIRE(world.lots.under_way.size() == 1);
  CHECK(world.lots.under_way[0].front == front);
  CHECK(world.lots.under_way[0].ring == world.fronts.ring[front]);
  CHECK(world.lots.under_way[0].units == 10);
  CHECK(world.lots.under_way[0].ready_week == 7);
  CHECK(world.lots.under_way[0].leg == -1);
}

}  // namespace
}  // namespace chokepoint
