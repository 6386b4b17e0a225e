#include "models/diversion/ring_learning.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "models/diversion/front.h"
#include "models/diversion/ring_maps.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr Id<Moving> kFreight(0);

/// A ring takes in the news of a lot.
void hear(World& world, std::size_t ring, Id<Lane> lane, Id<Moving> moving, bool lost) {
  world.outbox.clear();
  world.outbox.lot_news.push_back({Id<Ring>(ring), Id<Front>(0), lane, moving, lost});
  tiny::run_phase(world, "renew");
}

float losses(const tiny::Run& run, std::size_t ring, const char* from, const char* to) {
  return run.world.maps.losses(Id<Ring>(ring), lane_by(run.world, run.lane(from, to), kFreight));
}

TEST_CASE("a lost lot is remembered by its ring and heard of by its neighbours, less") {
  tiny::Run run({"population.rings=9"});
  hear(run.world, 0, run.lane("HK", "CN"), kFreight, true);
  CHECK(losses(run, 0, "HK", "CN") == 1);
  for (const std::size_t row : {1U, 2U, 8U, 7U, 4U})
    CHECK(losses(run, row, "HK", "CN") == doctest::Approx(0.3));
  for (const std::size_t row : {3U, 5U, 6U}) CHECK(losses(run, row, "HK", "CN") == 0);
  CHECK(losses(run, 0, "MY", "HK") == 0);
}

TEST_CASE("without imitation nobody hears, without learning nobody remembers") {
  tiny::Run alone({"population.rings=9", "mechanisms.imitation=false"});
  hear(alone.world, 0, alone.lane("HK", "CN"), kFreight, true);
  CHECK(losses(alone, 0, "HK", "CN") == 1);
  CHECK(losses(alone, 1, "HK", "CN") == 0);
  tiny::Run stubborn({"population.rings=9", "mechanisms.learning=false"});
  hear(stubborn.world, 0, stubborn.lane("HK", "CN"), kFreight, true);
  CHECK(losses(stubborn, 0, "HK", "CN") == 0);
}

TEST_CASE("a loss by one method says nothing of another") {
  tiny::Run run({"mechanisms.methods=true"});
  const Id<Lane> lane = run.lane("HK", "CN");
  hear(run.world, 0, lane, Id<Moving>(1), true);
  CHECK(losses(run, 0, "HK", "CN") == 0);
  CHECK(run.world.maps.losses(Id<Ring>(0), lane_by(run.world, lane, Id<Moving>(1))) == 1);
}

TEST_CASE("a ring forgets old lots") {
  tiny::Run run;
  const Id<Lane> lane = run.lane("HK", "CN");
  hear(run.world, 0, lane, kFreight, true);
  for (int lot = 0; lot < 200; ++lot) hear(run.world, 0, lane, kFreight, false);
  CHECK(losses(run, 0, "HK", "CN") < 0.01);
  CHECK(run.world.maps.passes(Id<Ring>(0), lane_by(run.world, lane, kFreight)) ==
        doctest::Approx(40).epsilon(0.02));
}

TEST_CASE("old news fades by the time that has passed, for those who look often and those who do not") {
  tiny::Run run;
  World& world = run.world;
  for (const std::size_t row : {0U, 1U}) hear(world, row, run.lane("HK", "CN"), kFreight, true);
  const float heard = losses(run, 1, "HK", "CN");
  for (world.week = 8; world.week <= 80; world.week += 8) look_at_map(world, world.maps, Id<Ring>(0), 30000);
  world.week = 80;
  look_at_map(world, world.maps, Id<Ring>(1), 30000);
  CHECK(losses(run, 0, "HK", "CN") < heard);
  CHECK(losses(run, 1, "HK", "CN") / heard == doctest::Approx(std::pow(0.95, 10)));
}

