#include "models/enforcement/customs.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/diversion/ring_maps.h"
#include "models/record/measures.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

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

/// One ring with some 400 fronts, a lot of ten H100 from each about to end its last leg, from Hong Kong into China.
struct Convoy : tiny::Run {
  explicit Convoy(tiny::Overrides overrides)
      : Run(with(std::move(overrides), {"population.rings=1", "population.fronts_per_ring=400"})) {
    for (const Id<Front> front : sim::ids(world.fronts.ring)) {
      Lot lot{Id<Ring>(0), front, chip("H100_SXM"), 10, 0, 0, 0, 1, {}};
      lot.path[0] = lane("HK", "CN");
      world.lots.under_way.push_back(lot);
    }
  }
  static tiny::Overrides with(tiny::Overrides all, const tiny::Overrides& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  /// The fronts whose lots customs kept.
  std::set<std::uint32_t> seized() {
    tiny::run_phases(world, {"move", "mark", "prosecute", "renew"});
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
  auto& lots = convoy.world.lots.under_way;
  lots.resize(3);
  lots[1].path[0] = lots[2].path[0] = convoy.lane("X29", "CN");
  REQUIRE(convoy.place("X29").index() > 32);
  tiny::run_phase(convoy.world, "move");
  YearOutcome year;
  year.flow = convoy.world.tally;
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
  const auto lots = static_cast<std::int64_t>(convoy.world.lots.under_way.size());
  const auto kept = static_cast<std::int64_t>(convoy.seized().size());
  const Id<Product> h100 = convoy.chip("H100_SXM");
  CHECK(kept > 0);
  CHECK(convoy.world.stocks.seized[h100] == 10 * kept);
  CHECK(convoy.world.stocks.with_rings(Id<Ring>(0), h100) == 10 * (lots - kept));
  CHECK(convoy.world.tally.seized == 10 * kept);
  CHECK(convoy.world.tally.smuggled == 10 * (lots - kept));
  CHECK(convoy.world.lots.under_way.empty());
}

TEST_CASE("a seizure is evidence against the ring and is remembered against the lane") {
  Convoy convoy({"enforcement.inspections=30"});
  const auto& action = convoy.world.cases.action_week[Id<Ring>(0)];
  CHECK(action == -1);
  convoy.seized();
  CHECK(action > 0);
  const auto losses = [&](const char* from, const char* to) {
    return convoy.world.maps.losses(Id<Ring>(0), lane_by(convoy.world, convoy.lane(from, to), Id<Moving>(0)));
  };
  CHECK(losses("HK", "CN") > 1);
  CHECK(losses("MY", "HK") == 0);
}

TEST_CASE("a lot waits at its front until it is ready and its ring knows a way") {
  tiny::Run run;
  World& world = run.world;
  world.lots.under_way.push_back({Id<Ring>(0), Id<Front>(0), run.chip("H100_SXM"), 10, 0, 2, -1, 0, {}});
  const Lot& lot = world.lots.under_way.front();
  for (; world.week < 4; ++world.week) tiny::run_phase(world, "move");
  CHECK(lot.leg == -1);
  world.maps.next_lane(Id<Ring>(0), way_from(world, run.place("MY"), Id<Moving>(0))) = run.lane("MY", "CN");
  tiny::run_phase(world, "move");
  CHECK(lot.leg == 0);
  CHECK(lot.legs == 1);
  CHECK(lot.ready_week == 4 + 2);  // the lane takes two weeks
}

/// How hard customs looks in the first week at lots on a lane.
double effort_on(const char* enforcement, const char* from, const char* to) {
  tiny::Run run({enforcement});
  return inspection_effort_on(run.world, run.lane(from, to));
}

TEST_CASE("half of the looking is done where goods leave, half where they arrive, and none in China") {
  const char* const hub = "enforcement.places={MY: {inspections: 5}}";
  CHECK(effort_on(hub, "MY", "HK") == 3);
  CHECK(effort_on(hub, "TW", "MY") == 3);
  CHECK(effort_on(hub, "MY", "CN") == 5);
  CHECK(effort_on("enforcement.places={CN: {inspections: 5}}", "MY", "CN") == 1);
}

TEST_CASE("a lot that goes straight to China can be seized by the place that it leaves") {
  const auto seized = [](const char* inspections) {
    Convoy convoy({fmt::format("enforcement.places={{MY: {{inspections: {}}}}}", inspections)});
    for (Lot& lot : convoy.world.lots.under_way) lot.path[0] = convoy.lane("MY", "CN");
    return convoy.seized().size();
  };
  CHECK(seized("0") == 0);
  CHECK(seized("1") > 0);
  CHECK(seized("20") > 4 * seized("1"));
}

}  // namespace
}  // namespace chokepoint
