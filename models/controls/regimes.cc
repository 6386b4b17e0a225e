#include "models/controls/regimes.h"

#include <algorithm>

#include <fmt/format.h>

namespace chokepoint {

void read_value(const sim::Node& node, Unread& into, const sim::Asked& asked) {
  if (sim::is_map(node, asked)) into.node = node;
}

void read_value(const sim::Node& node, OneOrMore& into, const sim::Asked& asked) {
  if (node.kind == sim::Node::Kind::kList) {
    sim::read_value(node, into.names, asked);
  } else {
    sim::read_value(node, into.names.emplace_back(), asked);
  }
}

void Regime::check(sim::Checker& checker) const {
  if (until && *until <= effective) {
    checker.problem("until", fmt::format("until {} is not after effective {}", until->iso(), effective.iso()),
                    "'until' is the first day no longer in force");
  }
}

std::vector<CalendarEntry> calendar_of_history(std::span<const Regime> known) {
  std::vector<CalendarEntry> calendar;
  for (const Regime& regime : known) {
    if (regime.draft) continue;
    CalendarEntry& entry = calendar.emplace_back();
    entry.regime = {regime.regime, regime.at};
    entry.at = regime.at;
  }
  return calendar;
}

std::vector<Regime> read_regimes(std::span<const sim::Node> files, sim::Problems& problems) {
  std::vector<Regime> regimes;
  for (const sim::Node& file : files) {
    Regime regime;
    sim::read(file, regime, "the regime", problems);
    const auto same_name = [&](const Regime& other) { return other.regime == regime.regime; };
    const auto earlier = std::find_if(regimes.begin(), regimes.end(), same_name);
    if (earlier != regimes.end() && !regime.regime.empty()) {
      problems.add(regime.at, fmt::format("a second regime '{}'", regime.regime),
                   fmt::format("the first is {}", earlier->at.describe()));
    } else {
      regimes.push_back(std::move(regime));
    }
  }
  return regimes;
}

}  // namespace chokepoint
