#include "tools/study/directions_file.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

void check_place(const Direction& direction, const chokepoint::Scenario& scenario, sim::Problems& problems) {
  if (!direction.place || scenario.places.places() == 0 ||
      !scenario.places.find(direction.place->name).is_none())
    return;
  problems.add(direction.place->at, fmt::format("unknown place '{}'", direction.place->name),
               sim::did_you_mean(direction.place->name, scenario.places.code.values()));
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
    check_measure(entry.value.measure, entry.value.place.has_value(), problems);
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
    add_sides(experiments, name, direction.base, direction.change, direction.runs);
  }
  for (Variant& variant : experiments.variants) variant.until = fmt::format("{}-12-31", last);
  return experiments;
}

}  // namespace tools
