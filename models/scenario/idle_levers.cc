#include "models/scenario/idle_levers.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "models/scenario/idle_enforcement.h"
#include "models/trade/orders.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Node;

class IdleLevers {
 public:
  IdleLevers(const Scenario& scenario, const Node& root, IdleWarnings& own, sim::Problems& warnings)
      : scenario_(scenario), root_(root), own_(own), warnings_(warnings) {}

  void look_at_loopholes() {
    const Node* written = root_.find("adaptation");
    if (written == nullptr) return;
    const std::size_t count = std::min(written->items.size(), scenario_.loopholes.size());
    bool is_reached = true;
    for (std::size_t number = 0; number < count; ++number) {
      std::string why = of_loophole(number);
      if (why.empty() && !is_reached) why = "the one before it is never closed, and they are closed in order";
      is_reached = is_reached && scenario_.loopholes[number].since_week < scenario_.calendar.weeks;
      if (!why.empty())
        own_.add(written->items[number].at, fmt::format("loophole '{}'", scenario_.loopholes[number].regime),
                 why);
    }
  }

  void look_at_letters() {
    const Node* written = root_.find("letters_on_variants");
    const auto& products = scenario_.products;
    if (written == nullptr || !scenario_.letters_on_variants) return;
    if (std::none_of(products.begin(), products.end(), [](const ProductFacts& facts) { return facts.built; }))
      own_.add(written->at, "letters_on_variants",
               "the model builds no variant that a letter could be about");
  }

  void look_at_gate() {
    const Node* written = root_.find("gate");
    const GatePlan& plan = scenario_.gate;
    for (std::size_t i = 0; written != nullptr && i < written->items.size() && i + 1 < plan.steps.size();
         ++i) {
      const std::string why = of_gate_entry(i + 1);
      if (plan.steps[i + 1].week < scenario_.calendar.weeks && !why.empty())
        own_.add(written->items[i].at, fmt::format("gate: entry {}", i + 1), why);
    }
    if (const Node* after = root_.find("gate_after")) {
      const std::string why = of_gate_after(*after);
      if (!why.empty()) own_.add(after->at, "gate_after", why);
    }
    if (const Node* centres = root_.find("state_centres_domestic_from");
        centres != nullptr && centres->kind == Node::Kind::kMap) {
      const std::string why = of_state_centres();
      if (!why.empty()) own_.add(centres->at, "state_centres_domestic_from", why);
    }
  }

  /// Of those that nothing else names: to move a regime of the calendar out of the span is to take it out.
  void look_at_regimes() {
    std::set<std::string> in_force;
    const Law& law = scenario_.laws.front();
    for (const int version : law.version_of_week) {
      const auto& regimes = law.rules.versions()[static_cast<std::size_t>(version)].regimes;
      in_force.insert(regimes.begin(), regimes.end());
    }
    std::map<std::string, int> times;
    for (const Node* entry : entries_of_calendar()) ++times[entry->find("regime")->text];
    // What a regime extends comes with it: then an entry that is itself in force in no week may bring another.
    const bool brings = std::any_of(in_force.begin(), in_force.end(),
                                    [&](const std::string& name) { return !times.contains(name); });
    for (const Node* entry : entries_of_calendar()) {
      const std::string& name = entry->find("regime")->text;
      if (!own_.is_own(entry->at)) continue;
      if (entry->find("never") == nullptr) named_.insert(name);
      if (brings || times[name] > 1 || in_force.contains(name) || begins_late(*entry)) continue;
      own_.add(entry->at, fmt::format("regime '{}'", name), "it is in force in no week of the runs");
    }
  }

  /// Those of the regimes that the policy itself names.
  void look_at_quotas() {
    const RuleBook& rules = scenario_.laws.front().rules;
    for (std::size_t quota = 0; quota < rules.quotas().size(); ++quota) {
      const Clause* clause = nullptr;
      bool counts = false;
      for (const Law& law : scenario_.laws) {
        for (const int version : std::set<int>(law.version_of_week.begin(), law.version_of_week.end())) {
          const Clause* written = clause_of(law.rules, version, quota);
          if (written == nullptr) continue;
          if (clause == nullptr && named_.contains(written->regime)) clause = written;
          counts = counts || counts_a_trade(law, version, quota);
        }
      }
      if (clause == nullptr || counts) continue;
      warnings_.add(
          clause->at, fmt::format("quota '{}' does nothing in '{}'", rules.quotas()[quota], scenario_.name),
          "what it would count never happens: denied, of a chip never sold, or for a buyer whom nobody plays");
    }
  }

 private:
  sim::Date day(int week) const { return scenario_.calendar.date_of(week); }
  double closing(int week) const {
    return scenario_.enforcement
        .effort[static_cast<std::size_t>(Effort::kClosing)][static_cast<std::size_t>(week)];
  }
  std::string of_loophole(std::size_t number) const {
    const Loophole& loophole = scenario_.loopholes[number];
    if (!scenario_.mechanisms.adaptation) return "mechanisms.adaptation is off";
    if (loophole.since_week >= scenario_.calendar.weeks) return "it can be seen only after the last day";
    const Law& before = scenario_.laws[number];
    bool is_in_force = true;
    bool is_worked_on = false;
    for (int week = std::max(0, loophole.since_week); week < scenario_.calendar.weeks; ++week) {
      const int version = before.version_of_week[static_cast<std::size_t>(week)];
      const auto& regimes = before.rules.versions()[static_cast<std::size_t>(version)].regimes;
      is_in_force =
          is_in_force && std::find(regimes.begin(), regimes.end(), loophole.regime) != regimes.end();
      is_worked_on = is_worked_on || closing(week) > 0;
    }
    if (is_in_force) return "the calendar has that regime in force from the day it can be seen";
    return is_worked_on ? "" : "enforcement.closing or strength is 0";
  }

