#include "models/price.h"

#include "models/outcome.h"
#include "models/world.h"

namespace chokepoint {
namespace {

constexpr double kWeeksPerYear = 365.25 / 7;

template <class T>
double of(const ByMaker<T>& amounts, Maker maker) {
  return static_cast<double>(amounts[static_cast<std::size_t>(maker)]);
}

/// Over all designers but the Chinese.
template <class T>
double of_all(const ByMaker<T>& amounts) {
  double sum = 0;
  for (std::size_t maker = 0; maker < kMakers; ++maker) {
    if (static_cast<Maker>(maker) != Maker::kChinese) sum += static_cast<double>(amounts[maker]);
  }
  return sum;
}

double new_in_china(const WeekLog& flow) {
  return flow.legal_h100e + flow.smuggled_h100e + flow.domestic_h100e;
}

double forgone_usd(const PricedRuns& runs, Maker maker) {
  return of(runs.free.flow.sold_to_china_usd, maker) - of(runs.policy.flow.sold_to_china_usd, maker);
}
double forgone_chips(const PricedRuns& runs, Maker maker) {
  return of(runs.free.flow.sold_to_china, maker) - of(runs.policy.flow.sold_to_china, maker);
}
double forgone_usd(const PricedRuns& runs) {
  return of_all(runs.free.flow.sold_to_china_usd) - of_all(runs.policy.flow.sold_to_china_usd);
}
double forgone_worldwide_usd(const PricedRuns& runs) {
  return of_all(runs.free.flow.sold_usd) - of_all(runs.policy.flow.sold_usd);
}

constexpr PriceItem kItems[] = {
    {"nvidia_forgone_usd", "USD", "Nvidia's legal sales to China forgone",
     [](const PricedRuns& r) { return forgone_usd(r, Maker::kNvidia); }},
    {"nvidia_forgone_chips", "chips", "the same in chips",
     [](const PricedRuns& r) { return forgone_chips(r, Maker::kNvidia); }},
    {"amd_forgone_usd", "USD", "AMD's legal sales to China forgone",
     [](const PricedRuns& r) { return forgone_usd(r, Maker::kAmd); }},
    {"amd_forgone_chips", "chips", "the same in chips",
     [](const PricedRuns& r) { return forgone_chips(r, Maker::kAmd); }},
    {"forgone_usd", "USD", "legal sales to China forgone, all designers",
     [](const PricedRuns& r) { return forgone_usd(r); }},
    {"forgone_chips", "chips", "the same in chips",
     [](const PricedRuns& r) {
       return of_all(r.free.flow.sold_to_china) - of_all(r.policy.flow.sold_to_china);
     }},
    {"sold_elsewhere_usd", "USD", "of that, sold to others instead, arms abroad and fronts included",
     [](const PricedRuns& r) { return forgone_usd(r) - forgone_worldwide_usd(r); }},
    {"forgone_worldwide_usd", "USD", "what is left: sales forgone worldwide",
     [](const PricedRuns& r) { return forgone_worldwide_usd(r); }},
    {"licences_china", "applications", "licence applications for buyers in China",
     [](const PricedRuns& r) {
       return static_cast<double>(r.policy.flow.licences_china - r.free.flow.licences_china);
     }},
    {"licence_weeks_china", "weeks", "weeks they wait, summed",
     [](const PricedRuns& r) { return r.policy.flow.licence_weeks_china - r.free.flow.licence_weeks_china; }},
    {"licences_abroad", "applications", "licence applications for buyers in third countries",
     [](const PricedRuns& r) {
       return static_cast<double>(r.policy.flow.licences_abroad - r.free.flow.licences_abroad);
     }},
    {"licence_weeks_abroad", "weeks", "weeks they wait, summed",
     [](const PricedRuns& r) {
       return r.policy.flow.licence_weeks_abroad - r.free.flow.licence_weeks_abroad;
     }},
    {"honest_refused_chips", "chips", "ordered by honest buyers and refused by sellers, counted at each try",
     [](const PricedRuns& r) {
       return static_cast<double>(r.policy.flow.honest_refused - r.free.flow.honest_refused);
     }},
    {"honest_refused_usd", "USD", "price of those chips",
     [](const PricedRuns& r) { return r.policy.flow.honest_refused_usd - r.free.flow.honest_refused_usd; }},
    {"enforcement_usd", "USD", "enforcement money",
     [](const PricedRuns& r) { return r.policy.enforcement_usd - r.free.enforcement_usd; }},
    {"denied_stock", "H100e", "China's stock at the end, less than without controls",
     [](const PricedRuns& r) { return r.free.stock_h100e - r.policy.stock_h100e; }},
    {"denied_flow", "H100e", "China's new compute, less than without controls",
     [](const PricedRuns& r) { return new_in_china(r.free.flow) - new_in_china(r.policy.flow); }},
    {"denied_stock_by_enforcement", "H100e",
     "China's stock at the end, less than with the same controls unenforced",
     [](const PricedRuns& r) { return denied_by_enforcement(r); }},
    {"denied_flow_by_enforcement", "H100e",
     "China's new compute, less than with the same controls unenforced",
     [](const PricedRuns& r) { return new_in_china(r.unenforced.flow) - new_in_china(r.policy.flow); }},
};

}  // namespace

double enforcement_usd(const CostParameters& costs, const EffortToday& effort, double checks, double cases) {
  const double desk = costs.bureau_budget_usd * costs.enforcement_share * costs.chips_share * effort.cases;
  const double officers = costs.officers_abroad * costs.officer_usd * costs.chips_share * effort.checks;
  const double customs = costs.inspections_usd * effort.inspections;
  return ((desk + officers) * effort.budget + customs) / kWeeksPerYear + checks * costs.check_usd +
         cases * costs.case_usd;
}

double enforcement_usd(const World& world, int week) {
  const Setting& setting = *world.setting;
  const auto at = static_cast<std::size_t>(week);
  const Law& law = world.law_in(week);
  if (law.rules.eras()[static_cast<std::size_t>(law.era_of_week[at])].controls.empty()) return 0;
  const auto level = [&](Effort part) {
    return setting.enforcement.effort[static_cast<std::size_t>(part)][at];
  };
  const EffortToday effort{setting.enforcement.budget[at], level(Effort::kCases), level(Effort::kChecks),
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

std::span<const PriceItem> price_items() { return kItems; }

double denied_by_enforcement(const PricedRuns& runs) {
  return runs.unenforced.stock_h100e - runs.policy.stock_h100e;
}

}  // namespace chokepoint
