#include "models/diversion/front.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "models/diversion/ring_learning.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

TEST_CASE("a young front raises more flags than an old one, and suspicion adds to them") {
  tiny::Run run({"parameters.fronts.young_flag=1"});
  World& world = run.world;
  const Id<Front> front(0);
  world.fronts.founded_week[front] = world.week;
  const double young = flags_of(world, front);
  world.fronts.founded_week[front] = world.week - 400;
  const double old = flags_of(world, front);
  CHECK(young == doctest::Approx(2 * run.scenario.parameters.sellers.front_flag));
  CHECK(old < 0.6 * young);
  world.fronts.suspicion[front] = 0.5;
  CHECK(flags_of(world, front) > old);
}

TEST_CASE("a listed front sends no orders until it is replaced, and then starts clean") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"})});
  World& world = run.world;
  const Id<Front> front(0);
  world.fronts.back_week[front] = 8;
  world.fronts.suspicion[front] = 0.7;
  const std::uint64_t address = world.key_of(world.buyer_of(front));
  for (world.week = 0; world.week < 8; ++world.week) {
    tiny::run_phases(world, {"learn", "renew"});
    CHECK(world.standing_of(world.buyer_of(front)) == kListedInRun);
  }
  tiny::run_phases(world, {"learn", "renew"});
  CHECK(world.standing_of(world.buyer_of(front)) == 0);
  CHECK(world.fronts.back_week[front] == -1);
  CHECK(world.fronts.suspicion[front] == 0);
  CHECK(world.fronts.founded_week[front] == world.week);
  CHECK(world.key_of(world.buyer_of(front)) != address);
}

TEST_CASE("the delay until a front is replaced differs from front to front around its mean") {
  tiny::Run run({"population.fronts_per_ring=300"});
  for (const Id<Front> front : ids(run.world.fronts.ring)) run.world.outbox.found.push_back(front);
  tiny::run_phases(run.world, {"enact", "list"});
  double sum = 0;
  int least = 1000;
  for (const Id<Front> front : ids(run.world.fronts.ring)) {
    const int weeks = run.world.fronts.back_week[front];
    least = std::min(least, weeks);
    sum += weeks;
  }
  CHECK(least >= 1);
  CHECK(least < 5);
  CHECK(sum / static_cast<double>(run.world.fronts.ring.size()) == doctest::Approx(8).epsilon(0.1));
}

}  // namespace
}  // namespace chokepoint
