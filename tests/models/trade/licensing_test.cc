#include "models/trade/licensing.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/trade/buyer.h"
#include "models/trade/chinese_buyer.h"
#include "models/trade/orders.h"
#include "models/trade/seller.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// What the first quota has let through, to all places.
std::int64_t let_through(const tiny::Run& run) {
  const auto all = run.world.licensing.quota_total.row(Id<QuotaRow>(0));
  return std::accumulate(all.begin(), all.end(), std::int64_t{0});
}

/// Licences from the first day, and a run of them.
const tiny::Overrides kLicences{tiny::calendar({"ban from 2023-01-02", "licences from 2023-01-02"})};

TEST_CASE("a pending licence ships nothing until it is ruled on") {
  // Reviews take nine weeks here.
  tiny::Run run(kLicences);
  run.weeks(9);
  CHECK_FALSE(run.world.licensing.pending.empty());
  CHECK(run.sum(&WeekLog::legal_to_china) == 0);
  CHECK(run.world.stocks.moving[run.chip("H20")] == 0);
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

TEST_CASE("dated odds hold from their day") {
  tiny::Run run({tiny::calendar({"odds-by-date", "ban from 2023-01-02", "licences from 2023-01-02"})});
  const auto odds = [&] { return review_now(run.world, ReviewPolicy::kCaseByCase).approval_odds; };
  run.until(tiny::kBanDay);
  run.world.week -= 1;
  CHECK(odds() == 0);
  run.world.week += 1;
  CHECK(odds() == 1);
  CHECK(run.in_china("H20", Provenance::kLicensed) == 0);
  run.to_end();
  CHECK(run.in_china("H20", Provenance::kLicensed) > 0);
}

/// How alike two samples are, by Pearson.
double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto count = static_cast<double>(a.size());
  double sums[5] = {};
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double terms[] = {a[i], b[i], a[i] * a[i], b[i] * b[i], a[i] * b[i]};
    for (std::size_t k = 0; k < 5; ++k) sums[k] += terms[k] / count;
  }
  const auto [mean_a, mean_b, squares_a, squares_b, products] = sums;
  return (products - mean_a * mean_b) /
         std::sqrt((squares_a - mean_a * mean_a) * (squares_b - mean_b * mean_b));
}

/// Normal scores of the odds in force in two weeks of many runs: the range of each set is 0 to 1, flat.
double alike(double memory_years, int first_week, int second_week) {
  tiny::Run run({tiny::calendar({"unsure-odds", "ban"}),
                 fmt::format("parameters.figures.memory_years={}", memory_years)});
  std::vector<double> scores[2];
  for (std::uint64_t number = 0; number < 4000; ++number) {
    run.world.streams = sim::RandomStreams{1, number};
    for (const int which : {0, 1}) {
      run.world.week = which == 0 ? first_week : second_week;
      scores[which].push_back(
          sim::normal_quantile(review_now(run.world, ReviewPolicy::kCaseByCase).approval_odds));
    }
  }
  return correlation(scores[0], scores[1]);
}

TEST_CASE("odds of two dates are alike by exp of years over memory, a year to the first date") {
  // Sets from the start, 2023-07-03 and 2024-07-01: 364 days lie between the dated ones.
  const double year = 364 / (7 * sim::kWeeksPerYear);
  for (const double memory : {1.0, 5.0}) {
    CHECK(std::abs(alike(memory, 0, 30) - std::exp(-1 / memory)) < 0.04);
    CHECK(std::abs(alike(memory, 30, 80) - std::exp(-year / memory)) < 0.04);
    CHECK(std::abs(alike(memory, 0, 80) - std::exp(-(1 + year) / memory)) < 0.04);
  }
}

TEST_CASE("higher odds of a licence never lower China's stock") {
  double low = 0;
  double high = 0;
  for (std::uint64_t number = 0; number < 6; ++number) {
    tiny::Run few({tiny::calendar({"low-odds", "ban from 2023-01-02", "licences from 2023-01-02"})}, number);
    tiny::Run many(kLicences, number);
    low += few.to_end().world.standings.back().nation_china;
    high += many.to_end().world.standings.back().nation_china;
  }
  CHECK(high > low);
}

