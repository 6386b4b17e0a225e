#include "models/diversion/front.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "models/diversion/ring_learning.h"
#include "models/record/trace.h"
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

/// Fronts of the first ring that are in business.
auto shells(const World& world) {
  const auto all = ids(world.fronts.ring);
  return std::count_if(all.begin(), all.end(), [&](Id<Front> front) {
    return world.fronts.ring[front] == Id<Ring>(0) && in_business(world, front);
  });
}

/// Rings of a million dollars with two or three shells, that may have thirty.
struct Small : tiny::Run {
  Small()
      : Run({tiny::calendar({"ban from 2023-01-02"}), "population.fronts_per_ring=30",
             "parameters.rings.capital_median_usd=1000000", "parameters.fronts.shells=2.5",
             "parameters.fronts.growth=0.5"}) {
    std::fill(world.ring_lives.active.begin(), world.ring_lives.active.end(), std::uint8_t{1});
  }
  void renew(int weeks) {
    for (int week = 0; week < weeks; ++week, ++world.week) tiny::run_phase(world, "renew");
  }
};

TEST_CASE("a small ring has two or three shells, one that grows founds more, young ones, and closes none") {
  Small run;
  World& world = run.world;
  const auto first = shells(world);
  CHECK(first >= 2);
  CHECK(first <= 3);
  world.accounts.capital_cents[Id<Ring>(0)] = 6'400'000'000;
  run.renew(4);
  CHECK(shells(world) == 20);
  for (const Id<Front> front : ids(world.fronts.ring)) {
    if (world.fronts.number[front] == 10 && world.fronts.ring[front] == Id<Ring>(0))
      CHECK(world.fronts.founded_week[front] >= 0);
  }
  world.accounts.capital_cents[Id<Ring>(0)] = 0;
  run.renew(4);
  CHECK(shells(world) == 20);
}

TEST_CASE("a front that a grown ring founds is in the trace, once, and none of a ring that did not grow") {
  Small run;
  Trace trace;
  run.world.trace = &trace;
  const auto first = shells(run.world);
  run.world.accounts.capital_cents[Id<Ring>(0)] = 6'400'000'000;
  run.renew(8);
  const auto founded = [&](Id<Ring> ring) {
    return std::count_if(trace.events.begin(), trace.events.end(), [&](const Event& event) {
      return event.kind == EventKind::kFounded && event.ring == ring && !event.buyer.is_none();
    });
  };
  CHECK(founded(Id<Ring>(0)) == shells(run.world) - first);
  CHECK(founded(Id<Ring>(1)) == 0);
}

TEST_CASE("no ring has more fronts than it has rows, and another in its place begins with few") {
  Small run;
  World& world = run.world;
  world.accounts.capital_cents[Id<Ring>(0)] = 40'000'000'000;
  run.renew(4);
  CHECK(shells(world) == 30);
  world.accounts.capital_cents[Id<Ring>(0)] = 100'000'000;
  world.outbox.founded.push_back(Id<Ring>(0));
  run.renew(1);
  CHECK(shells(world) <= 3);
}

TEST_CASE("fronts grow with the power of worth that is asked, and are two at least") {
  const FrontParameters parameters =
      tiny::read({"parameters.fronts={shells: 2.5, growth: 0.5}"}).parameters.fronts;
  CHECK(fronts_for(0, parameters) == 2);
  CHECK(fronts_for(1e6, parameters) == 3);
  CHECK(fronts_for(1e8, parameters) == 25);
}

TEST_CASE("rows for more fronts move the draws of no front") {
  const tiny::Run few({"population.fronts_per_ring=3"});
  const tiny::Run many({"population.fronts_per_ring=9"});
  for (const Id<Front> a : ids(few.world.fronts.ring)) {
    for (const Id<Front> b : ids(many.world.fronts.ring)) {
      if (few.world.fronts.key[a] != many.world.fronts.key[b]) continue;
      CHECK(few.world.fronts.place[a] == many.world.fronts.place[b]);
      CHECK(few.world.fronts.founded_week[a] == many.world.fronts.founded_week[b]);
    }
  }
}

}  // namespace
}  // namespace chokepoint
