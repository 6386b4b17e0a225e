#include "models/trade/found_buyers.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

constexpr Id<Ring> kRing(0);
constexpr Id<Chinese> kBuyer(1);

/// A world in which one buyer lately bought what two rings brought in, and the first is acted against this week.
struct Raid : tiny::Run {
  explicit Raid(double found) {
    world.parameters.risk.found.value = found;
    world.lots.ring_usd_per_year[kRing] = 3e6;
    world.lots.ring_usd_per_year[Id<Ring>(1)] = 1e6;
    world.accounts.smuggled_usd[kBuyer] = 1e5;
    world.accounts.budget_cents[world.buyer_of(kBuyer)] = 1'000'000'000;
    world.cases.action_week[kRing] = world.week;
    tiny::run_phases(world, {"prosecute", "forfeit"});
  }
  double left_usd() const { return usd(world.accounts.budget_cents[world.buyer_of(kBuyer)]); }
};

TEST_CASE(
    "an action against a ring takes from a buyer that is found what it had staked on the ring's chips") {
  const Raid raid(1);
  const double stake = raid.world.parameters.sectors.of(raid.world.chinese.sector[kBuyer]).at_stake;
  CHECK(staked_usd(raid.world, kBuyer, kRing) == doctest::Approx(stake * 0.75 * 1e5));
  CHECK(raid.left_usd() == doctest::Approx(1e7 - stake * 0.75 * 1e5));
  CHECK(raid.world.tally.forfeited_usd == doctest::Approx(stake * 0.75 * 1e5));
}

TEST_CASE("a buyer that no case reaches loses nothing") {
  const Raid raid(0);
  CHECK(raid.left_usd() == 1e7);
  CHECK(raid.world.tally.forfeited_usd == 0);
}

TEST_CASE("a buyer that is found never loses more than it has") {
  Raid raid(0);
  raid.world.parameters.risk.found.value = 1;
  raid.world.accounts.smuggled_usd[kBuyer] = 1e12;
  raid.world.outbox.actions.push_back({kRing, 0});
  tiny::run_phase(raid.world, "forfeit");
  CHECK(raid.left_usd() == 0);
}

TEST_CASE("what buyers spend on smuggled chips is remembered in a run, and some of them are found") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "parameters.enforcement.case_median_weeks=6",
                 "parameters.enforcement.found_when_opened=1", "parameters.risk.found=0.2"});
  run.to_end();
  CHECK(run.sum(&WeekLog::cases_acted) > 0);
  double lost = 0;
  for (const WeekLog& log : run.world.log) lost += log.forfeited_usd;
  CHECK(lost > 0);
}

}  // namespace
}  // namespace chokepoint