TEST_CASE("a large buyer applies for a quarter at once, others order by order") {
  tiny::Run run(kLicences);
  run.weeks(8);  // no ruling yet
  const auto& pending = run.world.licensing.pending;
  const auto filed_by = [&](Id<Buyer> buyer) {
    return std::ranges::count_if(pending, [&](const Application& a) { return a.buyer == buyer; });
  };
  const Id<Buyer> large = run.world.buyer_of(Id<Chinese>(0));
  CHECK(filed_by(large) == 1);
  std::ptrdiff_t most = 0;
  for (std::uint32_t row = 1; row < run.world.buyers.chinese; ++row)
    most = std::max(most, filed_by(run.world.buyer_of(Id<Chinese>(row))));
  CHECK(most > 1);
}

TEST_CASE("money that waits for one licence asks for no other in the same week") {
  tiny::Run run({tiny::calendar({"exchange from 2023-01-02", "licences from 2023-01-02"})});
  run.weeks(1);
  const Licensing& licensing = run.world.licensing;
  CHECK_FALSE(licensing.pending.empty());
  for (const Id<Chinese> row : ids(run.world.chinese.sector))
    CHECK(
        (licensing.applied(row, run.chip("H20")) == 0 || licensing.applied(row, run.chip("H100_SXM")) == 0));
}

TEST_CASE("a large buyer applies anew before its licence runs out") {
  tiny::Run run(kLicences);
  const Id<Chinese> large(0);
  bool overlaps = false;
  while (run.world.week < 100) {
    run.weeks(1);
    overlaps |= run.world.licensing.licensed(large, run.chip("H20")) > 0 &&
                run.world.licensing.applied(large, run.chip("H20")) > 0;
  }
  CHECK(overlaps);
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
  run.world.licensing.applied.at(row, denied.product) = denied.units;
  run.world.licensing.pending = {denied};
  tiny::run_phase(run.world, "rule");
  CHECK(run.world.licensing.pending.empty());
  CHECK(run.world.licensing.licensed(row, denied.product) == 0);
  CHECK(run.world.licensing.applied(row, denied.product) == 0);
}

TEST_CASE("a quota caps what is licensed, to each buyer and in all") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02", "quota from 2023-01-02", "licences from 2023-01-02"}),
                 "parameters.fleets.failure_per_year=0"});
  run.to_end();
  const auto& held = run.world.stocks.in_china[static_cast<std::size_t>(Provenance::kLicensed)];
  std::int64_t total = 0;
  for (const Id<Chinese> row : ids(run.world.chinese.sector)) {
    CHECK(held(row, run.chip("H20")) <= 300);
    total += held(row, run.chip("H20"));
  }
  CHECK(total <= 700);
  CHECK(let_through(run) == 700);

  tiny::Run free(kLicences);
  CHECK(free.to_end().in_china("H20", Provenance::kLicensed) > 700);
}

TEST_CASE("a quota of what stays at home grants no more than that share, and begins anew with the year") {
  tiny::Run run({"calendar=[{regime: exchange}]"});
  const Id<QuotaRow> quota(0);
  const Licensing& licensing = run.world.licensing;
  run.until("2024-01-01");
  const std::int64_t first_year = let_through(run);
  CHECK(licensing.quota_home[quota] > 10000);
  CHECK(first_year > 0);
  CHECK(static_cast<double>(first_year) <= 0.1 * static_cast<double>(licensing.quota_home[quota]));
  run.weeks(1);
  CHECK(licensing.quota_home[quota] < 10000);
  CHECK(let_through(run) < first_year);
}

/// H100 that buyers of Malaysia hold more than at the start, and those that arms there hold.
std::int64_t bought_in_malaysia(const tiny::Run& run, const tiny::Run& start) {
  std::int64_t units = 0;
  for (const Id<Buyer> buyer : ids(run.world.buyers.kind)) {
    if (buyer.index() >= run.world.buyers.owners() || run.world.buyers.place[buyer] != run.place("MY"))
      continue;
    const Id<Owner> owner = run.world.owner_of(buyer);
    const auto chip = run.chip("H100_SXM");
    units += run.world.stocks.abroad(owner, chip) - start.world.stocks.abroad(owner, chip);
  }
  return units;
}