  bool gate_after_holds(int week) const {
    return scenario_.gate.rule != GateRule::kAsItStands && week >= scenario_.gate.rule_from;
  }

  std::string of_gate_entry(std::size_t step) const {
    const GatePlan& plan = scenario_.gate;
    if (!scenario_.mechanisms.gate) return "mechanisms.gate is off";
    if (gate_after_holds(plan.steps[step].week)) return "gate_after governs from that day";
    // A chain starts from the state that it finds.
    if (plan.rule == GateRule::kChain && plan.steps[step].state != plan.steps[step - 1].state) return "";
    const auto& before = plan.steps[step - 1].admitted;
    const auto& now = plan.steps[step].admitted;
    const bool is_same =
        std::all_of(scenario_.simulated.begin(), scenario_.simulated.end(),
                    [&](Id<Product> product) { return before[product.index()] == now[product.index()]; });
    return is_same ? "it lets in what was let in before, of all chips that are sold" : "";
  }

  std::string of_gate_after(const Node& written) const {
    if (!scenario_.mechanisms.gate) return "mechanisms.gate is off";
    const bool says_when = written.find("from") != nullptr;
    if (scenario_.gate.rule == GateRule::kAsItStands)
      return says_when ? "as_it_stands holds the dated entries, from whatever day" : "";
    return !says_when && scenario_.gate.rule_from >= scenario_.calendar.weeks
               ? "it begins with the last dated entry, after the last day"
               : "";
  }

  std::string of_state_centres() const {
    if (!scenario_.mechanisms.gate) return "mechanisms.gate is off";
    const ChineseInput& chinese = scenario_.actors.chinese;
    const bool has_state = chinese.others.state > 0 ||
                           std::any_of(chinese.named.begin(), chinese.named.end(), [](const auto& entry) {
                             return entry.value.sector == Sector::kState;
                           });
    return has_state ? "" : "actors.chinese has no state buyer";
  }

  /// Entries of the calendar and of its changes, whoever wrote them.
  std::vector<const Node*> entries_of_calendar() const {
    std::vector<const Node*> entries;
    for (const char* list : {"calendar", "calendar_changes"}) {
      const Node* written = root_.find(list);
      if (written == nullptr) continue;
      for (const Node& item : written->items) {
        if (item.find("regime") != nullptr) entries.push_back(&item);
      }
    }
    return entries;
  }

  bool begins_late(const Node& entry) const {
    const Node* from = entry.find("from");
    const auto first = from == nullptr ? std::nullopt : sim::Date::parse(from->text);
    return first && *first > day(scenario_.calendar.weeks).plus_days(-1);
  }

  static const Clause* clause_of(const RuleBook& rules, int version, std::size_t quota) {
    const LawVersion& law = rules.versions()[static_cast<std::size_t>(version)];
    if (law.quotas[quota] < 0) return nullptr;
    const ControlInForce& control = law.controls[static_cast<std::size_t>(law.quotas[quota])];
    return control.clauses.empty() ? nullptr : &rules.clause(control.clauses.front());
  }

  /// Whether a quota counts a trade that somebody may make: of a chip on sale, to any place, for a local or a Chinese
  /// buyer, named by the law or not.
  bool counts_a_trade(const Law& law, int version, std::size_t quota) const {
    std::vector<LegalStanding> standings{0};
    for (int bit = 0; bit < 32; ++bit) {
      const LegalStanding naming = LegalStanding{1} << bit;
      if ((law.rules.namings_in(version) & naming) != 0) standings.push_back(naming);
    }
    for (const Id<Product> product : scenario_.simulated) {
      for (const Id<Place> to : ids(scenario_.places.code)) {
        for (const Id<Place> seat : {to, scenario_.china}) {
          for (const LegalStanding standing : standings) {
            const Ruling ruling = rule_in(scenario_, law, version, product, to, seat, standing);
            if (ruling.verdict != Verdict::kDenied && (ruling.quotas >> quota & 1) != 0) return true;
          }
        }
      }
    }
    return false;
  }

  const Scenario& scenario_;
  const Node& root_;
  IdleWarnings& own_;
  sim::Problems& warnings_;
  std::set<std::string> named_;  ///< regimes that the policy itself puts in force
};

}  // namespace

bool IdleWarnings::is_own(const sim::Where& at) const {
  const Node* name = root_.find("scenario");
  return at.text != nullptr && (at.text->is_option || (name != nullptr && at.text == name->at.text));
}

void IdleWarnings::add(const sim::Where& at, const std::string& lever, const std::string& why) {
  if (is_own(at)) warnings_.add(at, lever + " does nothing", why);
}

void find_idle_levers(const Scenario& scenario, const Node& root, sim::Problems& warnings) {
  IdleWarnings own(root, warnings);
  find_idle_enforcement(scenario, root, own);
  IdleLevers levers(scenario, root, own, warnings);
  levers.look_at_loopholes();
  levers.look_at_letters();
  levers.look_at_gate();
  levers.look_at_regimes();
  levers.look_at_quotas();
}

}  // namespace chokepoint
