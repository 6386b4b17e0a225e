#include "models/trade/rush.h"

#include <algorithm>
#include <utility>

#include "models/ledger.h"
#include "models/trade/buyer.h"
#include "models/trade/orders.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Fewer repay faster than threads could be asked to help.
constexpr std::size_t kFewDebtors = 32768;
/// Share of income that repays what was spent ahead.
constexpr double kRepaid = 0.5;

/// The first day on which buyers could know of a version of the law: the earliest notice of the regimes that are new in it.
sim::Date day_known(const LawVersion& version, const LawVersion& before, std::span<const Regime> known,
                    std::span<const CalendarEntry> calendar) {
  sim::Date day = version.first;
  for (const std::string& name : version.regimes) {
    if (std::find(before.regimes.begin(), before.regimes.end(), name) != before.regimes.end()) continue;
    const auto regime =
        std::find_if(known.begin(), known.end(), [&](const Regime& r) { return r.regime == name; });
    const auto entry = std::find_if(calendar.begin(), calendar.end(),
                                    [&](const CalendarEntry& e) { return e.regime.name == name; });
    if (entry != calendar.end() && entry->announced) {
      day = std::min(day, *entry->announced);
    } else if (regime != known.end() && regime->announced) {
      // On another day than its own it is announced as long before.
      day = std::min(day, version.first.plus_days(regime->announced->days - regime->effective.days));
    }
  }
  return day;
}

/// Where closings for fronts stand among those of all.
std::size_t row_of(const Scenario& scenario, Id<Product> product, Id<Place> place, bool chinese) {
  return 2 * (product.index() * scenario.places.places() + place.index()) + (chinese ? 1 : 0);
}

/// A new version of the law.
struct NewVersion {
  int version = 0;
  Closing closing;  ///< of what it closes
};

/// What new versions of the law, each the next of the one before it, close to fronts, wherever they may stand, of
/// what they may buy.
void lay_out_for_fronts(Scenario& scenario, const std::vector<NewVersion>& in_time) {
  if (in_time.empty()) return;
  for (const auto& entry : scenario.actors.fronts.places) {
    const Id<Place> place = scenario.places.find(entry.name);
    if (place.is_none()) continue;
    for (const bool chinese : {false, true}) {
      for (const Id<Product> product : scenario.simulated) {
        if (!is_sold_everywhere(scenario, product)) continue;
        const auto open = [&](int in) {
          return is_open(
              rule_in(scenario, scenario.laws.front(), in, product, place, chinese ? scenario.china : place));
        };
        bool was_open = open(in_time.front().version - 1);
        for (const auto& [version, closing] : in_time) {
          if (std::exchange(was_open, open(version)) && !was_open)
            scenario.front_closings[row_of(scenario, product, place, chinese)].push_back(closing);
        }
      }
    }
  }
}

/// Free, or under a licence that is not presumed to be denied.
bool may_be_had(const Ruling& ruling) {
  return is_open(ruling) ||
         (ruling.verdict == Verdict::kLicence && ruling.policy != ReviewPolicy::kPresumptionOfDenial);
}

double income_cents(const World& world, Id<Chinese> row) {
  return weekly_income_usd(world, world.buyer_of(row)) * 100;
}

}  // namespace

void lay_out_closings(Scenario& scenario, std::span<const Regime> known,
                      std::span<const CalendarEntry> calendar) {
  scenario.closings.assign(scenario.products.size(), {});
  scenario.openings.assign(scenario.products.size(), {});
  scenario.memory_closings.clear();
  scenario.front_closings.assign(2 * scenario.products.size() * scenario.places.places(), {});
  const auto versions = scenario.laws.front().rules.versions();
  const auto memory_open = [&](int version) {
    return scenario.laws.front().rules.component(version, Component::kMemory, scenario.china) == nullptr;
  };
  std::vector<NewVersion> in_time;
  for (std::size_t at = 1; at < versions.size(); ++at) {
    const Closing closing{
        scenario.calendar.first_week_from(day_known(versions[at], versions[at - 1], known, calendar)),
        scenario.calendar.first_week_from(versions[at].first)};
    if (closing.closed_week > 0) in_time.push_back({static_cast<int>(at), closing});
  }
  lay_out_for_fronts(scenario, in_time);
  for (const auto& [version, closing] : in_time) {
    for (const Id<Product> product : scenario.simulated) {
      const auto rule = [&](int in) {
        return rule_in(scenario, scenario.laws.front(), in, product, scenario.china, scenario.china);
      };
      const Ruling before = rule(version - 1);
      const Ruling after = rule(version);
      if (is_open(before) && !is_open(after)) scenario.closings[product].push_back(closing);
      if (!may_be_had(before) && may_be_had(after)) scenario.openings[product].push_back(closing);
    }
    if (memory_open(version - 1) && !memory_open(version)) scenario.memory_closings.push_back(closing);
  }
}

const std::vector<Closing>& closings_for_front(const Scenario& scenario, Id<Product> product, Id<Place> place,
                                               bool chinese) {
  return scenario.front_closings[row_of(scenario, product, place, chinese)];
}

bool is_expected(const World& world, const std::vector<Closing>& changes) {
  const double lead = world.parameters.rushes.lead_weeks;
  return std::any_of(changes.begin(), changes.end(), [&](const Closing& change) {
    return world.week >= change.known_week - lead && world.week < change.closed_week;
  });
}

bool is_closing(const World& world, const std::vector<Closing>& closings) {
  return world.scenario->mechanisms.rushes && is_expected(world, closings);
}

Forward bring_forward(const World& world, Id<Chinese> row, Id<Product> product, double cents) {
  if (!is_closing(world, world.scenario->closings[product])) return {cents, 0};
  const RushParameters& parameters = world.parameters.rushes;
  const Id<Buyer> buyer = world.buyer_of(row);
  const double income = income_cents(world, row);
  const auto owed = static_cast<double>(world.accounts.owed_cents[row]);
  const double more = parameters.pace * income;
  // Other channels still order from what an ordinary week lets them.
  const double saved =
      static_cast<double>(world.accounts.budget_cents[buyer]) - order_budget_cents(world, buyer, 1);
  const auto advance = static_cast<std::int64_t>(
      std::min(std::max(0.0, more - saved), std::max(0.0, parameters.advance_weeks * income - owed)));
  return {cents + std::min(more, saved + static_cast<double>(advance)), advance};
}

void repay_advances(const World& world, Ledger& ledger) {
  ledger.for_each_row(world.buyers.chinese, kFewDebtors, [&](std::size_t i, Ledger& own) {
    const Id<Chinese> row(i);
    const std::int64_t owed = world.accounts.owed_cents[row];
    if (owed == 0) return;
    const std::int64_t budget = world.accounts.budget_cents[world.buyer_of(row)];
    const double income = income_cents(world, row);
    const double left = std::max(0.0, static_cast<double>(budget) - income);
    own.repay(row, std::min({owed, budget, static_cast<std::int64_t>(left + kRepaid * income)}));
  });
}

}  // namespace chokepoint
