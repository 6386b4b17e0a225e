#include "models/trade/chinese_buyer.h"
#include "models/trade/channels.h"

#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "models/record/trace.h"
#include "models/trade/orders.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using Figures = std::array<double, kChannels>;

TEST_CASE("a budget is split whole, and a dearer channel gets less") {
  const Figures share = split_budget({1, 1, 1, 1, 1}, {100, 200, 300, 400, 500}, 1.5);
  CHECK(std::accumulate(share.begin(), share.end(), 0.0) == doctest::Approx(1));
  for (std::size_t k = 1; k < share.size(); ++k) CHECK(share[k] < share[k - 1]);
  CHECK(share[1] == doctest::Approx(share[0] * std::pow(2, -1.5)));
}

TEST_CASE("a channel that offers nothing, or that nobody wants, gets nothing") {
  const Figures share = split_budget({1, 1, 1, 0, 0}, {100, 0, 100, 100, 100}, 1.5);
  CHECK(share == Figures{0.5, 0, 0.5, 0, 0});
}

TEST_CASE("with nothing on offer a budget stays whole") {
  CHECK(split_budget({1, 1, 1, 1, 1}, {0, 0, 0, 0, 0}, 1.5) == Figures{});
}

TEST_CASE("buyers who care for nothing but price take the cheapest channel") {
  const Figures share = split_budget({1, 1, 1, 1, 1}, {110, 100, 120, 130, 140}, 100);
  CHECK(share[1] > 0.999);
  const Figures careless = split_budget({1, 1, 1, 1, 1}, {110, 100, 120, 130, 140}, 1e-9);
  CHECK(careless[1] == doctest::Approx(0.2));
}

TEST_CASE("what a chip is worth in use goes from its compute to its memory with the share of inference") {
  const Scenario scenario = tiny::read();
  const Chip& h100 = scenario.catalogue.chip[scenario.catalogue.find("H100_SXM")];
  const Chip& h20 = scenario.catalogue.chip[scenario.catalogue.find("H20")];
  CHECK(use_of(h100, 0.4) == doctest::Approx(1));
  CHECK(use_of(h20, 0) == doctest::Approx(296.0 / 1979));
  CHECK(use_of(h20, 1) == doctest::Approx(4000.0 / 3350));
  CHECK(use_of(h20, 0.5) == doctest::Approx((use_of(h20, 0) + use_of(h20, 1)) / 2));
}

TEST_CASE("a denied chip is delivered legally to China before its ban and never after") {
  tiny::Run run;
  run.until(tiny::kBanDay);
  const std::int64_t imported = run.in_china("H100_SXM", Provenance::kLegal) - 500;
  CHECK(imported > 1000);
  // Orders served before the ban arrive in the first weeks of it.
  run.weeks(3);
  const std::int64_t last = run.in_china("H100_SXM", Provenance::kLegal);
  run.to_end();
  CHECK(run.in_china("H100_SXM", Provenance::kLegal) <= last);
  CHECK(run.in_china("H100_SXM", Provenance::kLicensed) == 0);
}

TEST_CASE("nobody in China is served against the rule book, in any week") {
  tiny::Run run;
  while (run.world.week < run.scenario.calendar.weeks) {
    run.weeks(1);
    if (run.world.week < 30) continue;
    for (const auto& week : run.world.logistics.arriving) {
      for (const Shipment& lot : week) {
        const bool to_china =
            lot.is_stock == 0 && run.world.buyers.kind[sim::Id<Buyer>(lot.to)] == BuyerKind::kChinese;
        REQUIRE_FALSE((to_china && lot.product == run.chip("H100_SXM")));
      }
    }
  }
}

TEST_CASE("without controls Chinese buyers set no money aside for smuggled chips") {
  tiny::Run run({"calendar=[]"});
  run.to_end();
  for (const std::int64_t cents : run.world.plans.grey_cents) CHECK(cents == 0);
  CHECK(run.world.market.premium[0] <= 1);
}

TEST_CASE("a listed buyer imports nothing while others do") {
  tiny::Run run({tiny::calendar({"affiliates"})});
  run.weeks(40);
  const auto& held = run.world.stocks.in_china[static_cast<std::size_t>(Provenance::kLegal)];
  // One week of orders before it was listed, and its part of the opening stock.
  CHECK(held(sim::Id<Chinese>(0), run.chip("H100_SXM")) < held(sim::Id<Chinese>(1), run.chip("H100_SXM")));
}

