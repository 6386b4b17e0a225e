#include "models/diversion/method.h"

#include <algorithm>
#include <string_view>

#include <doctest/doctest.h>

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
  run.world.market.premium = 2;
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

}  // namespace
}  // namespace chokepoint
