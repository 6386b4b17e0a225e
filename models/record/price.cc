#include "models/record/price.h"

#include "models/record/outcome.h"
#include "models/world.h"

namespace chokepoint {
namespace {

/// Over all designers but the Chinese.
template <class T>
double of_all(const ByMaker<T>& amounts) {
  double sum = 0;
  for (std::size_t maker = 0; maker < kMakers; ++maker) {
    if (is_foreign(static_cast<Maker>(maker))) sum += static_cast<double>(amounts[maker]);
  }
  return sum;
}

// Amounts.
template <Maker maker>
double china_usd(const PricedPeriod& period) {
  return of(period.flow.sold_to_china_usd, maker);
}
template <Maker maker>
double china_h100e(const PricedPeriod& period) {
  return of(period.flow.sold_to_china_h100e, maker);
}
constexpr PriceAmount kChinaUsd{[](const PricedPeriod& p) { return of_all(p.flow.sold_to_china_usd); },
                                "sales_to_china_usd"};
constexpr PriceAmount kChinaH100e{[](const PricedPeriod& p) { return of_all(p.flow.sold_to_china_h100e); },
                                  "sales_to_china_h100e"};
constexpr PriceAmount kWorldUsd{[](const PricedPeriod& p) { return of_all(p.flow.sold_usd); }, "sales_usd"};
constexpr PriceAmount kLicencesChina{
    [](const PricedPeriod& p) { return static_cast<double>(p.flow.licences_china); }};
constexpr PriceAmount kLicencesAbroad{
    [](const PricedPeriod& p) { return static_cast<double>(p.flow.licences_abroad); }};
constexpr PriceAmount kLicences{
    [](const PricedPeriod& p) { return static_cast<double>(p.flow.licences_china + p.flow.licences_abroad); },
    "licences"};
constexpr PriceAmount kWeeksChina{[](const PricedPeriod& p) -> double { return p.flow.licence_weeks_china; }};
constexpr PriceAmount kWeeksAbroad{
    [](const PricedPeriod& p) -> double { return p.flow.licence_weeks_abroad; }};
constexpr PriceAmount kWeeks{
    [](const PricedPeriod& p) -> double { return p.flow.licence_weeks_china + p.flow.licence_weeks_abroad; },
    "licence_weeks"};
constexpr PriceAmount kRefusedChips{
    [](const PricedPeriod& p) { return static_cast<double>(p.flow.honest_refused); }, "honest_chips_refused"};
constexpr PriceAmount kRefusedUsd{[](const PricedPeriod& p) -> double { return p.flow.honest_refused_usd; }};
constexpr PriceAmount kEnforcementUsd{[](const PricedPeriod& p) { return p.enforcement_usd; }};
constexpr PriceAmount kEnforcementSoFar{[](const PricedPeriod& p) { return p.enforcement_usd_so_far; },
                                        "enforcement_usd"};
constexpr PriceAmount kStock{[](const PricedPeriod& p) { return p.stock_h100e; }, "nation_china"};
constexpr PriceAmount kNew{[](const PricedPeriod& p) { return p.flow.new_in_china_h100e(); }};

PriceTerms of_policy(const PriceAmount& amount) { return {{amount, PriceRole::kPolicy, 1}}; }

/// What the policy has more of than the same run without controls.
PriceTerms caused(const PriceAmount& amount) {
  return {{amount, PriceRole::kPolicy, 1}, {amount, PriceRole::kWithoutControls, -1}};
}

/// What the policy has less of than the run beside it.
PriceTerms less_than(PriceRole beside, const PriceAmount& amount) {
  return {{amount, beside, 1}, {amount, PriceRole::kPolicy, -1}};
}
PriceTerms less(const PriceAmount& amount) { return less_than(PriceRole::kWithoutControls, amount); }

std::vector<PriceItem> items() {
  constexpr auto kNvidia = Maker::kNvidia;
  constexpr auto kAmd = Maker::kAmd;
  return {
      {"nvidia_forgone_usd", "USD", "Nvidia's legal sales to China forgone", less({china_usd<kNvidia>})},
      {"nvidia_forgone_h100e", "H100e", "the same in H100e", less({china_h100e<kNvidia>})},
      {"amd_forgone_usd", "USD", "AMD's legal sales to China forgone", less({china_usd<kAmd>})},
      {"amd_forgone_h100e", "H100e", "the same in H100e", less({china_h100e<kAmd>})},
      {"forgone_usd", "USD", "legal sales to China forgone, all designers", forgone_usd()},
      {"forgone_h100e", "H100e", "the same in H100e", forgone_h100e()},
      {"sold_elsewhere_usd", "USD", "of that, sold to others instead, arms abroad and fronts included",
       sold_elsewhere_usd()},
      {"forgone_worldwide_usd", "USD", "what is left: sales forgone worldwide", forgone_worldwide_usd()},
      {"licences_china", "applications", "licence applications for buyers in China", caused(kLicencesChina)},
      {"licence_weeks_china", "weeks", "weeks they wait, summed", caused(kWeeksChina)},
      {"licences_abroad", "applications", "licence applications for buyers in third countries",
       caused(kLicencesAbroad)},
      {"licence_weeks_abroad", "weeks", "weeks they wait, summed", caused(kWeeksAbroad)},
      {"honest_refused_chips", "chips",
       "ordered by honest buyers and refused by sellers, counted at each try", caused(kRefusedChips)},
      {"honest_refused_usd", "USD", "price of those chips", caused(kRefusedUsd)},
      {"enforcement_usd", "USD", "enforcement money", caused(kEnforcementUsd)},
      {"denied_stock", "H100e", "China's stock at the end, less than without controls", denied_stock()},
      {"denied_flow", "H100e", "China's new compute, less than without controls", less(kNew)},
      {"denied_stock_by_enforcement", "H100e",
       "China's stock at the end, less than with the same controls unenforced", denied_by_enforcement()},
      {"denied_flow_by_enforcement", "H100e",
       "China's new compute, less than with the same controls unenforced",
       less_than(PriceRole::kUnenforced, kNew)},
  };
}

}  // namespace

double enforcement_usd(const CostParameters& costs, const WeekEffort& effort, double checks, double cases) {
  const double desk = costs.bureau_budget_usd * costs.enforcement_share * costs.chips_share * effort.cases;
  const double officers = costs.officers_abroad * costs.officer_usd * costs.chips_share * effort.checks;
  const double customs = costs.inspections_usd * effort.inspections;
  return ((desk + officers) * effort.budget + customs) / sim::kWeeksPerYear + checks * costs.check_usd +
         cases * costs.case_usd;
}

double enforcement_usd(const World& world, int week) {
  const Scenario& scenario = *world.scenario;
  const auto at = static_cast<std::size_t>(week);
  const Law& law = world.law_in(week);
  if (law.rules.versions()[static_cast<std::size_t>(law.version_of_week[at])].controls.empty()) return 0;
  const auto level = [&](Effort part) {
    return scenario.enforcement.effort[static_cast<std::size_t>(part)][at];
  };
  const WeekEffort effort{scenario.enforcement.budget[at], level(Effort::kCases), level(Effort::kChecks),
                          level(Effort::kInspections)};
  const WeekLog& log = world.log[at];
  return enforcement_usd(world.parameters.costs, effort, static_cast<double>(log.checks),
                         static_cast<double>(log.cases_opened));
}

std::vector<PricedPeriod> priced_periods(const RunOutcome& outcome) {
  std::vector<PricedPeriod> periods;
  PricedPeriod span;
  for (const YearOutcome& year : outcome.years) {
    add(span.flow, year.flow);
    span.stock_h100e = year.end.nation_china;
    span.enforcement_usd += year.enforcement_usd;
    span.enforcement_usd_so_far = span.enforcement_usd;
    periods.push_back(
        {year.year, year.flow, year.end.nation_china, year.enforcement_usd, span.enforcement_usd});
  }
  periods.push_back(span);
  return periods;
}

const PriceTerms& forgone_usd() {
  static const PriceTerms kTerms = less(kChinaUsd);
  return kTerms;
}

const PriceTerms& forgone_h100e() {
  static const PriceTerms kTerms = less(kChinaH100e);
  return kTerms;
}

const PriceTerms& sold_elsewhere_usd() {
  static const PriceTerms kTerms{{kChinaUsd, PriceRole::kWithoutControls, 1},
                                 {kChinaUsd, PriceRole::kPolicy, -1},
                                 {kWorldUsd, PriceRole::kWithoutControls, -1},
                                 {kWorldUsd, PriceRole::kPolicy, 1}};
  return kTerms;
}

const PriceTerms& forgone_worldwide_usd() {
  static const PriceTerms kTerms = less(kWorldUsd);
  return kTerms;
}

const PriceTerms& enforcement_money() {
  static const PriceTerms kTerms = caused(kEnforcementSoFar);
  return kTerms;
}

const PriceTerms& denied_stock() {
  static const PriceTerms kTerms = less(kStock);
  return kTerms;
}

const PriceTerms& denied_by_enforcement() {
  static const PriceTerms kTerms = less_than(PriceRole::kUnenforced, kStock);
  return kTerms;
}

const PriceTerms& licences_filed() {
  static const PriceTerms kTerms = of_policy(kLicences);
  return kTerms;
}

const PriceTerms& licence_weeks() {
  static const PriceTerms kTerms = of_policy(kWeeks);
  return kTerms;
}

const PriceTerms& honest_chips_refused() {
  static const PriceTerms kTerms = of_policy(kRefusedChips);
  return kTerms;
}

const PriceTerms& stock_kept_out() {
  static const PriceTerms kTerms{{kStock, PriceRole::kPolicy, -1}};
  return kTerms;
}

std::span<const PriceItem> price_items() {
  static const std::vector<PriceItem> kItems = items();
  return kItems;
}

}  // namespace chokepoint
