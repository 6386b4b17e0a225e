#include "models/diversion/ring.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/diversion/ring_learning.h"
#include "models/diversion/ring_maps.h"
#include "models/enforcement/customs.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr Id<Moving> kFreight(0);

Id<Lane> next_lane(const tiny::Run& run, Id<Ring> ring, const char* place) {
  return run.world.maps.next_lane(ring, way_from(run.world, run.place(place), kFreight));
}

TEST_CASE("the margin of a trade is what it brings over what is laid out") {
  // Bought for 100, front 10, transport 10, sold for 200 when not lost: (0.9 x 200 - 120 - 0.1 x 2 x 100) /
  // 120.
  const RouteFacts facts{100, 2, 0.1, 10, 0.1, 2};
  CHECK(expected_margin(facts) == doctest::Approx((180 - 120 - 20) / 120.0));
}

TEST_CASE("a trade gets worse with each of its costs and better with the premium") {
  const RouteFacts base{100, 2, 0.1, 10, 0.1, 2};
  const double margin = expected_margin(base);
  for (double RouteFacts::*cost : {&RouteFacts::front_cost, &RouteFacts::transport, &RouteFacts::loss_chance,
                                   &RouteFacts::penalty_factor}) {
    RouteFacts dearer = base;
    dearer.*cost *= 1.5;
    CHECK(expected_margin(dearer) < margin);
  }
  RouteFacts richer = base;
  richer.premium = 2.5;
  CHECK(expected_margin(richer) > margin);
}

TEST_CASE("a believed loss is the mean of what was lost and what passed") {
  CHECK(believed_loss(1, 3) == 0.25);
  CHECK(believed_loss(2, 3) > believed_loss(1, 3));
  CHECK(believed_loss(1, 4) < believed_loss(1, 3));
}

TEST_CASE("rings trade under a ban and not without one") {
  std::int64_t with_ban = 0;
  for (std::uint64_t number = 0; number < 5; ++number) {
    tiny::Run none({"calendar=[]"}, number);
    none.to_end();
    CHECK(none.sum(&WeekLog::smuggled) == 0);
    CHECK(none.world.lots.under_way.empty());
    tiny::Run ban({}, number);
    with_ban += ban.to_end().sum(&WeekLog::smuggled);
    CHECK(ban.sum(&WeekLog::smuggled, "2023-01-01", tiny::kBanDay) == 0);
  }
  CHECK(with_ban > 500);
}

TEST_CASE("rings do not trade when the premium cannot pay for it") {
  tiny::Run run({"parameters.market.premium_ceiling=1", "parameters.market.premium_floor=1"});
  CHECK(run.to_end().sum(&WeekLog::smuggled) == 0);
}

TEST_CASE("smuggled chips are bought abroad, held for a while and moved, never quicker than the way takes") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"})});
  for (std::uint8_t& active : run.world.ring_lives.active) active = 1;
  run.world.market.premium.fill(2);
  // At the seller one week, with the front two, then two lanes of a week each by Hong Kong.
  run.weeks(5);
  CHECK(run.sum(&WeekLog::smuggled) == 0);
  CHECK(run.weeks(30).sum(&WeekLog::smuggled) > 0);
}

TEST_CASE("a crackdown on one lane moves the routes of rings to others within months") {
  const std::string crackdown =
      "lanes={US-MY: null, TW-CN: null, HK-CN: {inspection: 1}, MY-CN: {inspection: 0}}";
  tiny::Run calm({tiny::calendar({"ban from 2023-01-02"})});
  tiny::Run hunted({tiny::calendar({"ban from 2023-01-02"}), crackdown});
  for (tiny::Run* run : {&calm, &hunted}) {
    for (std::uint8_t& active : run->world.ring_lives.active) active = 1;
    run->world.market.premium.fill(2);
    run->weeks(4);
    for (const Id<Ring> ring : ids(run->world.rings.key)) {
      CHECK(next_lane(*run, ring, "MY") == run->lane("MY", "HK"));
    }
    run->weeks(40);
  }
  for (const Id<Ring> ring : ids(calm.world.rings.key)) {
    CHECK(next_lane(calm, ring, "MY") == calm.lane("MY", "HK"));
    CHECK(next_lane(hunted, ring, "MY") == hunted.lane("MY", "CN"));
  }
}

/// A world in which all rings are about to trade, in its first week under a ban.
void prepare_trade(tiny::Run& run) {
  World& world = run.world;
  for (std::uint8_t& active : world.ring_lives.active) active = 1;
  world.market.premium.fill(2);
  at(world.market.demand_usd_per_week, ChipClass::kTraining) = 1e7;
}

