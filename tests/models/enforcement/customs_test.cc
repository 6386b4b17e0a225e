#include "models/enforcement/customs.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/diversion/ring_routes.h"
#include "models/record/measures.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

/// One ring with some 400 fronts, a lot of ten H100 from each about to end its last leg, from Hong Kong into China.
struct Convoy : tiny::Run {
  explicit Convoy(tiny::Overrides overrides)
      : Run(with(std::move(overrides), {"population.rings=1", "population.fronts_per_ring=400"})) {
    world.log.emplace_back();
    for (const Id<Front> front : sim::ids(world.fronts.ring)) {
      Lot lot{Id<Ring>(0), front, chip("H100_SXM"), 10, 0, 0, 0, 1, {}};
      lot.path[0] = lane("HK", "CN");
      world.rings.lots.push_back(lot);
    }
  }
  static tiny::Overrides with(tiny::Overrides all, const tiny::Overrides& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  /// The fronts whose lots customs kept.
  std::set<std::uint32_t> seized() {
    move_lots(world);
    std::set<std::uint32_t> fronts;
    for (const Id<Front> front : sim::ids(world.fronts.suspicion)) {
      if (world.fronts.suspicion[front] > 0) fronts.insert(front.index());
    }
    return fronts;
  }
};

TEST_CASE("what passes over the places past the thirty-second is told apart") {
  tiny::Overrides more{"enforcement.inspections=0"};
  for (int i = 0; i < 30; ++i) {
    more.push_back(fmt::format(
        "places.X{}={{name: Land X{}, role: r, groups: [free], tier: 1, source: t, confidence: A}}", i, i));
    more.push_back(fmt::format(
        "lanes.X{}-CN={{transit_weeks: 1, cost_usd_per_chip: 1, inspection: 0.1, cover_usd_bn_per_year: 1}}",
        i));
  }
  Convoy convoy(more);
  auto& lots = convoy.world.rings.lots;
  lots.resize(3);
  lots[1].path[0] = lots[2].path[0] = convoy.lane("X29", "CN");
  REQUIRE(convoy.place("X29").index() > 32);
  move_lots(convoy.world);
  YearOutcome year;
  year.flow = convoy.world.this_week();
  const PlaceMeasure* via = find_place_measure("smuggled_via_in_year");
  CHECK(via->count(year, convoy.place("HK")) == 10);
  CHECK(via->count(year, convoy.place("X28")) == 0);
  CHECK(via->count(year, convoy.place("X29")) == 20);
}

TEST_CASE("more inspections keep more lots, and all of those that fewer kept") {
  const auto seized = [](const char* inspections) {
    return Convoy({inspections, "parameters.enforcement.found_when_opened=1"}).seized();
  };
  const std::set<std::uint32_t> some = seized("enforcement.inspections=20");
  const std::set<std::uint32_t> more = seized("enforcement.inspections=60");
  CHECK(seized("enforcement.inspections=0").empty());
  CHECK(some.size() > 40);
  CHECK(more.size() > some.size() + 40);
  CHECK(more.size() < 400);
  CHECK(std::includes(more.begin(), more.end(), some.begin(), some.end()));
}

TEST_CASE("stronger enforcement makes customs stronger, and an opened lot is not always recognised") {
  const auto seized = [](const char* strength, const char* found) {
    return Convoy({std::string("enforcement={inspections: 10, strength: [{from: 2023-01-02, level: ") +
                       strength + "}]}",
                   std::string("parameters.enforcement.found_when_opened=") + found})
        .seized()
        .size();
  };
  CHECK(seized("4", "1") > seized("1", "1") + 40);
  CHECK(seized("4", "0.3") < seized("4", "1") / 2);
  CHECK(seized("4", "0") == 0);
}

TEST_CASE("a lot is either kept by customs or with its ring in China") {
  Convoy convoy({"enforcement.inspections=30"});
  const auto lots = static_cast<std::int64_t>(convoy.world.rings.lots.size());
  const auto kept = static_cast<std::int64_t>(convoy.seized().size());
  const Id<Product> h100 = convoy.chip("H100_SXM");
  CHECK(kept > 0);
  CHECK(convoy.world.customs.seized[h100] == 10 * kept);
  CHECK(convoy.world.rings.unsold(Id<Ring>(0), h100) == 10 * (lots - kept));
  CHECK(convoy.world.this_week().seized == 10 * kept);
  CHECK(convoy.world.this_week().smuggled == 10 * (lots - kept));
  CHECK(convoy.world.rings.lots.empty());
}

TEST_CASE("a seizure is evidence against the ring and is remembered against the lane") {
  Convoy convoy({"enforcement.inspections=30"});
  const auto& action = convoy.world.rings.action_week[Id<Ring>(0)];
  CHECK(action == -1);
  convoy.seized();
  CHECK(action > 0);
  const auto losses = [&](const char* from, const char* to) {
    return convoy.world.rings.losses(Id<Ring>(0),
                                     track_of(convoy.world, convoy.lane(from, to), Id<Moving>(0)));
  };
  CHECK(losses("HK", "CN") > 1);
  CHECK(losses("MY", "HK") == 0);
}

TEST_CASE("a lot waits at its front until it is ready and its ring knows a way") {
  tiny::Run run;
  World& world = run.world;
  world.log.emplace_back();
  world.rings.lots.push_back({Id<Ring>(0), Id<Front>(0), run.chip("H100_SXM"), 10, 0, 2, -1, 0, {}});
  const Lot& lot = world.rings.lots.front();
  for (; world.week < 4; ++world.week) move_lots(world);
  CHECK(lot.leg == -1);
  world.rings.next_lane(Id<Ring>(0), way_from(world, run.place("MY"), Id<Moving>(0))) = run.lane("MY", "CN");
  move_lots(world);
  CHECK(lot.leg == 0);
  CHECK(lot.legs == 1);
  CHECK(lot.ready_week == 4 + 2);  // the lane takes two weeks
}

}  // namespace
}  // namespace chokepoint
