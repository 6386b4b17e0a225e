// What a policy costs and what it buys, counted against two runs with the same random draws: one without controls, one with the
// same controls and no enforcement.
//
//   sales forgone     legal sales to China without controls - with them, in USD and H100e; less what was sold
//                     elsewhere instead. Not in chips: under controls weaker ones are sold, and may be more of them
//   enforcement money (b s + o w k) B / B0 + i n + checks c + cases d a year, while any control is in force (see fields;
//                     B / B0 the bureau's budget over that of strength 1)
//   denied            China's stock, or its new compute, without controls or enforcement - with both
//
// Nothing here acts on the world: money is counted after a run, from its record.
#pragma once

#include <span>
#include <vector>

#include "models/record/price_state.h"
#include "models/record/record.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct RunOutcome;
struct World;

/// Enforcement strength of a week as money sees it: overall strength times the part's own level.
struct WeekEffort {
  double budget = 1;  ///< of the bureau, over that of strength 1; its money, and not what its staff get done
  double cases = 0;
  double checks = 0;
  double inspections = 0;
};

/// USD that enforcement costs in a week with these efforts, checks and cases.
double enforcement_usd(const CostParameters& costs, const WeekEffort& effort, double checks, double cases);
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

/// What a run stands for where a policy is priced: the policy, or a run of the same random draws beside it.
enum class PriceRole { kPolicy, kWithoutControls, kUnenforced };

/// An amount that prices are made of: of a period of a run, and the measure that counts it from the start on, where
/// there is one.
struct PriceAmount {
  double (*in)(const PricedPeriod& period);
  const char* measure = nullptr;
};

/// Amounts of runs in their roles, added and taken away run by run.
struct PriceTerm {
  PriceAmount amount;
  PriceRole role;
  double sign;
};
using PriceTerms = std::vector<PriceTerm>;

// What a brief and `price` both say.
const PriceTerms& forgone_usd();            ///< legal sales to China
const PriceTerms& forgone_h100e();          ///< the same
const PriceTerms& sold_elsewhere_usd();     ///< of them, to others instead
const PriceTerms& forgone_worldwide_usd();  ///< legal sales to anybody
const PriceTerms& enforcement_money();      ///< since the start
const PriceTerms& denied_stock();           ///< China's, H100e
const PriceTerms& denied_by_enforcement();  ///< of it
// Of the policy alone.
const PriceTerms& licences_filed();
const PriceTerms& licence_weeks();
const PriceTerms& honest_chips_refused();
const PriceTerms& stock_kept_out();  ///< less of China's stock, H100e

/// A number that a policy's price is made of.
struct PriceItem {
  const char* name;
  const char* unit;
  const char* sentence;
  PriceTerms terms;
};
std::span<const PriceItem> price_items();

}  // namespace chokepoint