/// Four weeks in which every ring has its turn; orders stay where they are put.
void let_all_trade(World& world) {
  for (world.week = 0; world.week < 4; ++world.week) {
    tiny::run_phase(world, "look");
    at(world.market.demand_usd_per_week, ChipClass::kTraining) = 1e7;
    tiny::run_phase(world, "evade");
  }
}

TEST_CASE("only fronts in business are sent to buy") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"})});
  prepare_trade(run);
  let_all_trade(run.world);
  CHECK(run.world.outbox.orders.size() > 0);
  const Id<Buyer> buyer = run.world.outbox.orders.front().buyer;
  run.world.outbox.orders.clear();
  run.world.fronts.back_week[run.world.front_of(buyer)] = 5;
  let_all_trade(run.world);
  CHECK(run.world.outbox.orders.size() > 0);
  for (const Order& order : run.world.outbox.orders) CHECK(order.buyer != buyer);
}

TEST_CASE("a ring stakes at most half of its free capital in a turn") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "parameters.methods.buying.front.capacity=100000"});
  prepare_trade(run);
  let_all_trade(run.world);
  for (const Id<Ring> ring : ids(run.world.rings.key)) {
    std::int64_t cents = 0;
    for (const Order& order : run.world.outbox.orders) {
      if (run.world.fronts.ring[run.world.front_of(order.buyer)] == ring) {
        cents += order.units * run.scenario.products[order.product].price_cents;
      }
    }
    CHECK(cents > 0);
    CHECK(cents <= run.world.accounts.capital_cents[ring] / 2);
  }
}

TEST_CASE("rings know the law: no front asks for a chip that its place or its parent may not have") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02", "headquarters from 2023-01-02"}),
                 "mechanisms.methods=true", "parameters.methods.buying.phantom.share=0",
                 "parameters.methods.buying.subsidiary.share=50"});
  prepare_trade(run);
  let_all_trade(run.world);
  CHECK(run.world.tally.refused_by_rule == 0);
  for (const Order& order : run.world.outbox.orders) {
    CHECK(run.world.seat_of(order.buyer) != run.scenario.china);
  }
}

/// Chips smuggled into the tiny world in two years, over a few runs.
std::int64_t smuggled(const tiny::Overrides& overrides, double premium) {
  std::int64_t chips = 0;
  for (std::uint64_t number = 0; number < 4; ++number) {
    tiny::Run run(overrides, number);
    for (std::uint8_t& active : run.world.ring_lives.active) active = 1;
    run.world.market.premium.fill(premium);
    chips += run.to_end().sum(&WeekLog::smuggled);
  }
  return chips;
}

TEST_CASE("the smuggled volume answers the premium and the penalty") {
  const std::string fixed = "parameters.market.premium_speed=0";
  const std::int64_t usual = smuggled({fixed}, 1.5);
  CHECK(usual > 0);
  CHECK(smuggled({fixed}, 1.25) < usual);
  CHECK(smuggled({fixed}, 1.1) < usual / 2);
  CHECK(smuggled({fixed, "enforcement.penalties=60"}, 1.5) < usual / 2);
}

/// What the first ring has left after its turn of a week, the fronts of Malaysia being under ceilings from September on,
/// announced on a day.
double left_usd(const char* announced, int week) {
  tiny::Run run(
      {fmt::format("calendar=[{{regime: list}}, {{regime: ban, from: 2023-01-02}}, {{regime: ceilings, from: "
                   "2023-09-04, announced: {}}}]",
                   announced),
       "mechanisms.rushes=true", "population.rings=1", "population.fronts_per_ring=200"});
  World& world = run.world;
  world.ring_lives.active[Id<Ring>(0)] = 1;
  world.market.premium.fill(2);
  at(world.market.demand_usd_per_week, ChipClass::kTraining) = 1e6;
  while (!is_turn_of(world.rings.key[Id<Ring>(0)], week, kTradeEvery)) ++week;
  world.week = week;
  tiny::run_phases(world, {"enact", "look", "evade"});
  double asked = 0;
  for (const Order& order : world.outbox.orders) asked += order.units * world.price_usd(order.product);
  return usd(world.accounts.capital_cents[Id<Ring>(0)]) - asked;
}

TEST_CASE(
    "before a rule that is known closes a chip where its fronts stand, a ring buys there what it can pay") {
  const double usual = left_usd("2023-09-04", 24);
  CHECK(left_usd("2023-06-05", 24) < 0.5 * usual);
  CHECK(left_usd("2023-06-05", 24) > -1);
  CHECK(left_usd("2023-06-05", 10) == left_usd("2023-09-04", 10));
}

}  // namespace
}  // namespace chokepoint
