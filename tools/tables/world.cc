#include "tools/tables/world.h"

#include <cmath>

#include <fmt/format.h>

#include "sim/report/words.h"
#include "tools/tables/columns.h"
#include "tools/tables/notes.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Cell;
using sim::Table;

/// A part of the table: its columns, and the cells of a scenario below them.
struct Part {
  std::string title;
  void (*columns)(Columns& columns, int year);
  void (*cells)(std::vector<Cell>& row, const VariantRuns& scenario, int year);
};

void world_columns(Columns& columns, int year) {
  for (const char* state : chokepoint::kWorldStateNames)
    columns.chance(state, fmt::format("p_{}_{}", state, year));
  columns.range("China lags, months", "months", fmt::format("lag_months_{}", year));
}

void world_cells(std::vector<Cell>& row, const VariantRuns& scenario, int year) {
  for (const char* state : chokepoint::kWorldStateNames) add_chance(row, scenario.good(state, year), 1);
  add_range(row, scenario.good("lag_months", year));
}

void lab_columns(Columns& columns, int year) {
  columns.range("score US", "percent", fmt::format("score_us_{}", year));
  columns.range("score China", "percent", fmt::format("score_china_{}", year));
  columns.range("largest run US, USD", "USD", fmt::format("training_us_{}", year));
  columns.range("China, USD", "USD", fmt::format("training_china_{}", year));
  columns.range("China behind, points", "points", fmt::format("gap_points_{}", year));
}

void lab_cells(std::vector<Cell>& row, const VariantRuns& scenario, int year) {
  add_range(row, scenario.good("score_us", year));
  add_range(row, scenario.good("score_china", year));
  add_range(row, scenario.good("training_usd_us", year));
  add_range(row, scenario.good("training_usd_china", year));
  add_range(row, scenario.good("gap_points", year));
}

void ratio_columns(Columns& columns, int year) {
  columns.range("stock", "ratio", fmt::format("stock_ratio_{}", year));
  columns.range("largest campus", "ratio", fmt::format("site_ratio_{}", year));
  columns.range("new in the year", "ratio", fmt::format("new_ratio_{}", year));
  columns.range("effective money in the best model", "ratio", fmt::format("gap_money_{}", year));
}

void ratio_cells(std::vector<Cell>& row, const VariantRuns& scenario, int year) {
  const auto add = [&](const char* us, const char* china) {
    add_range(row, ratio(scenario.values(us, year), scenario.values(china, year)));
  };
  add("nation_us", "nation_china");
  add("campus_us", "campus_china");
  add("new_us_in_year", "new_china_in_year");
  add_range(row, scenario.good("gap_money", year));
}

constexpr int kLags[] = {6, 12, 24};

void surface_columns(Columns& columns, int year) {
  for (const char* definition : chokepoint::kClusterNames) {
    for (const int months : kLags)
      columns.chance(fmt::format("{}, lag at most {}", definition, months),
                     fmt::format("p_bipolar_{}_{}_{}", definition, months, year));
  }
}

void surface_cells(std::vector<Cell>& row, const VariantRuns& scenario, int year) {
  for (const char* definition : chokepoint::kClusterNames) {
    for (const int months : kLags)
      add_chance(row, finite(bipolar_by_run(scenario, definition, months, year)), 1);
  }
}

std::vector<Part> parts_of(int year) {
  return {
      {fmt::format("Which world at the end of {}?{}", year, if_projected(year)), world_columns, world_cells},
      {fmt::format(
           "Bipolar at the end of {}, by definition and by the lag in months that still counts as level",
           year),
       surface_columns, surface_cells},
      {fmt::format("Best models and largest training runs, to the end of {}", year), lab_columns, lab_cells},
      {fmt::format("United States over China at the end of {}, H100e", year), ratio_columns, ratio_cells}};
}

Table table_of(const Results& results, int year, std::string title, const std::vector<Part>& parts) {
  Table table;
  table.title = std::move(title);
  Columns columns(table);
  columns.text("scenario");
  for (const Part& part : parts) part.columns(columns, year);
  for (const VariantRuns& scenario : results.variants()) {
    std::vector<Cell> row{scenario_cell(results, scenario.name())};
    for (const Part& part : parts) part.cells(row, scenario, year);
    table.rows.push_back(std::move(row));
  }
  mark_repeats(table);
  return table;
}

std::vector<std::string> notes_of(const Results& results) {
  std::vector<std::string> notes;
  if (results.variants().empty()) return notes;
  const auto& question = results.variants().front().scenario().question;
  notes.push_back(
      fmt::format("Bipolar: China's {0} holds at least {1} {4} and its best lab lags at most {2} months. "
                  "Unipolar: two US actors hold as much, China does not, and it lags at least {3} months. "
                  "Contested: all else. Shares of runs with 90 % Jeffreys intervals.",
                  chokepoint::kClusterNames[static_cast<std::size_t>(question.definition)],
                  sim::rounded(question.million), question.bipolar_months, question.unipolar_months,
                  question.unit == chokepoint::ClusterUnit::kChips ? "chips" : "H100e"));
  notes.emplace_back(
      "Lag: how long ago the best lab outside China passed what the best Chinese lab has. Scores saturate at "
      "100; points do not: 20 points are ten times the effective money.");
  return notes;
}

}  // namespace

std::vector<double> million_by_run(const VariantRuns& scenario, const char* definition, int year) {
  const auto& question = scenario.scenario().question;
  const bool chips = question.unit == chokepoint::ClusterUnit::kChips;
  std::vector<double> has =
      scenario.values(fmt::format("{}_china{}", definition, chips ? "_chips" : "").c_str(), year);
  for (double& value : has) value = std::isnan(value) ? value : value >= question.million ? 1 : 0;
  return has;
}

std::vector<double> bipolar_by_run(const VariantRuns& scenario, const char* definition, int months,
                                   int year) {
  std::vector<double> met = million_by_run(scenario, definition, year);
  const std::vector<double> lags = scenario.values("lag_months", year);
  for (std::size_t run = 0; run < met.size(); ++run) {
    if (std::isnan(lags[run])) {
      met[run] = lags[run];
    } else if (lags[run] > months) {
      met[run] = 0;
    }
  }
  return met;
}

Table world_table(const Results& results, int year) {
  Table table = table_of(results, year, parts_of(year).front().title, parts_of(year));
  for (const std::string& note : notes_of(results)) table.notes.push_back(note);
  return table;
}

std::vector<Table> world_panels(const Results& results, int year) {
  std::vector<Table> panels;
  for (const Part& part : parts_of(year)) panels.push_back(table_of(results, year, part.title, {part}));
  for (const std::string& note : notes_of(results)) panels.back().notes.push_back(note);
  return panels;
}

}  // namespace tools
