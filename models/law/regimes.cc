#include "models/law/regimes.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/input/names.h"

namespace chokepoint {

void Regime::check(sim::Checker& checker) const {
  if (until && *until <= effective) {
    checker.problem("until", fmt::format("until {} is not after effective {}", until->iso(), effective.iso()),
                    "'until' is the first day no longer in force");
  }
}

std::vector<CalendarEntry> calendar_of_history(std::span<const Regime> known) {
  std::vector<CalendarEntry> calendar;
  for (const Regime& regime : known) {
    if (regime.draft || regime.regime.empty()) continue;
    CalendarEntry& entry = calendar.emplace_back();
    entry.regime = {regime.regime, regime.at};
    entry.at = regime.at;
  }
  return calendar;
}

std::vector<CalendarEntry> changed(std::vector<CalendarEntry> calendar,
                                   std::span<const CalendarChange> changes, sim::Problems& problems) {
  for (const CalendarChange& change : changes) {
    if (change.regime.name.empty()) continue;  // refused where it was read
    const auto entry = std::find_if(calendar.begin(), calendar.end(), [&](const CalendarEntry& known) {
      return known.regime.name == change.regime.name;
    });
    if (change.never && entry == calendar.end()) {
      std::vector<std::string> names;
      for (const CalendarEntry& known : calendar) names.push_back(known.regime.name);
      problems.add(change.regime.at, fmt::format("regime '{}' is not in the calendar", change.regime.name),
                   sim::did_you_mean(change.regime.name, names));
    } else if (change.never) {
      calendar.erase(entry);
    } else if (entry == calendar.end()) {
      calendar.push_back({change.regime, change.from, change.until, std::nullopt, change.at});
    } else {
      if (change.from) entry->from = change.from;
      if (change.until) entry->until = change.until;
    }
  }
  return calendar;
}

namespace {

/// The kind of a control, from a regime that says it; null when none does.
const sim::Node* kind_of(std::span<const Regime> regimes, std::string_view control) {
  for (const Regime& regime : regimes) {
    const sim::Node* written = regime.controls.node.find(control);
    const sim::Node* kind = written == nullptr ? nullptr : written->find("kind");
    if (kind != nullptr) return kind;
  }
  return nullptr;
}

/// Reads what a regime sets by itself, as the difference it is, to find what is wrong in any case.
void read_difference(const Regime& regime, std::span<const Regime> all, sim::Problems& problems) {
  for (const sim::Node::Entry& entry : regime.controls.node.entries) {
    if (entry.value.is_null()) continue;
    sim::Node part = entry.value;
    const sim::Node* kind = kind_of(all, entry.key);
    if (kind != nullptr && part.find("kind") == nullptr)
      part.entries.change().push_back({"kind", part.at, *kind});
    sim::mark_partial(part);
    Control control;
    sim::read(part, control, fmt::format("control '{}'", entry.key), problems);
  }
}

}  // namespace

std::vector<Regime> read_regimes(std::span<const sim::Node> files, sim::Problems& problems) {
  std::vector<Regime> regimes;
  for (const sim::Node& file : files) {
    Regime regime;
    const std::size_t before = problems.size();
    sim::read(file, regime, "the regime", problems);
    sim::check_name(file.find("regime"), "regime", problems);
    regime.is_sound = problems.size() == before && !file.partial;
    const auto same_name = [&](const Regime& other) { return other.regime == regime.regime; };
    const auto earlier = std::find_if(regimes.begin(), regimes.end(), same_name);
    if (earlier != regimes.end() && !regime.regime.empty()) {
      problems.add(regime.at, fmt::format("a second regime '{}'", regime.regime),
                   fmt::format("the first is {}", earlier->at.describe()));
      regime.regime.clear();  // which of the two is meant by the name is not known
      regime.is_sound = false;
    }
    regimes.push_back(std::move(regime));
  }
  for (const Regime& regime : regimes) read_difference(regime, regimes, problems);
  return regimes;
}

bool can_be_folded(std::span<const Regime> regimes) {
  return std::all_of(regimes.begin(), regimes.end(), [](const Regime& regime) { return regime.is_sound; });
}

bool names_are_known(std::span<const Regime> regimes) {
  return std::none_of(regimes.begin(), regimes.end(),
                      [](const Regime& regime) { return regime.regime.empty(); });
}

}  // namespace chokepoint
