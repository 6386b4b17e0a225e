#include "tools/scenarios/second_looks.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "models/law/regimes.h"
#include "tools/scenarios/folder.h"

namespace tools {
namespace {

using sim::Node;
using sim::Problems;

bool is_dated_figure(const Node& list) {
  return std::any_of(list.items.begin(), list.items.end(), [](const Node& item) {
    return item.find("date") != nullptr || item.find("level") != nullptr;
  });
}

/// What an item of a list is known by: the regime it names, else all that it says.
std::string known_as(const Node& item) {
  const Node* regime = item.find("regime");
  return sim::write_yaml(regime == nullptr ? item : *regime);
}

void warn_of_dropped_list(const Node& base, const Node::Entry& over, const std::string& path,
                          Problems& warnings) {
  if (base.items.empty() || is_dated_figure(over.value)) return;
  std::set<std::string> before;
  std::set<std::string> dropped;
  for (const Node& item : base.items) {
    before.insert(sim::write_yaml(item));
    dropped.insert(known_as(item));
  }
  const std::size_t all = dropped.size();
  bool adds = false;
  for (const Node& item : over.value.items) {
    adds = adds || !before.contains(sim::write_yaml(item));
    dropped.erase(known_as(item));
  }
  if (!adds || dropped.empty()) return;
  warnings.add(
      over.key_at,
      fmt::format("{}: replaces the list at {} and drops {} of its {} entries", path, base.at.describe(),
                  dropped.size(), all),
      path == "calendar" ? "calendar_changes adds, moves and takes out" : "write all that shall hold");
}

void warn_of_dropped_below(const Node& base, const Node& over, const std::string& above, Problems& warnings) {
  for (const Node::Entry& entry : over.entries) {
    const Node* replaced = base.find(entry.key);
    if (replaced == nullptr || replaced->kind != entry.value.kind || entry.key.ends_with("_changes"))
      continue;
    const std::string path = above.empty() ? entry.key : above + "." + entry.key;
    if (entry.value.kind == Node::Kind::kList) warn_of_dropped_list(*replaced, entry, path, warnings);
    warn_of_dropped_below(*replaced, entry.value, path, warnings);
  }
}

/// The calendar of a scenario as it will be, as text.
std::multiset<std::tuple<std::string, std::string, std::string>> calendar_of(const Node& root) {
  std::vector<chokepoint::CalendarEntry> calendar;
  std::vector<chokepoint::CalendarChange> changes;
  Problems none;
  if (const Node* written = root.find("calendar")) sim::read(*written, calendar, "calendar", none);
  if (const Node* written = root.find("calendar_changes"))
    sim::read(*written, changes, "calendar_changes", none);
  std::multiset<std::tuple<std::string, std::string, std::string>> all;
  for (const auto& entry : chokepoint::changed(std::move(calendar), changes, none))
    all.emplace(entry.regime.name, entry.from ? entry.from->iso() : "",
                entry.until ? entry.until->iso() : "");
  return all;
}

}  // namespace

void warn_of_dropped(const Node& base, const Node& over, Problems& warnings) {
  warn_of_dropped_below(base, over, "", warnings);
}

void warn_of_places(const chokepoint::Scenario& scenario, Problems& warnings) {
  const auto look_at = [&](std::string_view code, const sim::Where& at, std::string_view who) {
    const auto place = scenario.places.find(code);
    if (place.is_none() || !scenario.places.lanes_out[place].empty() ||
        !scenario.places.lanes_in[place].empty())
      return;
    warnings.add(at, fmt::format("{} in {}, where no lane begins or ends", who, code),
                 "nothing gets there or away");
  };
  const auto& actors = scenario.actors;
  for (const auto& entry : actors.fronts.places) look_at(entry.name, entry.at, "fronts");
  for (const auto& entry : actors.sellers.places) look_at(entry.name, entry.at, "sellers");
  for (const auto& entry : actors.abroad.places) look_at(entry.name, entry.at, "buyers");
  for (const auto& entry : actors.abroad.named)
    look_at(entry.value.place.name, entry.value.place.at, "a buyer");
}

void warn_of_unsold(const chokepoint::Scenario& scenario, const std::string& catalogue, Problems& warnings) {
  constexpr const char* kWhy = "runs sell only chips that supply.packages describes";
  std::vector<std::string> of_catalogue;
  sim::Where first;
  for (const auto chip : sim::ids(scenario.catalogue.key)) {
    if (scenario.is_simulated(chip) || scenario.catalogue.chip[chip].catalogue_only) continue;
    const sim::Where& at = scenario.catalogue.chip[chip].at;
    if (at.text->name != catalogue) {
      warnings.add(
          at,
          fmt::format("chip '{}' has no bill of materials: it is never sold", scenario.catalogue.key[chip]),
          kWhy);
      continue;
    }
    if (of_catalogue.empty()) first = at;
    of_catalogue.push_back(scenario.catalogue.key[chip]);
  }
  if (of_catalogue.empty()) return;
  warnings.add(first,
               fmt::format("{} chips of the catalogue have no bill of materials and are never sold: {}",
                           of_catalogue.size(), fmt::join(of_catalogue, ", ")),
               kWhy);
}

void warn_of_late(const Node& root, sim::Date last, Problems& warnings) {
  for (const Node& item : root.items) warn_of_late(item, last, warnings);
  for (const Node::Entry& entry : root.entries) {
    const auto day = entry.key == "from" ? sim::Date::parse(entry.value.text) : std::nullopt;
    if (day && *day > last) {
      warnings.add(entry.value.at,
                   fmt::format("from {}: begins after the last day, {}", day->iso(), last.iso()),
                   "it changes nothing");
    }
    warn_of_late(entry.value, last, warnings);
  }
}

void warn_of_equal(const Node& root, const Node& extended, Problems& warnings) {
  const std::set<std::string_view> apart{"scenario", "title", "says", "calendar", "calendar_changes"};
  for (const Node::Entry& entry : root.entries) {
    if (apart.contains(entry.key)) continue;
    const Node* other = extended.find(entry.key);
    if (other == nullptr || !sim::same(entry.value, *other)) return;
  }
  if (calendar_of(root) != calendar_of(extended)) return;
  const Node* name = root.find("scenario");
  const Node* other = extended.find("scenario");
  if (name == nullptr || other == nullptr) return;
  warnings.add(name->at, fmt::format("'{}' changes nothing of '{}'", name->text, other->text),
               "its runs are the same");
}

}  // namespace tools
