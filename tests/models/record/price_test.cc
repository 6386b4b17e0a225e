#include "models/record/price.h"

#include <string_view>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/record/outcome.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

double money(const tiny::Overrides& overrides) {
  tiny::Run run(overrides);
  return priced_periods(outcome_of(run.to_end().world)).back().enforcement_usd;
}

const std::string kFromTheStart = tiny::calendar({"ban from 2023-01-02"});

TEST_CASE("enforcement costs more the stronger it is, and nothing when there is none or nothing to enforce") {
  const auto at = [](const char* level) {
    return money(
        {kFromTheStart, fmt::format("enforcement.strength=[{{from: 2023-01-02, level: {}}}]", level)});
  };
  CHECK(at("0") == 0);
  CHECK(at("0.5") > 0);
  CHECK(at("1") > at("0.5"));
  CHECK(at("5") > at("1"));
  CHECK(money({"calendar=[]"}) == 0);
}

TEST_CASE("money is budget, officers and customs by their efforts, and checks and cases by number") {
  CostParameters costs;
  costs.bureau_budget_usd.value = 100;
  costs.enforcement_share.value = 0.5;
  costs.chips_share.value = 0.2;
  costs.officers_abroad.value = 10;
  costs.officer_usd.value = 4;
  costs.inspections_usd.value = 6;
  costs.check_usd.value = 3;
  costs.case_usd.value = 7;
  const double year = 365.25 / 7 * enforcement_usd(costs, {.cases = 1, .checks = 2, .inspections = 3}, 0, 0);
  CHECK(year == doctest::Approx(10 + 2 * 8 + 3 * 6));
  // Twice the budget is twice the desks and officers, whatever they get done, and no more of customs.
  const double twice =
      365.25 / 7 * enforcement_usd(costs, {.budget = 2, .cases = 1, .checks = 2, .inspections = 3}, 0, 0);
  CHECK(twice - year == doctest::Approx(10 + 2 * 8));
  CHECK(enforcement_usd(costs, {}, 2, 1) == doctest::Approx(13));
}

TEST_CASE("a run's priced periods add up to its span") {
  tiny::Run run({kFromTheStart});
  const auto periods = priced_periods(outcome_of(run.to_end().world));
  REQUIRE(periods.size() == 3);
  CHECK(periods[2].enforcement_usd ==
        doctest::Approx(periods[0].enforcement_usd + periods[1].enforcement_usd));
  CHECK(periods[1].enforcement_usd_so_far == doctest::Approx(periods[2].enforcement_usd));
  CHECK(periods[2].flow.orders == periods[0].flow.orders + periods[1].flow.orders);
}

TEST_CASE("sales forgone are counted in USD and H100e, never in chips of unlike strength") {
  int counted = 0;
  for (const PriceItem& item : price_items()) {
    if (std::string_view(item.name).find("forgone") == std::string_view::npos) continue;
    CAPTURE(item.name);
    const bool is_fair = std::string_view(item.unit) == "USD" || std::string_view(item.unit) == "H100e";
    CHECK(is_fair);
    ++counted;
  }
  CHECK(counted == 7);
}

TEST_CASE("the H100e forgone are those sold to China without controls less those sold with them") {
  const auto span_of = [](const tiny::Overrides& overrides) {
    tiny::Run run(overrides);
    return priced_periods(outcome_of(run.to_end().world)).back();
  };
  const PricedPeriod banned = span_of({kFromTheStart});
  const PricedPeriod free = span_of({"calendar=[]"});
  double forgone = 0;
  for (const PriceTerm& term : forgone_h100e())
    forgone += term.sign * term.amount.in(term.role == PriceRole::kPolicy ? banned : free);
  const auto sold = [](const PricedPeriod& period) {
    return period.flow.sold_to_china_h100e[static_cast<std::size_t>(Maker::kNvidia)];
  };
  CHECK(sold(banned) > 0);
  CHECK(sold(free) > sold(banned));
  CHECK(forgone == doctest::Approx(sold(free) - sold(banned)));
}

}  // namespace
}  // namespace chokepoint