TEST_CASE("buyers abroad and arms are held to the ceiling of their country") {
  const tiny::Overrides ceilings{"calendar=[{regime: ceilings}]", "parameters.fleets.failure_per_year=0"};
  tiny::Run run(ceilings);
  run.to_end();
  CHECK(let_through(run) <= 15832000);
  CHECK(let_through(run) > 15832000 - 15832 * 8);
  CHECK(bought_in_malaysia(run, tiny::Run(ceilings)) <= 1000);
  CHECK(run.sum(&WeekLog::refused_by_rule) > 0);
  const tiny::Overrides none{"calendar=[]", ceilings[1]};
  tiny::Run free(none);
  CHECK(bought_in_malaysia(free.to_end(), tiny::Run(none)) > 1000);
}

TEST_CASE("what is free of a ceiling needs no licence, counts towards nothing and comes anew with the year") {
  tiny::Run run({"calendar=[{regime: exception}]"});
  World& world = run.world;
  const Id<Product> h100 = run.chip("H100_SXM");
  const Id<Buyer> buyer(1);
  world.buyers.place[buyer] = run.place("MY");
  const Ruling ruling = rule_this_week(world, h100, run.place("MY"), run.place("MY"), false);
  CHECK(is_excepted(world, ruling, buyer, h100, 100));
  CHECK_FALSE(is_excepted(world, ruling, buyer, h100, 101));
  count_towards(world, world.licensing, ruling.quotas, buyer, h100, 150);
  CHECK(let_through(run) == 50 * 15832);
  CHECK_FALSE(is_excepted(world, ruling, buyer, h100, 1));
  CHECK(within_quotas(world, ruling.quotas, buyer, h100, 5000) == 950);
  world.week = 52;  // the first of 2024
  tiny::run_phase(world, "rule");
  CHECK(is_excepted(world, ruling, buyer, h100, 100));
}

TEST_CASE("an arm abroad is listed with its parent only while an affiliates rule is in force") {
  tiny::Run run({"calendar=[{regime: affiliates-rule}]"});
  const Id<Buyer> arm = run.world.chinese.arm[Id<Chinese>(0)];
  REQUIRE_FALSE(arm.is_none());
  run.until("2023-07-03");
  CHECK(run.world.standing_of(run.world.buyer_of(Id<Chinese>(0))) != 0);
  CHECK(run.world.standing_of(arm) == 0);
  run.weeks(1);
  CHECK(run.world.standing_of(arm) != 0);
  run.until("2024-01-08");
  CHECK(run.world.standing_of(arm) == 0);
}

TEST_CASE("a licensed chip costs its buyer the fee on top") {
  tiny::Run run({"calendar=[{regime: exchange}]", "supply.packages.H20.volume_from=2026-01-01"});
  World& world = run.world;
  const Id<Chinese> row(0);
  const Id<Product> h100 = run.chip("H100_SXM");
  world.licensing.licensed.at(row, h100) = 1000000;
  tiny::run_phase(world, "want");
  tiny::run_phase(world, "order in China");
  const auto order =
      std::find_if(world.outbox.orders.begin(), world.outbox.orders.end(),
                   [&](const Order& o) { return o.buyer == world.buyer_of(row) && o.product == h100; });
  REQUIRE(order != world.outbox.orders.end());
  world.stocks.at_sellers(h100, order->seller) = 10;
  const std::int64_t before = world.accounts.budget_cents[order->buyer];
  world.outbox.orders = {*order};
  world.outbox.orders.front().units = 10;
  tiny::run_phase(world, "match");
  CHECK(before - world.accounts.budget_cents[world.buyer_of(row)] == 10 * 28000 * 125);
}

}  // namespace
}  // namespace chokepoint
