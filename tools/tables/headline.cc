#include "tools/tables/headline.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "sim/numeric/statistics.h"
#include "sim/report/words.h"
#include "tools/tables/columns.h"
#include "tools/tables/forms.h"
#include "tools/tables/notes.h"
#include "tools/tables/stock_classes.h"
#include "tools/tables/titles.h"
#include "tools/tables/world.h"

namespace tools {
namespace {

using chokepoint::Cluster;
using chokepoint::ClusterUnit;
using sim::Cell;
using sim::Table;

constexpr Cluster kClusters[] = {Cluster::kCampus, Cluster::kFleet, Cluster::kNation, Cluster::kAbroad};

/// A unit as people read it, and as measures and columns have it.
struct Unit {
  ClusterUnit unit;
  const char* words;
  const char* suffix;
};
constexpr Unit kUnits[] = {{ClusterUnit::kH100e, "H100e", ""}, {ClusterUnit::kChips, "chips", "_chips"}};

const char* name_of(Cluster cluster) { return chokepoint::kClusterNames[static_cast<std::size_t>(cluster)]; }

/// The measure of a definition: "campus_china", "fleet_us_chips", ...
std::string measure_of(Cluster cluster, const char* country, const Unit& unit) {
  return fmt::format("{}_{}{}", name_of(cluster), country, unit.suffix);
}

/// First years in which China passes the threshold, infinity for runs that never do.
std::vector<double> passing_years(const VariantRuns& scenario, Cluster cluster, const Unit& unit) {
  std::vector<double> years;
  for (const auto& outcome : scenario.outcomes) {
    if (!outcome) continue;
    const auto& passed = unit.unit == ClusterUnit::kChips ? outcome->passed_chips : outcome->passed_h100e;
    years.push_back(passed[static_cast<std::size_t>(cluster)]);
  }
  return years;
}

std::string year_words(double year) {
  if (std::isinf(year)) return "later";
  return fmt::format("{}", static_cast<int>(year));
}

void add_median_year(std::vector<Cell>& row, const std::vector<double>& years) {
  if (years.empty()) {
    for (int i = 0; i < 4; ++i) row.push_back(sim::missing_cell());
    return;
  }
  const sim::Spread spread = sim::spread(years);
  const std::string low = year_words(spread.low);
  const std::string high = year_words(spread.high);
  row.push_back(
      sim::text_cell(low == high ? low : fmt::format("{} [{}–{}]", year_words(spread.median), low, high)));
  for (const double end : {spread.median, spread.low, spread.high}) row.push_back(sim::number_cell(end));
}

/// A part of the table that fits a page: its columns, and the cells of a scenario below them.
struct Panel {
  std::string title;
  void (*columns)(Columns& columns, int year);
  void (*cells)(std::vector<Cell>& row, const VariantRuns& scenario, int year);
  int year;
};

void chance_columns(Columns& columns, int year) {
  for (const Cluster cluster : kClusters) {
    for (const Unit& unit : kUnits) {
      columns.chance(fmt::format("P({}, {}) {}", name_of(cluster), unit.words, year),
                     fmt::format("p_{}{}_{}", name_of(cluster), unit.suffix, year));
    }
  }
}

void chance_cells(std::vector<Cell>& row, const VariantRuns& scenario, int year) {
  for (const Cluster cluster : kClusters) {
    for (const Unit& unit : kUnits)
      add_chance(row, scenario.good(measure_of(cluster, "china", unit).c_str(), year),
                 scenario.scenario().million);
  }
}

void year_columns(Columns& columns, int) {
  for (const Cluster cluster : kClusters) {
    for (const Unit& unit : kUnits) {
      columns.range(fmt::format("{}, {}", name_of(cluster), unit.words), "year",
                    fmt::format("{}{}_year", name_of(cluster), unit.suffix));
    }
  }
}

void year_cells(std::vector<Cell>& row, const VariantRuns& scenario, int) {
  for (const Cluster cluster : kClusters) {
    for (const Unit& unit : kUnits) add_median_year(row, passing_years(scenario, cluster, unit));
  }
}

void site_columns(Columns& columns, int year) {
  for (const Unit& unit : kUnits) {
    const auto add = [&](const char* who, const char* in, const char* name) {
      columns.range(fmt::format("{}, {}", who, unit.words), in,
                    fmt::format("{}{}_{}", name, unit.suffix, year));
    };
    add("China", unit.words, "campus_china");
    add("US", unit.words, "campus_us");
    add("US/China", "ratio", "campus_ratio");
  }
}

void site_cells(std::vector<Cell>& row, const VariantRuns& scenario, int year) {
  for (const Unit& unit : kUnits) {
    const std::string china = measure_of(Cluster::kCampus, "china", unit);
    const std::string us = measure_of(Cluster::kCampus, "us", unit);
    add_range(row, scenario.good(china.c_str(), year));
    add_range(row, scenario.good(us.c_str(), year));
    add_range(row, ratio(scenario.values(us.c_str(), year), scenario.values(china.c_str(), year)));
  }
}

void stock_columns(Columns& columns, int year) {
  for (const auto& [measure, title] : kStockClassTitles)
    columns.range(title, "H100e", fmt::format("{}_{}", measure, year));
  columns.range("all", "H100e", fmt::format("nation_china_{}", year));
  columns.range("rented abroad", "H100e", fmt::format("rented_abroad_{}", year));
  columns.range(fmt::format("smuggled in {}", year), "H100e", fmt::format("smuggled_in_{}", year));
}

void stock_cells(std::vector<Cell>& row, const VariantRuns& scenario, int year) {
  for (const auto& [measure, title] : kStockClassTitles) add_range(row, scenario.good(measure, year));
  add_range(row, scenario.good("nation_china", year));
  add_range(row, scenario.good("rented_abroad", year));
  add_range(row, scenario.good("smuggled_in_year", year));
}

std::vector<std::string> headline_notes(const Results& results) {
  std::vector<std::string> notes = run_notes(results);
  const double million = results.variants().empty() ? 1e6 : results.variants().front().scenario().million;
  notes.push_back(fmt::format(
      "P: share of runs in which China's largest site (campus), largest fleet of one actor, whole stock "
      "(nation), or largest site that one of its firms fills wherever it stands (abroad) holds at least {0} H100e, or {0} chips by count, at the end of the year, with a 90 % "
      "Jeffreys interval.",
      sim::rounded(million)));
  Table same;
  add_same_notes(same, results);
  notes.insert(notes.end(), same.notes.begin(), same.notes.end());
  const int answer = year_within(results, kAnswerYear);
  for (std::string& note : form_notes(results, "fleet_china", answer, million))
    notes.push_back("P(fleet, H100e). " + std::move(note));
  notes.emplace_back(
      "Elsewhere: median over runs [5 %–95 %]. H100e: dense 8-bit peak over 1,979 TFLOP/s. "
      "Later: not within the span.");
  return notes;
}

constexpr const char* kTitle = "Does China reach million-chip clusters?";

/// The answer in both units, then China's stock at two dates.
std::vector<Panel> panels_of(const Results& results) {
  const int answer = year_within(results, kAnswerYear);
  const int record = year_within(results, kRecordYear);
  std::vector<Panel> panels{
      {kTitle + if_projected(answer), chance_columns, chance_cells, answer},
      {"First year in which China does", year_columns, year_cells, answer},
      {fmt::format("Largest sites at the end of {}", answer), site_columns, site_cells, answer}};
  for (const int year : {record, answer}) {
    panels.push_back({fmt::format("China's stock at the end of {} by provenance, H100e", year), stock_columns,
                      stock_cells, year});
    if (answer == record) break;
  }
  return panels;
}

Table table_of(const Results& results, const std::vector<Panel>& panels) {
  Table table;
  table.title = panels.front().title;
  Columns columns(table);
  columns.text("scenario");
  for (const Panel& panel : panels) panel.columns(columns, panel.year);
  for (const VariantRuns& scenario : results.variants()) {
    std::vector<Cell> row{scenario_cell(results, scenario.name())};
    for (const Panel& panel : panels) panel.cells(row, scenario, panel.year);
    table.rows.push_back(std::move(row));
  }
  mark_repeats(table);
  return table;
}

/// Notes of the whole before those of the table.
void add_notes(Table& table, std::vector<std::string> notes) {
  notes.insert(notes.end(), table.notes.begin(), table.notes.end());
  table.notes = std::move(notes);
}

}  // namespace

Table headline_table(const Results& results) {
  Table table = table_of(results, panels_of(results));
  add_notes(table, headline_notes(results));
  return table;
}

std::vector<Table> headline_panels(const Results& results) {
  std::vector<Table> panels;
  for (const Panel& panel : panels_of(results)) panels.push_back(table_of(results, {panel}));
  add_notes(panels.back(), headline_notes(results));
  return panels;
}

Table definitions_table(const Results& results) {
  constexpr int kYears[] = {2026, 2027, 2028};
  Table table;
  table.title = "Every definition: share of runs at or above the threshold at the end of the year";
  Columns columns(table);
  columns.text("scenario");
  columns.text("definition");
  columns.text("unit");
  for (const char* country : {"China", "US"}) {
    for (const int year : kYears) {
      columns.chance(fmt::format("{} {}", country, year), fmt::format("p_{}_{}", country, year));
    }
  }
  for (const VariantRuns& scenario : results.variants()) {
    for (const Cluster cluster : kClusters) {
      for (const Unit& unit : kUnits) {
        std::vector<Cell> row{scenario_cell(results, scenario.name()), sim::text_cell(name_of(cluster)),
                              sim::text_cell(unit.words)};
        for (const char* country : {"china", "us"}) {
          for (const int year : kYears) {
            add_chance(row, scenario.good(measure_of(cluster, country, unit).c_str(), year),
                       scenario.scenario().million);
          }
        }
        table.rows.push_back(std::move(row));
      }
    }
  }
  table.notes = headline_notes(results);
  return table;
}

}  // namespace tools
