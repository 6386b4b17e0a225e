#include "models/agents/licensing.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "models/agents/buyer.h"
#include "models/agents/chinese_buyer.h"
#include "models/agents/seller.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Licences from the first day, and a run of them.
const tiny::Overrides kLicences{tiny::calendar({"ban from 2023-01-02", "licences from 2023-01-02"})};

TEST_CASE("a pending licence ships nothing until it is ruled on") {
  // Reviews take nine weeks here.
  tiny::Run run(kLicences);
  run.weeks(9);
  CHECK_FALSE(run.world.licensing.pending.empty());
  CHECK(run.sum(&WeekLog::legal_to_china) == 0);
  CHECK(run.world.logistics.moving[run.chip("H20")] == 0);
  run.weeks(30);
  CHECK(run.in_china("H20", Provenance::kLicensed) > 0);
  CHECK(run.in_china("H20", Provenance::kLegal) == 0);
}

TEST_CASE("a licence is used up by what is sold under it") {
  tiny::Run run(kLicences);
  while (run.world.week < 60) {
    run.weeks(1);
    for (const Id<Chinese> row : ids(run.world.chinese.sector)) {
      REQUIRE(run.world.licensing.licensed(row, run.chip("H20")) >= 0);
      REQUIRE(run.world.licensing.applied(row, run.chip("H20")) >= 0);
    }
  }
}

TEST_CASE("an application is ruled on by the rule of the day it is due") {
  tiny::Run run(kLicences);
  run.weeks(2);
  REQUIRE_FALSE(run.world.licensing.pending.empty());
  // The same application, but the H100's: denied by now.
  Application denied = run.world.licensing.pending.front();
  denied.product = run.chip("H100_SXM");
  denied.due_week = run.world.week;
  const Id<Chinese> row = run.world.chinese_of(denied.buyer);
  run.world.licensing.applied(row, denied.product) = denied.units;
  run.world.licensing.pending = {denied};
  rule_on_licences(run.world);
  CHECK(run.world.licensing.pending.empty());
  CHECK(run.world.licensing.licensed(row, denied.product) == 0);
  CHECK(run.world.licensing.applied(row, denied.product) == 0);
}

TEST_CASE("a quota caps what is licensed, to each buyer and in all") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02", "quota from 2023-01-02", "licences from 2023-01-02"}),
                 "parameters.fleets.failure_per_year=0"});
  run.to_end();
  const auto& held = run.world.chinese.held[static_cast<std::size_t>(Provenance::kLicensed)];
  std::int64_t total = 0;
  for (const Id<Chinese> row : ids(run.world.chinese.sector)) {
    CHECK(held(row, run.chip("H20")) <= 300);
    total += held(row, run.chip("H20"));
  }
  CHECK(total <= 700);
  CHECK(run.world.licensing.quota_total[Id<QuotaRow>(0)] == 700);

  tiny::Run free(kLicences);
  CHECK(free.to_end().in_china("H20", Provenance::kLicensed) > 700);
}

TEST_CASE("a quota of what stays at home grants no more than that share, and begins anew with the year") {
  tiny::Run run({"calendar=[{regime: exchange}]"});
  const Id<QuotaRow> quota(0);
  const Licensing& licensing = run.world.licensing;
  run.until("2024-01-01");
  const std::int64_t first_year = licensing.quota_total[quota];
  CHECK(licensing.quota_home[quota] > 10000);
  CHECK(first_year > 0);
  CHECK(static_cast<double>(first_year) <= 0.1 * static_cast<double>(licensing.quota_home[quota]));
  run.weeks(1);
  CHECK(licensing.quota_home[quota] < 10000);
  CHECK(licensing.quota_total[quota] < first_year);
}

TEST_CASE("a licensed chip costs its buyer the fee on top") {
  tiny::Run run({"calendar=[{regime: exchange}]", "supply.packages.H20.volume_from=2026-01-01"});
  World& world = run.world;
  world.log.emplace_back();
  const Id<Chinese> row(0);
  const Id<Product> h100 = run.chip("H100_SXM");
  world.licensing.licensed(row, h100) = 1000000;
  grant_budgets(world);
  order_in_china(world);
  const auto order = std::find_if(world.orders.begin(), world.orders.end(), [&](const World::Order& o) {
    return o.buyer == world.buyer_of(row) && o.product == h100;
  });
  REQUIRE(order != world.orders.end());
  world.sellers.stock(h100, order->seller) = 10;
  const std::int64_t before = world.buyers.budget_cents[order->buyer];
  world.orders = {*order};
  world.orders.front().units = 10;
  match_orders(world);
  CHECK(before - world.buyers.budget_cents[world.buyer_of(row)] == 10 * 28000 * 125);
}

}  // namespace
}  // namespace chokepoint
