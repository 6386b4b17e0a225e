#include "models/agents/ring.h"

#include <doctest/doctest.h>

#include "models/agents/authority.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

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
    CHECK(none.world.rings.lots.empty());
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
  for (std::uint8_t& active : run.world.rings.active) active = 1;
  run.world.market.premium = 2;
  // At the seller one week, with the front two, then two lanes of a week each by Hong Kong.
  run.weeks(5);
  CHECK(run.sum(&WeekLog::smuggled) == 0);
  CHECK(run.weeks(30).sum(&WeekLog::smuggled) > 0);
}

TEST_CASE("a crackdown on one lane moves the routes of rings to others within months") {
  const std::string crackdown =
      "lanes=[{from: TW, to: US, transit_weeks: 2, cost_usd_per_chip: 100, inspection: 0.01, "
      "cover_usd_bn_per_year: 5},"
      "{from: TW, to: MY, transit_weeks: 1, cost_usd_per_chip: 100, inspection: 0.01, cover_usd_bn_per_year: "
      "5},"
      "{from: MY, to: HK, transit_weeks: 1, cost_usd_per_chip: 100, inspection: 0.01, cover_usd_bn_per_year: "
      "1},"
      "{from: HK, to: CN, transit_weeks: 1, cost_usd_per_chip: 100, inspection: 1, cover_usd_bn_per_year: 1},"
      "{from: MY, to: CN, transit_weeks: 2, cost_usd_per_chip: 6000, inspection: 0, cover_usd_bn_per_year: "
      "1}]";
  tiny::Run calm({tiny::calendar({"ban from 2023-01-02"})});
  tiny::Run hunted({tiny::calendar({"ban from 2023-01-02"}), crackdown});
  for (tiny::Run* run : {&calm, &hunted}) {
    for (std::uint8_t& active : run->world.rings.active) active = 1;
    run->world.market.premium = 2;
    run->weeks(4);
    for (const Id<Ring> ring : ids(run->world.rings.key)) {
      CHECK(run->world.rings.next_lane(ring, run->place("MY")) == run->lane("MY", "HK"));
    }
    run->weeks(40);
  }
  for (const Id<Ring> ring : ids(calm.world.rings.key)) {
    CHECK(calm.world.rings.next_lane(ring, calm.place("MY")) == calm.lane("MY", "HK"));
    CHECK(hunted.world.rings.next_lane(ring, hunted.place("MY")) == hunted.lane("MY", "CN"));
  }
}

TEST_CASE("a lost lot is remembered by its ring and heard of by its neighbours, less") {
  tiny::Run run({"population.rings=9"});
  World& world = run.world;
  const Id<Lane> lane = run.lane("HK", "CN");
  hear_of_loss(world, Id<Ring>(0), lane);
  CHECK(world.rings.losses(Id<Ring>(0), lane) == 1);
  for (const std::size_t row : {1U, 2U, 8U, 7U, 4U}) {
    CHECK(world.rings.losses(Id<Ring>(row), lane) == doctest::Approx(0.3));
  }
  for (const std::size_t row : {3U, 5U, 6U}) CHECK(world.rings.losses(Id<Ring>(row), lane) == 0);
  CHECK(world.rings.losses(Id<Ring>(0), run.lane("MY", "HK")) == 0);
}

TEST_CASE("a ring forgets old lots") {
  tiny::Run run;
  const Id<Lane> lane = run.lane("HK", "CN");
  hear_of_loss(run.world, Id<Ring>(0), lane);
  for (int lot = 0; lot < 200; ++lot) experience(run.world, Id<Ring>(0), lane, 0, 1);
  CHECK(run.world.rings.losses(Id<Ring>(0), lane) < 0.01);
  CHECK(run.world.rings.passes(Id<Ring>(0), lane) == doctest::Approx(40).epsilon(0.02));
}

TEST_CASE("a listed front sends no orders until it is replaced, and then starts clean") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"})});
  World& world = run.world;
  world.log.emplace_back();
  const Id<Front> front(0);
  world.fronts.back_week[front] = 8;
  world.fronts.suspicion[front] = 0.7;
  world.buyers.listed[world.buyer_of(front)] = 1;
  for (world.week = 0; world.week < 8; ++world.week) {
    learn(world);
    CHECK(world.buyers.listed[world.buyer_of(front)] == 1);
  }
  learn(world);
  CHECK(world.buyers.listed[world.buyer_of(front)] == 0);
  CHECK(world.fronts.back_week[front] == -1);
  CHECK(world.fronts.suspicion[front] == 0);
}

/// A world in which all rings are about to trade, in its first week under a ban.
void prepare_trade(tiny::Run& run) {
  World& world = run.world;
  world.log.emplace_back();
  for (std::uint8_t& active : world.rings.active) active = 1;
  world.market.premium = 2;
  world.market.demand_usd_per_week = 1e7;
}

TEST_CASE("only fronts in business are sent to buy") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"})});
  prepare_trade(run);
  plan_diversion(run.world);
  CHECK(run.world.orders.size() > 0);
  const Id<Buyer> buyer = run.world.orders.front().buyer;
  run.world.orders.clear();
  run.world.fronts.back_week[run.world.front_of(buyer)] = 5;
  plan_diversion(run.world);
  for (const World::Order& order : run.world.orders) CHECK(order.buyer != buyer);
}

TEST_CASE("a ring stakes at most a quarter of its free capital in a week") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "parameters.rings.front_capacity=100000"});
  prepare_trade(run);
  plan_diversion(run.world);
  for (const Id<Ring> ring : ids(run.world.rings.key)) {
    std::int64_t cents = 0;
    for (const World::Order& order : run.world.orders) {
      if (run.world.fronts.ring[run.world.front_of(order.buyer)] == ring) {
        cents += order.units * run.setting.products[order.product].price_cents;
      }
    }
    CHECK(cents > 0);
    CHECK(cents <= run.world.rings.capital_cents[ring] / 4);
  }
}

}  // namespace
}  // namespace chokepoint
