#include "models/diversion/method.h"

#include <algorithm>
#include <string_view>

#include <doctest/doctest.h>

#include "models/diversion/ring_maps.h"
#include "models/enforcement/customs.h"
#include "models/record/trace.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr Id<Buying> kPhantom(3);

TEST_CASE("without the choice of methods there are but fronts and freight") {
  tiny::Run run;
  CHECK(buying_methods(run.world) == 1);
  CHECK(moving_methods(run.world) == 1);
  for (const Id<Front> front : ids(run.world.fronts.ring)) {
    CHECK(run.world.fronts.method[front] == Id<Buying>(0));
    CHECK(std::string_view(name_of(run.world, run.world.fronts.method[front])) == "front");
  }
}

TEST_CASE("a front buys by a method that its place allows, and the parent of a subsidiary is Chinese") {
  tiny::Run run(
      {"mechanisms.methods=true", "population.fronts_per_ring=60", "actors.fronts.places={MY: 1, US: 1}"});
  const World& world = run.world;
  for (const Id<Front> front : ids(world.fronts.ring)) {
    const Id<Buyer> buyer = world.buyer_of(front);
    const std::string_view method = name_of(world, world.fronts.method[front]);
    CHECK((method == "straw") == (world.buyers.place[buyer] == run.scenario.us));
    CHECK((method == "subsidiary") == (world.seat_of(buyer) == run.scenario.china));
  }
}

/// Whether many checks, which find out whoever's chips have gone, list the first front.
bool is_found_out(tiny::Run& run) {
  World& world = run.world;
  const Id<Front> front(0);
  world.fronts.method[front] = kPhantom;
  world.fronts.received[front] = 100;
  tiny::run_phases(world, {"inspect", "list"});
  return world.standing_of(world.buyer_of(front)) != 0;
}

TEST_CASE("a phantom data centre passes a check while it is installed and not once its chips have gone") {
  const tiny::Overrides hunt{"mechanisms.methods=true", "parameters.enforcement.found_by_check=1",
                             "parameters.enforcement.checks_per_officer=2600",
                             "parameters.methods.buying.phantom.checks=1"};
  for (const std::int32_t leg : {-1, 0}) {
    tiny::Run run(hunt);
    Lot lot{};
    lot.ring = Id<Ring>(0);
    lot.front = Id<Front>(0);
    lot.product = run.chip("H100_SXM");
    lot.units = 100;
    lot.leg = leg;
    run.world.lots.under_way.push_back(lot);
    CHECK(is_found_out(run) == (leg == 0));
  }
}

TEST_CASE("couriers carry little, though customs hardly sees them") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "mechanisms.methods=true"});
  Trace trace;
  run.world.trace = &trace;
  std::fill(run.world.ring_lives.active.begin(), run.world.ring_lives.active.end(), std::uint8_t{1});
  run.world.market.premium.fill(2);
  run.to_end();
  std::int64_t by_courier = 0;
  std::int64_t all = 0;
  for (const Event& event : trace.events) {
    if (event.kind != EventKind::kSmuggledIn) continue;
    all += event.units;
    if (std::string_view(event.note) == "courier") by_courier += event.units;
  }
  CHECK(all > 500);
  CHECK(by_courier < all / 5);
  // Three rings, eight chips in four weeks each.
  CHECK(by_courier <= 3 * 8 * 27);
}

/// One lot of a hundred H100 with a front in Malaysia, ready to leave it, and a ring that knows its ways.
struct Ready : tiny::Run {
  explicit Ready(const tiny::Overrides& overrides) : Run(overrides) {
    look_at_map(world, world.maps, Id<Ring>(0), 30000);
    Lot lot{};
    lot.ring = Id<Ring>(0);
    lot.front = Id<Front>(0);
    lot.product = chip("H100_SXM");
    lot.units = 100;
    lot.leg = -1;
    world.lots.under_way.push_back(lot);
  }
  /// Carriers on the lane from Hong Kong to China are full.
  void fill(Id<Moving> method) {
    world.lots.carriers_usd_per_year[lane_by(world, lane("HK", "CN"), method)] = 1e15;
  }
  const Lot& moved() {
    tiny::run_phase(world, "move");
    return world.lots.under_way.front();
  }
};

TEST_CASE("a lot whose carriers are full waits with its front, and leaves once they have room") {
  Ready run({});
  run.fill(Id<Moving>(0));
  CHECK(run.moved().leg == -1);
  run.world.lots.carriers_usd_per_year[lane_by(run.world, run.lane("HK", "CN"), Id<Moving>(0))] = 0;
  CHECK(run.moved().leg == 0);
  CHECK(run.world.lots.carriers_usd_per_year[lane_by(run.world, run.lane("HK", "CN"), Id<Moving>(0))] ==
        doctest::Approx(100 * 28000 * sim::kWeeksPerYear / 4));
}

TEST_CASE("where carriers of one method are full a lot goes by another") {
  Ready run({"mechanisms.methods=true", "parameters.methods.moving.courier.capacity=1"});
  const std::size_t usual = Ready({"mechanisms.methods=true", "parameters.methods.moving.courier.capacity=1"})
                                .moved()
                                .moving.index();
  run.fill(Id<Moving>(usual));
  CHECK(run.moved().leg == 0);
  CHECK(run.moved().moving.index() == 1 - usual);
}

TEST_CASE("fewer carriers let less in") {
  const auto smuggled = [](const char* carriers) {
    tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), carriers});
    return run.to_end().sum(&WeekLog::smuggled);
  };
  const std::int64_t many = smuggled("parameters.methods.moving.freight.carriers=1000");
  const std::int64_t few = smuggled("parameters.methods.moving.freight.carriers=0.002");
  CHECK(few < many / 2);
  CHECK(few > 0);
}

}  // namespace
}  // namespace chokepoint
