#include "models/diversion/market.h"

#include <cmath>

#include <doctest/doctest.h>

#include "models/run.h"
#include "tests/support/tiny_world.h"
#include "tools/scenarios/files.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

MarketParameters parameters() { return tiny::read().parameters.market; }

TEST_CASE("the premium rises with excess demand, falls with excess supply and rests in balance") {
  CHECK(next_premium(1.5, 2, 1, 0, parameters()) > 1.5);
  CHECK(next_premium(1.5, 1, 2, 0, parameters()) < 1.5);
  CHECK(next_premium(1.5, 2, 2, 0, parameters()) == doctest::Approx(1.5));
  CHECK(next_premium(1.5, 0, 0, 0, parameters()) == doctest::Approx(1.5));
}

TEST_CASE("the premium moves at most its speed in a week and stays between floor and ceiling") {
  CHECK(next_premium(1.5, 1, 0, 0, parameters()) == doctest::Approx(1.5 * std::exp(0.03)));
  CHECK(next_premium(2.99, 1, 0, 0, parameters()) == 3);
  CHECK(next_premium(0.605, 0, 1, 0, parameters()) == 0.6);
}

TEST_CASE(
    "a premium that is expected to fall makes buyers wait and holders sell, one expected to rise the reverse") {
  CHECK(next_premium(1.5, 2, 2, -0.3, parameters()) < 1.5);
  CHECK(next_premium(1.5, 2, 2, 0.3, parameters()) > 1.5);
  // Demand and offers each by the elasticity of 1.
  CHECK(next_premium(1.5, 2, 2, 0.3, parameters()) == doctest::Approx(1.5 * std::exp(0.03 * std::tanh(0.3))));
}

TEST_CASE("a market that clears goes at once to where what buyers would spend buys what is on offer") {
  MarketParameters clearing = parameters();
  clearing.premium_form.value = 1;
  CHECK(next_premium(1.5, 3, 2, 0, clearing) == doctest::Approx(2.25));
  CHECK(next_premium(1.5, 1, 0, 0, clearing) == clearing.premium_ceiling);
  CHECK(next_premium(1.5, 0, 1, 0, clearing) == clearing.premium_floor);
  CHECK(next_premium(1.5, 0, 0, 0, clearing) == 1.5);
}

TEST_CASE("where expectations weigh nothing the premium does not answer them") {
  MarketParameters blind = parameters();
  blind.expectations.value = 0;
  CHECK(next_premium(1.5, 2, 1, -0.3, blind) == next_premium(1.5, 2, 1, 0, blind));
}

TEST_CASE("demand that a ban leaves unmet raises the premium") {
  tiny::Run run({"population.rings=0"});
  run.until(tiny::kBanDay);
  CHECK(run.world.market.premium[0] == 1);
  CHECK(run.to_end().world.market.premium[0] > 2);
}

/// A world in which ring 0 has `units` H100 in China, and buyers money: cents by row, the rest none.
void offer(tiny::Run& run, std::int32_t units, const std::vector<std::int64_t>& cents) {
  World& world = run.world;
  world.stocks.with_rings.at(Id<Ring>(0), run.chip("H100_SXM")) = units;
  for (std::size_t row = 0; row < cents.size(); ++row) {
    world.plans.grey_cents[Id<Chinese>(row)] = cents[row];
    world.accounts.budget_cents[world.buyer_of(Id<Chinese>(row))] = cents[row];
  }
}

TEST_CASE("smuggled chips reach only buyers with money, each within its own") {
  tiny::Run run;
  const std::int64_t price = 2800000;
  offer(run, 100, {0, 30 * price, 0, 10 * price});
  tiny::run_phase(run.world, "settle");
  const auto& held = run.world.stocks.in_china[static_cast<std::size_t>(Provenance::kSmuggled)];
  CHECK(held(Id<Chinese>(0), run.chip("H100_SXM")) == 0);
  CHECK(held(Id<Chinese>(1), run.chip("H100_SXM")) == 30);
  CHECK(held(Id<Chinese>(2), run.chip("H100_SXM")) == 0);
  CHECK(held(Id<Chinese>(3), run.chip("H100_SXM")) == 10);
  CHECK(run.world.stocks.with_rings(Id<Ring>(0), run.chip("H100_SXM")) == 60);
  CHECK(run.world.accounts.budget_cents[run.world.buyer_of(Id<Chinese>(1))] == 0);
}

