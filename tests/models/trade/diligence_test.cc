#include "models/trade/diligence.h"
#include "models/diversion/front.h"

#include <array>

#include <doctest/doctest.h>

#include "models/trade/seller.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

TEST_CASE("a seller refuses more under stronger enforcement, and not at all under none") {
  double last = refusal_chance(0.3, 0, 0.5);
  CHECK(last == 0);
  for (const double strength : {0.5, 1.0, 2.0, 5.0}) {
    const double chance = refusal_chance(0.3, strength, 0.5);
    CHECK(chance > last);
    last = chance;
  }
  CHECK(last < 0.5);
  CHECK(refusal_chance(0.3, 1, 0.5) == doctest::Approx(0.15));
}

TEST_CASE("red flags of a front go from their base to certainty with suspicion") {
  CHECK(front_red_flags(0.2, 0) == doctest::Approx(0.2));
  CHECK(front_red_flags(0.2, 0.5) == doctest::Approx(0.6));
  CHECK(front_red_flags(0.2, 1) == 1);
}

TEST_CASE("careful sellers let fewer fronts buy") {
  const auto smuggled = [](const char* diligence) {
    std::int64_t chips = 0;
    for (std::uint64_t number = 0; number < 10; ++number) {
      tiny::Run run({diligence, "parameters.sellers.front_flag=0.8"}, number);
      chips += run.to_end().sum(&WeekLog::smuggled);
    }
    return chips;
  };
  CHECK(smuggled("parameters.sellers.diligence=0.9") < smuggled("parameters.sellers.diligence=0.05"));
}

TEST_CASE("a refusal adds to a front's suspicion and costs nobody anything") {
  tiny::Run run({"parameters.sellers.front_flag=1", "parameters.sellers.diligence=1"});
  World& world = run.world;
  const Id<Front> front(0);
  const Id<Seller> seller(0);
  world.stocks.at_sellers(run.chip("H100_SXM"), seller) = 10;
  world.outbox.orders.push_back(
      {world.buyer_of(front), seller, run.chip("H100_SXM"), 5, Provenance::kSmuggled});
  tiny::run_phases(world, {"match", "mark"});
  CHECK(world.tally.refused_by_seller == 1);
  CHECK(world.fronts.suspicion[front] > 0);
  CHECK(world.stocks.at_sellers(run.chip("H100_SXM"), seller) == 10);
  CHECK(world.accounts.capital_cents[Id<Ring>(0)] == world.rings.start_cents[Id<Ring>(0)]);
}

TEST_CASE("honest orders that sellers refuse are counted") {
  tiny::Run run({"parameters.sellers.honest_flag=1", "parameters.sellers.diligence=1"});
  World& world = run.world;
  const Id<Seller> seller(0);
  world.sellers.diligence[seller] = 1;
  world.outbox.orders.push_back({Id<Buyer>(0), seller, run.chip("H100_SXM"), 5, Provenance::kLegal});
  tiny::run_phase(world, "match");
  CHECK(world.tally.honest_refused == 5);
  CHECK(world.tally.honest_refused_usd == 5 * 28000);
}

TEST_CASE("without diligence sellers serve all") {
  tiny::Run run(
      {"parameters.sellers.honest_flag=1", "parameters.sellers.diligence=1", "mechanisms.diligence=false"});
  CHECK(run.weeks(20).sum(&WeekLog::refused_by_seller) == 0);
}

/// A world in which the first ring's first front was served in Malaysia, and a case has acted on that ring.
struct Scandal : tiny::Run {
  Id<Seller> served;
  Id<Seller> neighbour;

  explicit Scandal(const std::string& more) : tiny::Run({more}) {
    served = Id<Seller>(world.sellers.first_at[place("MY").index()]);
    neighbour = Id<Seller>(served.index() + 1);
    world.fronts.served_by[Id<Front>(0)] = served;
    world.cases.action_week[Id<Ring>(0)] = 0;
    tiny::run_phases(world, {"prosecute", "gossip"});
    world.outbox.clear();
  }
};

TEST_CASE("after a scandal who was in it takes care, others of the place a little, and all forget") {
  Scandal run("parameters.sellers.scandal_spread=0.25");
  const auto& scandal = run.world.scandals.felt;
  const double faded = 1 - 1 / 40.0;  // by the week in which it was heard
  CHECK(scandal[run.served] == doctest::Approx(faded));
  CHECK(scandal[run.neighbour] == doctest::Approx(0.25 * faded));
  CHECK(scandal[Id<Seller>(0)] == 0);
  for (int week = 0; week < 80; ++week) tiny::run_phase(run.world, "gossip");
  CHECK(scandal[run.served] < 0.2);
  CHECK(scandal[run.served] > 0);
}

TEST_CASE("without scandals an action leaves sellers as they were") {
  Scandal run("mechanisms.scandals=false");
  CHECK(run.world.scandals.felt[run.served] == 0);
}

TEST_CASE("scandals among sellers let fewer fronts buy and cost honest orders") {
  const auto run_all = [](const char* rise) {
    std::array<std::int64_t, 2> sums{};
    for (std::uint64_t number = 0; number < 10; ++number) {
      tiny::Run run(
          {rise, "parameters.enforcement.case_median_weeks=8", "parameters.sellers.honest_flag=0.2"}, number);
      run.to_end();
      sums[0] += run.sum(&WeekLog::smuggled);
      sums[1] += run.sum(&WeekLog::honest_refused);
    }
    return sums;
  };
  const auto calm = run_all("parameters.sellers.scandal_rise=0");
  const auto stirred = run_all("parameters.sellers.scandal_rise=10");
  CHECK(stirred[0] < calm[0]);
  CHECK(stirred[1] > calm[1]);
}

}  // namespace
}  // namespace chokepoint
