#include "models/ledger.h"

#include <doctest/doctest.h>

#include "models/invariants.h"
#include "models/record/trace.h"
#include "models/trade/diligence.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

/// An order of the first Chinese buyer for H20 at its importer, who holds as many.
Order order_for(tiny::Run& run, std::int32_t units) {
  const Id<Chinese> row(0);
  const Order order{run.world.buyer_of(row), run.world.chinese.importer[row], run.chip("H20"), units};
  run.world.stocks.at_sellers(order.product, order.seller) += units;
  run.world.stocks.made[order.product] += units;
  run.world.accounts.budget_cents[order.buyer] += run.world.price_cents(order.product) * units;
  return order;
}

TEST_CASE("a sale moves chips and money once, and is tallied and traced alike") {
  tiny::Run run;
  Trace trace;
  run.world.trace = &trace;
  const Order order = order_for(run, 10);
  Ledger ledger(run.world);
  ledger.sell(order, 10);
  ledger.take_from_shelf(order.product, order.seller, 10);
  CHECK(run.world.stocks.at_sellers(order.product, order.seller) == 0);
  CHECK(run.world.stocks.moving[order.product] == 10);
  CHECK(run.world.accounts.budget_cents[order.buyer] == 0);
  CHECK(run.world.tally.nvidia_to_china == 10);
  REQUIRE(trace.events.size() == 1);
  CHECK(trace.events[0].kind == EventKind::kSold);
  CHECK(trace.events[0].units == 10);
  CHECK_NOTHROW(check_conservation(run.world));
}

TEST_CASE("a refused order moves nothing, and an honest buyer's is counted") {
  tiny::Run run;
  const Order order = order_for(run, 10);
  const auto before = run.world.accounts.budget_cents;
  Ledger(run.world).refuse(order, {});
  CHECK(run.world.accounts.budget_cents == before);
  CHECK(run.world.stocks.at_sellers(order.product, order.seller) == 10);
  CHECK(run.world.tally.honest_refused == 10);
}

TEST_CASE("an advance is spent and owed, and its repayment leaves both") {
  tiny::Run run;
  Ledger ledger(run.world);
  const Id<Chinese> row(1);
  ledger.lend(row, run.chip("H20"), 5000);
  CHECK(run.world.accounts.budget_cents[run.world.buyer_of(row)] == 5000);
  CHECK(run.world.accounts.owed_cents[row] == 5000);
  ledger.repay(row, 2000);
  CHECK(run.world.accounts.budget_cents[run.world.buyer_of(row)] == 3000);
  CHECK(run.world.accounts.owed_cents[row] == 3000);
}

TEST_CASE("goods that customs keeps are earned back before a profit, goods taken with a case are not") {
  for (const bool with_case : {false, true}) {
    tiny::Run run;
    Lot lot{};
    lot.ring = Id<Ring>(0);
    lot.front = Id<Front>(0);
    lot.product = run.chip("H100_SXM");
    lot.units = 2;
    run.world.accounts.goods_cents[lot.ring] = 2 * run.world.price_cents(lot.product);
    Ledger ledger(run.world);
    with_case ? ledger.seize_with_case(lot, 1, 0.5) : ledger.seize(lot);
    CHECK(run.world.accounts.goods_cents[lot.ring] == 0);
    CHECK(run.world.accounts.overhead_cents[lot.ring] ==
          (with_case ? 0 : 2 * run.world.price_cents(lot.product)));
    CHECK(run.world.stocks.seized[lot.product] == 2);
  }
}

TEST_CASE("a ring that is fined pays what it has, and another in its place starts with its own money") {
  tiny::Run run;
  Ledger ledger(run.world);
  const Id<Ring> ring(0);
  ledger.fine(ring, run.world.rings.start_cents[ring] + 1);
  CHECK(run.world.accounts.capital_cents[ring] == 0);
  CHECK(run.world.tally.fines_usd == doctest::Approx(usd(run.world.rings.start_cents[ring])));
  run.world.accounts.earned_usd_per_year[ring] = -5;
  ledger.start_over(ring);
  CHECK(run.world.accounts.capital_cents[ring] == run.world.rings.start_cents[ring]);
  CHECK(run.world.accounts.earned_usd_per_year[ring] == 0);
}

TEST_CASE("what is said in a week is heard in it and forgotten after it") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"})});
  bool anything = false;
  for (int week = 0; week < 40; ++week) {
    for (const auto& phase : phases_of_a_week()) phase.run(run.world);
    anything |= !run.world.outbox.lot_news.empty();
    end_week(run.world);
    CHECK(run.world.outbox.orders.empty());
    CHECK(run.world.outbox.lot_news.empty());
  }
  CHECK(anything);
}

}  // namespace
}  // namespace chokepoint