TEST_CASE("a row about a sector binds those of it, and not their arms abroad") {
  tiny::Run run({tiny::calendar({"hyperscalers"})});
  run.weeks(1);
  const auto ruled = [&](sim::Id<Buyer> buyer) {
    return std::string(in_words(rule_this_week(run.world, run.chip("H20"), run.place("CN"), run.place("CN"),
                                               run.world.standing_of(buyer))));
  };
  for (const sim::Id<Chinese> row : sim::ids(run.world.chinese.sector)) {
    const bool is_meant = run.world.chinese.sector[row] == Sector::kHyperscaler;
    CHECK(ruled(run.world.buyer_of(row)) == (is_meant ? "denied" : "free"));
    const sim::Id<Buyer> arm = run.world.chinese.arm[row];
    if (!arm.is_none()) CHECK(run.world.standing_of(arm) == 0);
  }
}

TEST_CASE("a buyer on a list about one chip imports others") {
  const auto imported = [](const char* regime, const char* chip) {
    tiny::Run run({tiny::calendar({regime})});
    run.weeks(40);
    const auto& held = run.world.stocks.in_china[static_cast<std::size_t>(Provenance::kLegal)];
    return held(sim::Id<Chinese>(0), run.chip(chip));
  };
  CHECK(imported("second-list", "H100_SXM") > imported("affiliates", "H100_SXM"));
  CHECK(imported("second-list", "H20") == imported("affiliates", "H20"));
}

TEST_CASE(
    "a rule that nobody enforces is kept by the sellers who honour it, and by fewer under weaker "
    "enforcement") {
  const auto bought = [](const char* honoured, const char* strength) {
    tiny::Run run({tiny::calendar({"ban", "headquarters", "gap"}),
                   fmt::format("parameters.sellers.honours_paper={}", honoured),
                   fmt::format("enforcement.diligence=[{{from: 2023-01-02, level: {}}}]", strength)});
    return run.to_end().with_arms("H100_SXM");
  };
  CHECK(bought("1", "1") < bought("0", "1"));
  CHECK(bought("0.9", "1") < bought("0.9", "0.05"));
}

TEST_CASE("the headquarters rule stops arms abroad, and its gap lets them buy") {
  tiny::Run held({tiny::calendar({"ban", "headquarters"})});
  held.until("2023-08-01");
  const std::int64_t before = held.with_arms("H100_SXM");
  CHECK(before > 0);
  CHECK(held.to_end().with_arms("H100_SXM") <= before);

  tiny::Run gap({tiny::calendar({"ban", "headquarters", "gap"}), "parameters.sellers.honours_paper=0"});
  CHECK(gap.until("2024-01-01").with_arms("H100_SXM") <= before);
  CHECK(gap.to_end().with_arms("H100_SXM") > before + 100);
}

TEST_CASE("a closed Chinese gate stops legal imports of the chips it names") {
  const std::string gate =
      "gate=[{from: 2023-03-06, state: closed, chips: [H100_SXM], source: t, confidence: A}]";
  tiny::Run run({"calendar=[]", gate});
  run.until("2023-03-06");
  CHECK(run.in_china("H100_SXM", Provenance::kLegal) > 500);
  const std::int64_t last = run.weeks(3).in_china("H100_SXM", Provenance::kLegal);
  CHECK(run.to_end().in_china("H100_SXM", Provenance::kLegal) <= last);
}

TEST_CASE("a conditional gate admits its share of what an open one does") {
  const auto imported = [](const std::string& gate) {
    tiny::Run run({"calendar=[]", gate});
    return run.weeks(30).sum(&WeekLog::legal_to_china);
  };
  const std::string some = "state: conditional, admits: 0.1, source: t, confidence: A}]";
  const std::int64_t open = imported("gate=[]");
  CHECK(imported("gate=[{from: 2023-01-02, " + some) < open / 2);
  CHECK(imported("gate=[{from: 2023-01-02, " + some) > 0);
}

TEST_CASE("a notice delays what is sold by the days it takes") {
  const auto first_import = [](const char* calendar) {
    tiny::Run run({calendar, "population.rings=0"});
    while (run.in_china("H20", Provenance::kLegal) == 0) run.weeks(1);
    return run.world.week;
  };
  const int at_once = first_import("calendar=[{regime: ban, from: 2023-01-02}]");
  CHECK(first_import("calendar=[{regime: ban, from: 2023-01-02}, {regime: notice}]") == at_once + 4);
}

