// What a policy costs and what it buys, counted against two runs with the same luck: one without controls, one with the
// same controls and no enforcement.
//
//   sales forgone     legal sales to China without controls - with them; less what was sold elsewhere instead
//   enforcement money (b s + o w k) B / B0 + i n + checks c + cases d a year, while any control is in force (see fields;
//                     B / B0 the bureau's budget over that of strength 1)
//   denied            China's stock, or its new compute, without controls or enforcement - with both
//
// Nothing here acts on the world: money is counted after a run, from its record.
#pragma once

#include <span>
#include <vector>

#include "models/record.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct RunOutcome;
struct World;

/// What enforcing chip controls costs the United States.
struct CostParameters {
  sim::Uncertain bureau_budget_usd;
  sim::Uncertain enforcement_share;
  sim::Uncertain chips_share;
  sim::Uncertain officers_abroad;
  sim::Uncertain officer_usd;
  sim::Uncertain inspections_usd;
  sim::Uncertain check_usd;
  sim::Uncertain case_usd;

  template <class Visit>
  void fields(Visit& visit) {
    const auto money = [](std::string_view says, std::string_view unit) {
      return sim::Says{.says = says, .unit = unit, .low = 0, .high = 1e12, .required = true};
    };
    const auto share = [](std::string_view says) {
      return sim::Says{.says = says, .unit = "fraction", .low = 0, .high = 1, .required = true};
    };
    visit("bureau_budget_usd", bureau_budget_usd,
          money("budget of the bureau that rules on exports, at strength 1", "USD/year"));
    visit("enforcement_share", enforcement_share, share("part of it that is enforcement"));
    visit("chips_share", chips_share,
          share("part of enforcement, and of officers abroad, that is for AI chips"));
    visit(
        "officers_abroad", officers_abroad,
        {.says = "export control officers abroad at strength 1", .low = 0, .high = 10000, .required = true});
    visit("officer_usd", officer_usd, money("what an officer abroad costs", "USD/year"));
    visit("inspections_usd", inspections_usd,
          money("what customs spend on inspections for AI chips at strength 1", "USD/year"));
    visit("check_usd", check_usd, money("an end-use check on top of the officer", "USD"));
    visit("case_usd", case_usd, money("a case, from evidence to action, on top of the budget", "USD"));
  }
};

/// Enforcement strength of a week as money sees it: overall strength times the part's own level.
struct EffortToday {
  double budget = 1;  ///< of the bureau, over that of strength 1; its money, and not what its staff get done
  double cases = 0;
  double checks = 0;
  double inspections = 0;
};

/// USD that enforcement costs in a week with these efforts, checks and cases.
double enforcement_usd(const CostParameters& costs, const EffortToday& effort, double checks, double cases);
/// The same for a past week of a run; nothing while no control is in force.
double enforcement_usd(const World& world, int week);

/// A year of a run, or the whole span.
struct PricedPeriod {
  int year = 0;  ///< 0: the whole span
  WeekLog flow;
  double stock_h100e = 0;             ///< in China at its end
  double enforcement_usd = 0;         ///< in the period
  double enforcement_usd_so_far = 0;  ///< since the start
};
/// Every whole year of a run, then the span of all of them.
std::vector<PricedPeriod> priced_periods(const RunOutcome& outcome);

/// The same period of three runs with the same luck.
struct PricedRuns {
  const PricedPeriod& policy;
  const PricedPeriod& free;        ///< without controls
  const PricedPeriod& unenforced;  ///< with the policy's controls, at strength 0
};

/// A number that a policy's price is made of.
struct PriceItem {
  const char* name;
  const char* unit;
  const char* sentence;
  double (*count)(const PricedRuns& runs);
};
std::span<const PriceItem> price_items();

/// What stands over enforcement money in the ratio of chips denied a dollar, H100e.
double denied_by_enforcement(const PricedRuns& runs);

}  // namespace chokepoint
