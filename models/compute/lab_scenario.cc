#include "models/compute/lab_scenario.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "models/compute/scaling.h"
#include "models/scenario/scenario.h"
#include "sim/engine/random.h"
#include "sim/input/problems.h"

namespace chokepoint {
namespace {

using sim::Id;

/// A name that is not known; when nothing is, that was reported.
void add_unknown(const char* what, const std::string& name, const sim::Where& at,
                 const std::vector<std::string>& known, sim::Problems& problems) {
  if (name.empty() || known.empty()) return;
  problems.add(at, fmt::format("unknown {} '{}'", what, name), sim::did_you_mean(name, known));
}

/// Row of an owner among those that labs use, added when it is new; nothing when nobody has the name.
std::optional<std::uint32_t> owner_named(const std::string& name, const PopulationInput& actors,
                                         std::vector<LabOwner>& owners) {
  const auto row_in = [&](const std::vector<std::string>& names) {
    return static_cast<std::uint32_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  LabOwner owner{LabOwner::Group::kAbroad, row_in(actors.abroad.named.names())};
  if (owner.row == actors.abroad.named.size()) {
    owner = {LabOwner::Group::kChinese, row_in(actors.chinese.named.names())};
    if (owner.row == actors.chinese.named.size()) return std::nullopt;
  }
  const auto known = std::find_if(owners.begin(), owners.end(), [&](const LabOwner& other) {
    return other.group == owner.group && other.row == owner.row;
  });
  const auto row = static_cast<std::uint32_t>(known - owners.begin());
  if (known == owners.end()) owners.push_back(owner);
  return row;
}

std::vector<std::string> names_of_owners(const PopulationInput& actors) {
  std::vector<std::string> names = actors.abroad.named.names();
  for (const std::string& name : actors.chinese.named.names()) names.push_back(name);
  return names;
}

}  // namespace

LabScenario lay_out_labs(const LabsInput& input, const Scenario& scenario, sim::Problems& problems) {
  LabScenario labs;
  labs.run_size_h100e = input.run_size.reference_h100e;
  labs.feedback = input.feedback;
  labs.near_points = points_between(input.near);
  const sim::Calendar& calendar = scenario.calendar;
  const auto growth_in = [&](int week) {
    return std::log(input.growth_per_year.linear(calendar.date_of(week))) / sim::kWeeksPerYear;
  };
  for (const auto& entry : input.named) {
    LabFacts facts;
    facts.name = entry.name;
    facts.key = sim::Purpose(entry.name).key;
    facts.place = scenario.places.find(entry.value.place.name);
    facts.habit = entry.value.habit;
    if (entry.value.from) facts.from_week = std::max(0, calendar.first_week_from(*entry.value.from));
    if (facts.place.is_none()) {
      add_unknown("place", entry.value.place.name, entry.value.place.at, scenario.places.code.values(),
                  problems);
    }
    for (const auto& part : entry.value.compute) {
      const auto owner = owner_named(part.name, scenario.actors, labs.owners);
      if (owner) facts.compute.push_back({*owner, part.value});
      if (!owner) add_unknown("buyer", part.name, part.at, names_of_owners(scenario.actors), problems);
    }
    if (entry.name == input.second_stage.found_by.name) labs.second_stage_finder = Id<Lab>(labs.named.size());
    labs.named.push_back(std::move(facts));
  }
  const sim::Reference& finder = input.second_stage.found_by;
  if (labs.second_stage_finder.is_none())
    add_unknown("lab", finder.name, finder.at, input.named.names(), problems);
  if (calendar.weeks == 0) return labs;

  for (int week = -kWeeksBefore; week < calendar.weeks; ++week) labs.growth.push_back(growth_in(week));
  for (int week = 0; week < calendar.weeks; ++week) {
    labs.price_usd.push_back(input.price_usd_per_h100e_hour.linear(calendar.date_of(week)));
  }
  const int reference = calendar.week_of(input.reference);
  for (int week = -kWeeksBefore; week < reference; ++week) labs.growth_to_reference += growth_in(week);
  for (int week = reference; week < -kWeeksBefore; ++week) labs.growth_to_reference -= growth_in(week);
  labs.second_stage_week = calendar.first_week_from(input.second_stage.from);
  return labs;
}

}  // namespace chokepoint