TEST_CASE("no controls give China more legal compute than a ban") {
  tiny::Run ban;
  tiny::Run none({"calendar=[]"});
  ban.to_end();
  none.to_end();
  CHECK(none.world.standings.back().china_by_class[0] > ban.world.standings.back().china_by_class[0]);
  CHECK(none.in_china("H100_SXM", Provenance::kLegal) > 2 * ban.in_china("H100_SXM", Provenance::kLegal));
}

TEST_CASE("from the day that state centres are closed to foreign chips they order domestic ones only") {
  const std::string day = "state_centres_domestic_from={from: 2023-03-06, source: t, confidence: A}";
  const auto orders_of_the_state = [](const tiny::Overrides& overrides) {
    tiny::Run run(overrides);
    Trace trace;
    run.world.trace = &trace;
    run.weeks(30);
    std::array<int, 2> orders{};  // foreign, domestic; after the day
    for (const Event& event : trace.events) {
      const bool chinese = event.kind == EventKind::kOrdered && event.week >= 9 &&
                           run.world.buyers.kind[event.buyer] == BuyerKind::kChinese;
      if (!chinese || run.world.chinese.sector[run.world.chinese_of(event.buyer)] != Sector::kState) continue;
      ++orders[run.scenario.products[event.product].chinese ? 1 : 0];
    }
    return orders;
  };
  CHECK(orders_of_the_state({"calendar=[]"})[0] > 0);
  CHECK(orders_of_the_state({"calendar=[]", day})[0] == 0);
  CHECK(orders_of_the_state({"calendar=[]", day})[1] > 0);
  CHECK(orders_of_the_state({"calendar=[]", day, "mechanisms.gate=false"})[0] > 0);
}

TEST_CASE("lock-in wears off to nothing and never turns into a preference") {
  CHECK(lock_in_after(1.6, 0.1, 0) == doctest::Approx(1.6));
  CHECK(lock_in_after(1.6, 0, 10) == doctest::Approx(1.6));
  CHECK(lock_in_after(1.6, 0.1, 2) == doctest::Approx(1 + 0.6 * 0.81));
  CHECK(lock_in_after(1.6, 0.1, 200) == doctest::Approx(1));
}

TEST_CASE("domestic chips gain as lock-in wears off") {
  const auto bought = [](const char* fades) {
    tiny::Run run({"span.first=2025-01-06", "span.last=2027-12-31", "parameters.sectors.startup.lock_in=2.4",
                   "parameters.sectors.hyperscaler.lock_in=2.4",
                   tiny::flat("supply.packaging.CHINA_25D.wafers_per_month", 40000),
                   tiny::flat("supply.lines.N2.wafers_per_month", 1000),
                   tiny::flat("supply.memory.CHINA.stacks_per_month", 300000), fades});
    return run.to_end().sum(&WeekLog::domestic);
  };
  CHECK(bought("parameters.channels.lock_in_fades=0.5") > bought("parameters.channels.lock_in_fades=0"));
}

TEST_CASE("a buyer that cannot pay for a server out of a week's money waits until it can") {
  CHECK(order_every(100, 200) == 1);
  CHECK(order_every(448, 112) == 4);
  CHECK(order_every(450, 112) == 5);
}

TEST_CASE("small buyers offer for smuggled chips no more than they can keep up with") {
  tiny::Run run({"actors.chinese.others.startup=400", "population.rings=0"});
  double offered = 0;
  double income = 0;
  while (run.world.week < 100) {
    run.weeks(1);
    for (const auto row : sim::ids(run.world.chinese.sector)) {
      const auto buyer = run.world.buyer_of(row);
      if (row.index() < 3 || run.world.week < 40) continue;
      offered += static_cast<double>(run.world.plans.grey_cents[row]) / 100;
      income += run.world.buyers.share[buyer] * 1.5e9 * 7 / 365.25;
    }
  }
  CHECK(offered > 0);
  CHECK(offered <= 2.1 * income);
}

TEST_CASE("money that a channel cannot take is not spent on it") {
  tiny::Run run({tiny::flat("supply.packaging.CHINA_25D.wafers_per_month", 0), "population.rings=0"});
  run.to_end();
  CHECK(run.sum(&WeekLog::domestic) == 0);
  CHECK(run.in_china("ASCEND", Provenance::kDomestic) == 0);
  CHECK(run.sum(&WeekLog::legal_to_china) > 0);
}

}  // namespace
}  // namespace chokepoint