TEST_CASE("scarce smuggled chips are shared by the money set aside") {
  tiny::Run run;
  const std::int64_t price = 2800000;
  offer(run, 40, {300 * price, 100 * price});
  tiny::run_phase(run.world, "settle");
  const auto& held = run.world.stocks.in_china[static_cast<std::size_t>(Provenance::kSmuggled)];
  CHECK(held(Id<Chinese>(0), run.chip("H100_SXM")) == 30);
  CHECK(held(Id<Chinese>(1), run.chip("H100_SXM")) == 10);
  CHECK(run.world.stocks.with_rings(Id<Ring>(0), run.chip("H100_SXM")) == 0);
}

TEST_CASE("a ring is paid the premium price and takes a part of its profit out of the trade") {
  tiny::Run run;
  World& world = run.world;
  offer(run, 10, {100 * 2800000LL});
  world.market.premium.fill(2);
  const std::int64_t before = world.accounts.capital_cents[Id<Ring>(0)];
  tiny::run_phase(world, "settle");
  // Ten chips at twice 28,000; of the profit of 280,000 half stays in the trade.
  CHECK(world.accounts.capital_cents[Id<Ring>(0)] - before == (560000 - 140000) * 100LL);
}

TEST_CASE("a glut brings the premium down to its floor") {
  tiny::Run run({"parameters.market.premium_floor=0.4"});
  for (int week = 0; week < 60; ++week) {
    offer(run, 10000, {2800000LL});
    tiny::run_phase(run.world, "settle");
  }
  CHECK(run.world.market.premium[0] == 0.4);
}

TEST_CASE("one set of parameters reaches twice the list price in 2023 and the glut of late 2024") {
  const std::vector<std::string> set{"parameters.market.premium_speed=0.05",
                                     "parameters.market.expectations=2.15",
                                     "parameters.market.extrapolation=1.3",
                                     "parameters.market.resale=1.3",
                                     "parameters.market.premium_floor=0.33",
                                     "parameters.sellers.scarcity_markup=0.05",
                                     "span.last=2024-12-31"};
  const auto history = tools::load_scenarios(REPOSITORY "/scenarios", {"history"}, set);
  const RunOutcome run =
      simulate(history.front(), sim::RandomStreams{1, 0}, Checks::kOff, ParameterValues::kCentral);
  CHECK(run.year(2023)->flow.premium[0] > 2);
  CHECK(run.year(2024)->flow.premium[0] < 0.6);
}

TEST_CASE("nothing is sold while no money is set aside") {
  tiny::Run run;
  offer(run, 10, {});
  tiny::run_phase(run.world, "settle");
  CHECK(run.world.stocks.with_rings(Id<Ring>(0), run.chip("H100_SXM")) == 10);
  CHECK(run.world.market.premium[0] < 1);
}

TEST_CASE("the premium of one class of chip answers its own scarcity only") {
  tiny::Run run({tiny::calendar({"ban"})});
  run.until(tiny::kBanDay).weeks(26);
  const ByChipClass<double> premium = run.world.market.premium;
  CHECK(at(premium, ChipClass::kTraining) > 1);
  CHECK(at(premium, ChipClass::kInference) == 1);
  CHECK(at(premium, ChipClass::kConsumer) == 1);
}

TEST_CASE("money that finds nothing of one class on offer goes to another") {
  tiny::Run run({tiny::calendar({"ban"})});
  run.until(tiny::kBanDay);
  World& world = run.world;
  const Id<Product> chip = run.chip("H20");
  for (const Id<Ring> ring : ids(world.rings.key)) world.stocks.with_rings.at(ring, run.chip("H100_SXM")) = 0;
  world.stocks.with_rings.at(Id<Ring>(0), chip) = 10;
  world.plans.grey_cents[Id<Chinese>(0)] = 100 * world.price_cents(chip);
  tiny::run_phase(world, "settle");
  CHECK(world.stocks.with_rings(Id<Ring>(0), chip) == 0);
}

}  // namespace
}  // namespace chokepoint