TEST_CASE("a ring with a poor year takes over its best neighbour's way of buying") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "mechanisms.methods=true", "population.rings=9",
                 "population.fronts_per_ring=40"});
  World& world = run.world;
  std::fill(world.ring_lives.active.begin(), world.ring_lives.active.end(), std::uint8_t{1});
  world.accounts.earned_usd_per_year[Id<Ring>(1)] = 1e7;
  const Id<Buying> phantom(3);
  for (float& weight : world.ring_lives.leaning.row(Id<Ring>(1))) weight = 0;
  world.ring_lives.leaning(Id<Ring>(1), phantom) = 1;
  const auto phantoms = [&](Id<Ring> ring) {
    return std::count_if(ids(world.fronts.ring).begin(), ids(world.fronts.ring).end(), [&](Id<Front> front) {
      return world.fronts.ring[front] == ring && world.fronts.method[front] == phantom;
    });
  };
  const auto before = phantoms(Id<Ring>(0));
  while (!is_turn_of(world.rings.key[Id<Ring>(0)], world.week, 52))
    ++world.week;  // the turn of the first ring
  tiny::run_phases(world, {"learn", "renew"});
  CHECK(world.ring_lives.leaning(Id<Ring>(0), phantom) == 1);
  CHECK(phantoms(Id<Ring>(0)) > before);
  CHECK(world.ring_lives.leaning(Id<Ring>(5), phantom) != 1);
}

TEST_CASE("a ring for whom no trade is worth it for a year leaves with its money") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "parameters.market.premium_ceiling=1",
                 "parameters.market.premium_floor=1"});
  std::fill(run.world.ring_lives.active.begin(), run.world.ring_lives.active.end(), std::uint8_t{1});
  run.weeks(45);
  for (const Id<Ring> ring : ids(run.world.rings.key)) CHECK(run.world.ring_lives.active[ring] == 1);
  run.weeks(15);
  for (const Id<Ring> ring : ids(run.world.rings.key)) {
    CHECK(run.world.ring_lives.active[ring] == 0);
    CHECK(run.world.accounts.capital_cents[ring] == run.world.rings.start_cents[ring]);
  }
}

TEST_CASE("without entry the rings of the first week stay, and none joins them") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "mechanisms.entry=false",
                 "parameters.market.premium_ceiling=1", "parameters.market.premium_floor=1"});
  const auto first = run.world.ring_lives.active;
  run.to_end();
  CHECK(run.world.ring_lives.active == first);
}

TEST_CASE("who comes in the place of a ruined ring has other fronts, fresh money and no memory") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"})});
  World& world = run.world;
  const Id<Ring> ring(0);
  run.weeks(1);
  std::fill(world.ring_lives.active.begin(), world.ring_lives.active.end(), std::uint8_t{0});
  world.accounts.capital_cents[ring] = 0;
  world.cases.action_week[ring] = 5000;
  world.lots.ring_usd_per_year[ring] = 1e9;
  const float leaning = world.ring_lives.leaning(ring, Id<Buying>(0));
  const Id<Front> front(world.rings.first_front[ring]);
  world.fronts.suspicion[front] = 0.9;
  const std::uint64_t address = world.key_of(world.buyer_of(front));
  world.market.premium.fill(2);
  for (; world.ring_lives.active[ring] == 0 && world.week < 100; ++world.week)
    tiny::run_phases(world, {"look", "learn", "renew"});
  CHECK(world.ring_lives.active[ring] == 1);
  CHECK(world.accounts.capital_cents[ring] == world.rings.start_cents[ring]);
  CHECK(world.cases.action_week[ring] == -1);
  CHECK(world.lots.ring_usd_per_year[ring] == 0);
  CHECK(world.ring_lives.leaning(ring, Id<Buying>(0)) != leaning);
  CHECK(world.fronts.suspicion[front] == 0);
  CHECK(world.key_of(world.buyer_of(front)) != address);
}

}  // namespace
}  // namespace chokepoint
