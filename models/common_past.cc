#include "models/common_past.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace chokepoint {
namespace {

using sim::Id;

/// A rule of so many weeks before the first may still bear on a run: tools are installed long after they are bought.
constexpr int kWeeksOfMemory = 520;

/// The first week in which something that a run may see differs.
class FirstDifference {
 public:
  FirstDifference(const Scenario& a, const Scenario& b, double lead_weeks)
      : a_(a), b_(b), lead_weeks_(static_cast<int>(std::ceil(lead_weeks))), week_(a.calendar.weeks) {}

  int week() {
    if (a_.undated != b_.undated || a_.calendar.weeks != b_.calendar.weeks || !have_common_names()) return 0;
    compare_enforcement();
    compare_law();
    compare_built_chips();
    compare_changes(a_.closings.values(), b_.closings.values());
    compare_changes(a_.openings.values(), b_.openings.values());
    compare_changes(a_.front_closings, b_.front_closings);
    compare_changes({a_.memory_closings}, {b_.memory_closings});
    compare_gate();
    return week_;
  }

 private:
  void differs_from(int week) { week_ = std::clamp(week, 0, week_); }

  template <class T>
  static bool is_prefix(std::span<const T> a, std::span<const T> b) {
    const std::size_t both = std::min(a.size(), b.size());
    return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(both), b.begin());
  }

  /// Whether what states count by number has one number in both, and more stands behind it.
  bool have_common_names() const {
    if (a_.laws.size() != b_.laws.size()) return false;
    for (std::size_t law = 0; law < a_.laws.size(); ++law) {
      const RuleBook& a = a_.laws[law].rules;
      const RuleBook& b = b_.laws[law].rules;
      if (!is_prefix(a.quotas(), b.quotas()) || !is_prefix(a.namings(), b.namings())) return false;
    }
    return a_.dated_ranges.size() == b_.dated_ranges.size();
  }

  template <class T>
  void compare_weeks(const std::vector<T>& a, const std::vector<T>& b) {
    for (int week = 0; week < week_; ++week) {
      if (a[static_cast<std::size_t>(week)] != b[static_cast<std::size_t>(week)]) differs_from(week);
    }
  }

  void compare_enforcement() {
    const EnforcementByWeek& a = a_.enforcement;
    const EnforcementByWeek& b = b_.enforcement;
    if (a.officers != b.officers || a.region != b.region) differs_from(0);
    for (std::size_t part = 0; part < kEfforts; ++part) compare_weeks(a.effort[part], b.effort[part]);
    compare_weeks(a.budget, b.budget);
    compare_weeks(a.award, b.award);
    compare_weeks(a.inspections, b.inspections);
    compare_weeks(a.checks, b.checks);
    const std::size_t both = std::min(a.software_week.size(), b.software_week.size());
    for (std::size_t product = 0; product < both; ++product) {
      const auto starts = [&](const EnforcementByWeek& of) {
        const int week = of.software_week[Id<Product>(product)];
        return week < 0 ? a_.calendar.weeks : week;
      };
      if (starts(a) != starts(b)) differs_from(std::min(starts(a), starts(b)));
    }
  }

  /// A version is what the regimes in force make of it, in their order.
  void compare_law() {
    for (std::size_t law = 0; law < a_.laws.size(); ++law) {
      const RuleBook& a = a_.laws[law].rules;
      const RuleBook& b = b_.laws[law].rules;
      for (int week = -kWeeksOfMemory; week < week_; week = next_change(a, b, week)) {
        if (regimes_in(a, week) != regimes_in(b, week)) differs_from(week);
      }
    }
  }
  const std::vector<std::string>& regimes_in(const RuleBook& rules, int week) const {
    return rules.versions()[static_cast<std::size_t>(rules.version_of(a_.calendar.date_of(week)))].regimes;
  }
  /// The first week after `week` in which another version of either law is in force.
  int next_change(const RuleBook& a, const RuleBook& b, int week) const {
    int next = week_;
    for (const RuleBook* rules : {&a, &b}) {
      const auto after = static_cast<std::size_t>(rules->version_of(a_.calendar.date_of(week))) + 1;
      if (after < rules->versions().size())
        next = std::min(next, a_.calendar.first_week_from(rules->versions()[after].first));
    }
    return next;
  }

