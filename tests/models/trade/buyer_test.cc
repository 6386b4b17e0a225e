#include "models/trade/buyer.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

/// The named buyer abroad, six tenths of 4 bn USD a year.
constexpr Id<Buyer> kCloud(0);
constexpr double kCloudUsdAWeek = 0.6 * 4e9 * 7 / 365.25;

TEST_CASE("money that is not spent is kept for as long as patience lasts") {
  tiny::Run run({"parameters.demand.patience_weeks=5"});
  for (int week = 0; week < 20; ++week) tiny::run_phase(run.world, "want");
  CHECK(static_cast<double>(run.world.accounts.budget_cents[kCloud]) ==
        doctest::Approx(5 * kCloudUsdAWeek * 100));
}

TEST_CASE("a buyer whose income falls keeps what it had saved") {
  tiny::Run run;
  run.world.accounts.budget_cents[kCloud] = 1'000'000'000'000;
  tiny::run_phase(run.world, "want");
  CHECK(run.world.accounts.budget_cents[kCloud] == 1'000'000'000'000);
}

TEST_CASE("a buyer that is behind its plan catches up at a limited pace") {
  tiny::Run run({"parameters.demand.catch_up=3"});
  run.world.accounts.budget_cents[kCloud] = 1'000'000'000'000;
  CHECK(order_budget_cents(run.world, kCloud, 1) == doctest::Approx(3 * kCloudUsdAWeek * 100));
  CHECK(order_budget_cents(run.world, kCloud, 4) == doctest::Approx(12 * kCloudUsdAWeek * 100));
  run.world.accounts.budget_cents[kCloud] = 500;
  CHECK(order_budget_cents(run.world, kCloud, 1) == 500);
}

TEST_CASE("shares of the buyers abroad, and of those in China, add up to one") {
  tiny::Run run;
  double abroad = 0;
  double chinese = 0;
  for (std::uint32_t row = 0; row < run.world.buyers.owners(); ++row) {
    const BuyerKind kind = run.world.buyers.kind[Id<Buyer>(row)];
    (kind == BuyerKind::kAbroad ? abroad : chinese) += run.world.buyers.share[Id<Buyer>(row)];
  }
  CHECK(abroad == doctest::Approx(1));
  CHECK(chinese == doctest::Approx(1));
}

TEST_CASE("small buyers order whole servers, in one week of four") {
  tiny::Run run;
  std::vector<int> orders(run.world.buyers.abroad);
  for (; run.world.week < 40; ++run.world.week) {
    tiny::run_phase(run.world, "want");
    tiny::run_phase(run.world, "order abroad");
    for (const Order& order : run.world.outbox.orders) {
      ++orders[order.buyer.index()];
      if (order.buyer != kCloud) CHECK(order.units % 8 == 0);
    }
    run.world.outbox.orders.clear();
  }
  CHECK(orders[0] == 40);
  for (std::size_t row = 1; row < orders.size(); ++row) CHECK(orders[row] == 10);
}

TEST_CASE("a buyer turns to the sellers of its place, and to the United States where there are none") {
  tiny::Run run;
  const Sellers& sellers = run.world.sellers;
  for (; run.world.week < 50; ++run.world.week) {
    const Id<Seller> seller = seller_for(run.world, kCloud, run.place("MY"), sim::Purpose("test"));
    CHECK(sellers.place[seller] == run.place("MY"));
    CHECK(sellers.place[seller_for(run.world, kCloud, run.place("HK"), sim::Purpose("test"))] ==
          run.place("US"));
  }
}

TEST_CASE("what is bought abroad is paid for, chip by chip") {
  tiny::Run run({"population.rings=0", "parameters.fleets.failure_per_year=0"});
  run.weeks(50);
  const double income = run.world.week * kCloudUsdAWeek;
  const double spent = income - static_cast<double>(run.world.accounts.budget_cents[kCloud]) / 100;
  std::int64_t chips = run.world.stocks.abroad(Id<Owner>(0), run.chip("H100_SXM"));
  for (const auto& week : run.world.logistics.arriving) {
    for (const Shipment& lot : week) chips += lot.is_stock == 0 && lot.to == 0 ? lot.units : 0;
  }
  chips -= 600;  // six tenths of the opening stock
  CHECK(static_cast<double>(chips) * 28000 == doctest::Approx(spent).epsilon(0.001));
}

}  // namespace
}  // namespace chokepoint
