#include "models/diversion/resale.h"

#include <cmath>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

/// Owner 0 holds 5,200 smuggled H100, and imports of the same use cost `import` USD.
tiny::Run& holding(tiny::Run& run, double import) {
  run.world.stocks.in_china[static_cast<std::size_t>(Provenance::kSmuggled)].at(Id<Chinese>(0),
                                                                                run.chip("H100_SXM")) = 5200;
  run.world.plans.import_cost_usd = import;
  return run;
}

TEST_CASE("owners sell on the more the dearer a chip is than its replacement, and nothing below") {
  CHECK(part_sold_on(30000, 30000, 1) == 0);
  CHECK(part_sold_on(20000, 30000, 1) == 0);
  CHECK(part_sold_on(60000, 30000, 1) == doctest::Approx(std::log(2) / 52.1775).epsilon(0.01));
  CHECK(part_sold_on(120000, 30000, 1) == doctest::Approx(2 * part_sold_on(60000, 30000, 1)));
}

TEST_CASE("where nothing may be imported nobody sells a smuggled chip on") {
  CHECK(part_sold_on(60000, 0, 1) == 0);
  tiny::Run run({"parameters.market.resale=1"});
  CHECK(resales(holding(run, 0).world).empty());
  CHECK(resales(holding(run, 14000).world).size() == 1);
}

TEST_CASE("a chip sold on changes its owner, is paid for, and stays smuggled") {
  tiny::Run run({"parameters.market.resale=1"});
  World& world = holding(run, 14000).world;
  const Id<Chinese> buyer(1);
  world.plans.grey_cents[buyer] = world.accounts.budget_cents[world.buyer_of(buyer)] = 1'000'000'000'00;
  const std::int64_t before = world.accounts.budget_cents[world.buyer_of(Id<Chinese>(0))];
  tiny::run_phase(world, "settle");
  const auto& held = world.stocks.in_china[static_cast<std::size_t>(Provenance::kSmuggled)];
  const std::int32_t sold = held(buyer, run.chip("H100_SXM"));
  CHECK(sold > 0);
  CHECK(held(Id<Chinese>(0), run.chip("H100_SXM")) == 5200 - sold);
  CHECK(world.accounts.budget_cents[world.buyer_of(Id<Chinese>(0))] - before == 2800000LL * sold);
  CHECK(world.tally.resold == sold);
  CHECK(world.tally.smuggled == 0);
}

TEST_CASE("an offer of fleets that finds no money lowers the premium") {
  tiny::Run run({"parameters.market.resale=1"});
  tiny::run_phase(holding(run, 14000).world, "settle");
  CHECK(run.world.market.premium[0] < 1);
}

}  // namespace
}  // namespace chokepoint
