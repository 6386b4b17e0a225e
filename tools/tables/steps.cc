#include "tools/tables/steps.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/analysis/contrast.h"
#include "tools/tables/columns.h"
#include "tools/tables/notes.h"
#include "tools/tables/titles.h"
#include "tools/tables/world.h"

namespace tools {
namespace {

using sim::Cell;
using sim::Table;

/// The lag that still counts as level in this table, months.
constexpr int kLevelMonths = 12;

const VariantRuns* find(const Results& results, const std::string& policy) {
  const auto found = std::ranges::find(results.variants(), policy, &VariantRuns::name);
  return found == results.variants().end() ? nullptr : &*found;
}

/// What a step is asked of every run of a policy.
using OfRuns = std::vector<double> (*)(const VariantRuns&, int year);

struct Asked {
  const char* header;
  const char* name;
  OfRuns of;
  bool is_share;
};
constexpr Asked kAsked[] = {
    {"China's stock", "nation_china",
     [](const VariantRuns& runs, int year) { return runs.values("nation_china", year); }, false},
    {"its largest fleet", "fleet_china",
     [](const VariantRuns& runs, int year) { return runs.values("fleet_china", year); }, false},
    {"P(fleet of a million)", "p_fleet",
     [](const VariantRuns& runs, int year) { return million_by_run(runs, "fleet", year); }, true},
    {"P(bipolar, fleet, 12 months)", "p_bipolar",
     [](const VariantRuns& runs, int year) { return bipolar_by_run(runs, "fleet", kLevelMonths, year); },
     true},
};

/// The mean over pairs of the second policy less the first.
void add_difference(std::vector<Cell>& row, const Asked& asked, const VariantRuns& from,
                    const VariantRuns& to, int year) {
  const sim::Contrast difference =
      sim::contrasts({{asked.name, sim::Better::kLess, {asked.of(from, year), asked.of(to, year)}}}).front();
  if (asked.is_share) {
    add_estimate(row, difference.mean * 100, in_points(difference.mean_interval), sim::Sign::kAlways);
  } else {
    add_estimate(row, difference.mean, difference.mean_interval, sim::Sign::kAlways);
  }
}

}  // namespace

Table steps_table(const Results& results, const StepsFile& file, int year) {
  Table table;
  table.title = fmt::format("What each step changes at the end of {}{}", year, if_projected(year));
  Columns columns(table);
  for (const char* header : {"from", "to", "adds"}) columns.text(header);
  for (const Asked& asked : kAsked)
    columns.estimate(asked.header, asked.is_share ? "points" : "H100e",
                     fmt::format("{}_{}", asked.name, year));
  for (const auto& [name, at, step] : file.steps) {
    const VariantRuns* from = find(results, step.from.name);
    const VariantRuns* to = find(results, step.to.name);
    if (from == nullptr || to == nullptr) continue;
    std::vector<Cell> row{scenario_cell(results, step.from.name), scenario_cell(results, step.to.name),
                          sim::text_cell(step.adds)};
    for (const Asked& asked : kAsked) add_difference(row, asked, *from, *to, year);
    table.rows.push_back(std::move(row));
  }
  table.notes = {
      "Each row: the second policy less the first, mean over pairs of runs with the same random draws and "
      "parameters, with its 90 % t interval. Points: hundredths of a share of runs. Steps that follow each "
      "other add up."};
  return table;
}

}  // namespace tools
