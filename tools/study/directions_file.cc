#include "tools/study/directions_file.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "models/record/measures.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

template <class Measures>
std::vector<std::string> names_of(const Measures& measures) {
  std::vector<std::string> names;
  for (const auto& measure : measures) names.emplace_back(measure.name);
  return names;
}

void check_measure(const Direction& direction, sim::Problems& problems) {
  const std::string& name = direction.measure.name;
  if (name.empty()) return;  // reported as missing
  const bool is_known = direction.place ? chokepoint::find_place_measure(name) != nullptr
                                        : chokepoint::find_measure(name) != nullptr;
  if (is_known) return;
  if (!direction.place && chokepoint::find_place_measure(name) != nullptr) {
    problems.add(direction.measure.at, fmt::format("measure '{}' is by place", name), "add 'place: MY'");
    return;
  }
  problems.add(direction.measure.at,
               fmt::format("unknown measure{} '{}'", direction.place ? " by place" : "", name),
               sim::did_you_mean(name, direction.place ? names_of(chokepoint::place_measures())
                                                       : names_of(chokepoint::measures())));
}

bool check_policy(const Side& side, const std::vector<std::string>& known, sim::Problems& problems) {
  const std::string& name = side.policy.name;
  if (std::find(known.begin(), known.end(), name) != known.end()) return true;
  if (!name.empty())
    problems.add(side.policy.at, fmt::format("unknown policy '{}'", name), sim::did_you_mean(name, known));
  return false;
}

void check_place(const Direction& direction, const chokepoint::Scenario& scenario, sim::Problems& problems) {
  if (!direction.place || scenario.places.places() == 0 ||
      !scenario.places.find(direction.place->name).is_none())
    return;
  problems.add(direction.place->at, fmt::format("unknown place '{}'", direction.place->name),
               sim::did_you_mean(direction.place->name, scenario.places.code.values()));
}

/// The row of a variant among others that run the same.
std::size_t row_of(std::vector<Variant>& variants, const Side& side, std::string name, int runs) {
  const std::string over = sim::write_yaml(side.with.node);
  for (std::size_t row = 0; row < variants.size(); ++row) {
    if (variants[row].policy != side.policy.name || sim::write_yaml(variants[row].over) != over) continue;
    variants[row].replicates = std::max(variants[row].replicates, static_cast<std::uint64_t>(runs));
    return row;
  }
  if (side.with.node.entries.empty()) name = side.policy.name;
  variants.push_back({.name = std::move(name),
                      .policy = side.policy.name,
                      .over = side.with.node,
                      .replicates = static_cast<std::uint64_t>(runs)});
  return variants.size() - 1;
}

}  // namespace

void Direction::check(sim::Checker& checker) const {
  if (is_of_change()) {
    if (!change)
      checker.problem("expect", "less or more than what?", "add 'change', or expect at_least or at_most");
    if (bound) checker.problem("bound", "a change is held against no bound", "leave it out");
    if (threshold) checker.problem("threshold", "a change is counted by its mean", "leave it out");
    return;
  }
  if (!bound) checker.problem("expect", "at least or at most what?", "add 'bound'");
  if (change) checker.problem("change", "a bound is held against one policy alone", "expect less or more");
}

DirectionsFile read_directions(const StudyOptions& options, sim::Problems& problems) {
  const fs::path folder = scenario_folder(options.folder);
  const fs::path path = folder / "directions.yaml";
  DirectionsFile file;
  if (!fs::exists(path)) return file;
  sim::read(sim::read_yaml(path, shown_path(path), problems), file, "the file of directions", problems);
  const std::vector<std::string> known = policies_of(folder);
  DirectionsFile readable;  // those whose policies there are
  for (const auto& entry : file.directions) {
    check_measure(entry.value, problems);
    const bool base = check_policy(entry.value.base, known, problems);
    const bool change = !entry.value.change || check_policy(*entry.value.change, known, problems);
    if (base && change) readable.directions.entries.push_back(entry);
  }
  const std::vector<sim::Node> regimes = read_regime_files(folder, problems);
  PolicyReader reader(folder);
  sim::Problems warnings;
  std::vector<Variant> variants = experiments_of(readable).variants;
  read_variants(reader, {options.overrides, regimes, {}, options.until}, variants, problems, warnings);
  for (const auto& entry : readable.directions)
    check_place(entry.value, *variants.front().scenario, problems);
  return file;
}

Experiments experiments_of(const DirectionsFile& file) {
  Experiments experiments;
  int last = 0;
  for (const auto& [name, at, direction] : file.directions) {
    last = std::max(last, direction.year);
    Experiments::Sides sides;
    sides.base = row_of(experiments.variants, direction.base, name + " base", direction.runs);
    sides.change =
        direction.change ? row_of(experiments.variants, *direction.change, name, direction.runs) : sides.base;
    experiments.of.push_back(sides);
  }
  for (Variant& variant : experiments.variants) variant.until = fmt::format("{}-12-31", last);
  return experiments;
}

}  // namespace tools
