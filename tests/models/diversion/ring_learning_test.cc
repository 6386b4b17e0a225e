#include "models/diversion/ring_learning.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "models/diversion/front.h"
#include "models/diversion/ring_routes.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr Id<Moving> kFreight(0);

float losses(const tiny::Run& run, std::size_t ring, const char* from, const char* to) {
  return run.world.rings.losses(Id<Ring>(ring), track_of(run.world, run.lane(from, to), kFreight));
}

TEST_CASE("a lost lot is remembered by its ring and heard of by its neighbours, less") {
  tiny::Run run({"population.rings=9"});
  hear_of_loss(run.world, Id<Ring>(0), run.lane("HK", "CN"), kFreight);
  CHECK(losses(run, 0, "HK", "CN") == 1);
  for (const std::size_t row : {1U, 2U, 8U, 7U, 4U})
    CHECK(losses(run, row, "HK", "CN") == doctest::Approx(0.3));
  for (const std::size_t row : {3U, 5U, 6U}) CHECK(losses(run, row, "HK", "CN") == 0);
  CHECK(losses(run, 0, "MY", "HK") == 0);
}

TEST_CASE("without imitation nobody hears, without learning nobody remembers") {
  tiny::Run alone({"population.rings=9", "mechanisms.imitation=false"});
  hear_of_loss(alone.world, Id<Ring>(0), alone.lane("HK", "CN"), kFreight);
  CHECK(losses(alone, 0, "HK", "CN") == 1);
  CHECK(losses(alone, 1, "HK", "CN") == 0);
  tiny::Run stubborn({"population.rings=9", "mechanisms.learning=false"});
  hear_of_loss(stubborn.world, Id<Ring>(0), stubborn.lane("HK", "CN"), kFreight);
  CHECK(losses(stubborn, 0, "HK", "CN") == 0);
}

TEST_CASE("a loss by one method says nothing of another") {
  tiny::Run run({"mechanisms.methods=true"});
  const Id<Lane> lane = run.lane("HK", "CN");
  hear_of_loss(run.world, Id<Ring>(0), lane, Id<Moving>(1));
  CHECK(losses(run, 0, "HK", "CN") == 0);
  CHECK(run.world.rings.losses(Id<Ring>(0), track_of(run.world, lane, Id<Moving>(1))) == 1);
}

TEST_CASE("a ring forgets old lots") {
  tiny::Run run;
  const Id<Lane> lane = run.lane("HK", "CN");
  hear_of_loss(run.world, Id<Ring>(0), lane, kFreight);
  for (int lot = 0; lot < 200; ++lot) experience(run.world, Id<Ring>(0), lane, kFreight, 0, 1);
  CHECK(losses(run, 0, "HK", "CN") < 0.01);
  CHECK(run.world.rings.passes(Id<Ring>(0), track_of(run.world, lane, kFreight)) ==
        doctest::Approx(40).epsilon(0.02));
}

TEST_CASE("old news fades by the time that has passed, for those who look often and those who do not") {
  tiny::Run run;
  World& world = run.world;
  for (const std::size_t row : {0U, 1U}) hear_of_loss(world, Id<Ring>(row), run.lane("HK", "CN"), kFreight);
  const float heard = losses(run, 1, "HK", "CN");
  for (world.week = 8; world.week <= 80; world.week += 8) look_at_map(world, Id<Ring>(0), 30000);
  world.week = 80;
  look_at_map(world, Id<Ring>(1), 30000);
  CHECK(losses(run, 0, "HK", "CN") < heard);
  CHECK(losses(run, 1, "HK", "CN") / heard == doctest::Approx(std::pow(0.95, 10)));
}

TEST_CASE("a ring with a poor year takes over its best neighbour's way of buying") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "mechanisms.methods=true", "population.rings=9",
                 "population.fronts_per_ring=40"});
  World& world = run.world;
  world.log.emplace_back();
  std::fill(world.rings.active.begin(), world.rings.active.end(), std::uint8_t{1});
  world.rings.earned_usd_per_year[Id<Ring>(1)] = 1e7;
  const Id<Buying> phantom(3);
  for (float& weight : world.rings.leaning.row(Id<Ring>(1))) weight = 0;
  world.rings.leaning(Id<Ring>(1), phantom) = 1;
  const auto phantoms = [&](Id<Ring> ring) {
    return std::count_if(ids(world.fronts.ring).begin(), ids(world.fronts.ring).end(), [&](Id<Front> front) {
      return world.fronts.ring[front] == ring && world.fronts.method[front] == phantom;
    });
  };
  const auto before = phantoms(Id<Ring>(0));
  learn(world);  // week 0 is the turn of the first ring
  CHECK(world.rings.leaning(Id<Ring>(0), phantom) == 1);
  CHECK(phantoms(Id<Ring>(0)) > before);
  CHECK(world.rings.leaning(Id<Ring>(5), phantom) != 1);
}

TEST_CASE("a ring for whom no trade is worth it for a year leaves with its money") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "parameters.market.premium_ceiling=1",
                 "parameters.market.premium_floor=1"});
  std::fill(run.world.rings.active.begin(), run.world.rings.active.end(), std::uint8_t{1});
  run.weeks(45);
  for (const Id<Ring> ring : ids(run.world.rings.key)) CHECK(run.world.rings.active[ring] == 1);
  run.weeks(15);
  for (const Id<Ring> ring : ids(run.world.rings.key)) {
    CHECK(run.world.rings.active[ring] == 0);
    CHECK(run.world.rings.capital_cents[ring] == run.world.rings.start_cents[ring]);
  }
}

TEST_CASE("without entry the rings of the first week stay, and none joins them") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "mechanisms.entry=false",
                 "parameters.market.premium_ceiling=1", "parameters.market.premium_floor=1"});
  const auto first = run.world.rings.active;
  run.to_end();
  CHECK(run.world.rings.active == first);
}

TEST_CASE("who comes in the place of a ruined ring has other fronts, fresh money and no memory") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"})});
  World& world = run.world;
  const Id<Ring> ring(0);
  run.weeks(1);
  std::fill(world.rings.active.begin(), world.rings.active.end(), std::uint8_t{0});
  world.rings.capital_cents[ring] = 0;
  world.rings.action_week[ring] = 5000;
  world.rings.flow_usd_per_year[ring] = 1e9;
  const float leaning = world.rings.leaning(ring, Id<Buying>(0));
  const Id<Front> front(world.rings.first_front[ring]);
  world.fronts.suspicion[front] = 0.9;
  const std::uint64_t address = world.buyers.key[world.buyer_of(front)];
  world.market.premium = 2;
  for (; world.rings.active[ring] == 0 && world.week < 100; ++world.week) learn(world);
  CHECK(world.rings.active[ring] == 1);
  CHECK(world.rings.capital_cents[ring] == world.rings.start_cents[ring]);
  CHECK(world.rings.action_week[ring] == -1);
  CHECK(world.rings.flow_usd_per_year[ring] == 0);
  CHECK(world.rings.leaning(ring, Id<Buying>(0)) != leaning);
  CHECK(world.fronts.suspicion[front] == 0);
  CHECK(world.buyers.key[world.buyer_of(front)] != address);
}

}  // namespace
}  // namespace chokepoint