  static auto facts(const ProductFacts& of) {
    return std::tuple(of.built, of.volume_week, of.designer, of.die, of.memory, of.variant_of, of.dies,
                      of.stacks, of.h100e, of.kilowatts, of.price_cents);
  }

  /// Chips that designers build to the law stand behind the others. One that is not built alike is seen from the week in
  /// which it is begun.
  void compare_built_chips() {
    const std::size_t both = std::min(a_.products.size(), b_.products.size());
    std::size_t alike = 0;
    for (; alike < both; ++alike) {
      const ProductFacts& a = a_.products[Id<Product>(alike)];
      const ProductFacts& b = b_.products[Id<Product>(alike)];
      if (a_.catalogue.key[Id<Product>(alike)] != b_.catalogue.key[Id<Product>(alike)] ||
          facts(a) != facts(b))
        break;
      if (a.succeeded_week != b.succeeded_week) differs_from(std::min(a.succeeded_week, b.succeeded_week));
    }
    for (const Scenario* scenario : {&a_, &b_}) {
      for (std::size_t product = alike; product < scenario->products.size(); ++product) {
        const ProductFacts& of = scenario->products[Id<Product>(product)];
        differs_from(of.built ? of.volume_week : 0);
      }
    }
  }

  /// Changes of the law by product, of which some are known of in one scenario alone.
  void compare_changes(const std::vector<std::vector<Closing>>& a,
                       const std::vector<std::vector<Closing>>& b) {
    static const std::vector<Closing> kNone;
    for (std::size_t row = 0; row < std::max(a.size(), b.size()); ++row) {
      const std::vector<Closing>& in_a = row < a.size() ? a[row] : kNone;
      const std::vector<Closing>& in_b = row < b.size() ? b[row] : kNone;
      seen_in_one_alone(in_a, in_b);
      seen_in_one_alone(in_b, in_a);
    }
  }
  void seen_in_one_alone(const std::vector<Closing>& in_one, const std::vector<Closing>& in_other) {
    for (const Closing& change : in_one) {
      const bool in_both = std::any_of(in_other.begin(), in_other.end(), [&](const Closing& other) {
        return other.known_week == change.known_week && other.closed_week == change.closed_week;
      });
      if (!in_both) differs_from(change.known_week - lead_weeks_);
    }
  }

  void compare_gate() {
    const GatePlan& a = a_.gate;
    const GatePlan& b = b_.gate;
    for (int week = 0; week < week_; ++week) {
      const GatePlan::Step& in_a = step(a, week);
      const GatePlan::Step& in_b = step(b, week);
      if (in_a.state != in_b.state || !is_prefix<double>(in_a.admitted, in_b.admitted)) differs_from(week);
    }
    if (a.rule != b.rule || a.rule_from != b.rule_from) differs_from(std::min(a.rule_from, b.rule_from));
    if (a.no_foreign_in_state_centres != b.no_foreign_in_state_centres)
      differs_from(std::min(a.no_foreign_in_state_centres, b.no_foreign_in_state_centres));
  }
  static const GatePlan::Step& step(const GatePlan& plan, int week) {
    return plan.steps[static_cast<std::size_t>(plan.step_of_week[static_cast<std::size_t>(week)])];
  }

  const Scenario& a_;
  const Scenario& b_;
  int lead_weeks_;
  int week_;
};

}  // namespace

int weeks_in_common(const Scenario& a, const Scenario& b, double lead_weeks) {
  return FirstDifference(a, b, lead_weeks).week();
}

}  // namespace chokepoint
