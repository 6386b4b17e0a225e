#include "tools/tables/headline.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "sim/numeric/statistics.h"
#include "sim/report/words.h"
#include "tools/tables/columns.h"
#include "tools/tables/notes.h"
#include "tools/tables/world.h"

namespace tools {
namespace {

using chokepoint::Cluster;
using sim::Cell;
using sim::Table;

constexpr const char* kClasses[] = {"still_legal", "before_ban", "licensed", "smuggled", "domestic"};
constexpr const char* kClassHeaders[] = {"still legal", "before ban", "licensed", "smuggled", "domestic"};

/// First years in which China's campus passes the threshold, infinity for runs that never do.
std::vector<double> passing_years(const VariantRuns& scenario, Cluster cluster) {
  std::vector<double> years;
  for (const auto& outcome : scenario.outcomes) {
    if (outcome) years.push_back(outcome->passed_h100e[static_cast<std::size_t>(cluster)]);
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
  row.push_back(sim::text_cell(std::isinf(spread.low)
                                   ? "later"
                                   : fmt::format("{} [{}-{}]", year_words(spread.median),
                                                 year_words(spread.low), year_words(spread.high))));
  for (const double end : {spread.median, spread.low, spread.high}) row.push_back(sim::number_cell(end));
}

struct Years {
  int answer;
  int record;
};

void answer_columns(Columns& columns, int year) {
  columns.chance(fmt::format("P(campus) {}", year), fmt::format("p_campus_{}", year));
  columns.chance(fmt::format("P(fleet) {}", year), fmt::format("p_fleet_{}", year));
  columns.chance(fmt::format("P(nation) {}", year), fmt::format("p_nation_{}", year));
  columns.range("campus: year", "year", "campus_year");
  columns.range("nation: year", "year", "nation_year");
  columns.range("campus China", "H100e", fmt::format("campus_china_{}", year));
  columns.range("campus US", "H100e", fmt::format("campus_us_{}", year));
  columns.range("US/China", "ratio", fmt::format("campus_ratio_{}", year));
}

void answer_cells(std::vector<Cell>& row, const VariantRuns& scenario, int year) {
  const double million = scenario.scenario().million;
  add_chance(row, scenario.good("campus_china", year), million);
  add_chance(row, scenario.good("fleet_china", year), million);
  add_chance(row, scenario.good("nation_china", year), million);
  add_median_year(row, passing_years(scenario, Cluster::kCampus));
  add_median_year(row, passing_years(scenario, Cluster::kNation));
  add_range(row, scenario.good("campus_china", year));
  add_range(row, scenario.good("campus_us", year));
  add_range(row, ratio(scenario.values("campus_us", year), scenario.values("campus_china", year)));
}

void stock_columns(Columns& columns, int year) {
  for (std::size_t i = 0; i < std::size(kClasses); ++i) {
    columns.range(kClassHeaders[i], "H100e", fmt::format("{}_{}", kClasses[i], year));
  }
  columns.range("all", "H100e", fmt::format("nation_china_{}", year));
  columns.range("rented abroad", "H100e", fmt::format("rented_abroad_{}", year));
  columns.range(fmt::format("smuggled in {}", year), "H100e", fmt::format("smuggled_in_{}", year));
}

void stock_cells(std::vector<Cell>& row, const VariantRuns& scenario, int year) {
  for (const char* name : kClasses) add_range(row, scenario.good(name, year));
  add_range(row, scenario.good("nation_china", year));
  add_range(row, scenario.good("rented_abroad", year));
  add_range(row, scenario.good("smuggled_in_year", year));
}

std::vector<std::string> headline_notes(const Results& results) {
  std::vector<std::string> notes = run_notes(results);
  const double million = results.variants().empty() ? 1e6 : results.variants().front().scenario().million;
  notes.push_back(fmt::format(
      "P: share of runs in which China's largest site (campus), largest fleet of one actor, or whole "
      "stock (nation) holds at least {} H100e at the end of the year, with a 90 % Jeffreys interval.",
      sim::rounded(million)));
  Table same;
  add_same_notes(same, results);
  notes.insert(notes.end(), same.notes.begin(), same.notes.end());
  notes.emplace_back(
      "Elsewhere: median over runs [5 %-95 %]. H100e: dense 8-bit peak over 1,979 TFLOP/s. "
      "Later: not within the span.");
  return notes;
}

const char* kTitle = "Does China reach million-chip clusters?";

template <class AddColumns, class AddCells>
Table table_of(const Results& results, std::string title, const AddColumns& add_columns,
               const AddCells& add_cells) {
  Table table;
  table.title = std::move(title);
  Columns columns(table);
  columns.text("scenario");
  add_columns(columns);
  for (const VariantRuns& scenario : results.variants()) {
    std::vector<Cell> row{sim::text_cell(scenario.name())};
    add_cells(row, scenario);
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

/// The measure of a definition: "campus_china", "fleet_us_chips", ...
std::string measure_of(Cluster cluster, const char* country, const char* unit) {
  return fmt::format("{}_{}{}", chokepoint::kClusterNames[static_cast<std::size_t>(cluster)], country, unit);
}

}  // namespace

Table headline_table(const Results& results) {
  const int answer = year_within(results, kAnswerYear);
  const int record = year_within(results, kRecordYear);
  Table table = table_of(
      results, kTitle,
      [&](Columns& columns) {
        answer_columns(columns, answer);
        stock_columns(columns, record);
        if (answer != record) stock_columns(columns, answer);
      },
      [&](std::vector<Cell>& row, const VariantRuns& scenario) {
        answer_cells(row, scenario, answer);
        stock_cells(row, scenario, record);
        if (answer != record) stock_cells(row, scenario, answer);
      });
  add_notes(table, headline_notes(results));
  return table;
}

std::vector<Table> headline_panels(const Results& results) {
  const int answer = year_within(results, kAnswerYear);
  const int record = year_within(results, kRecordYear);
  std::vector<Table> panels;
  panels.push_back(table_of(
      results, kTitle, [&](Columns& columns) { answer_columns(columns, answer); },
      [&](std::vector<Cell>& row, const VariantRuns& scenario) { answer_cells(row, scenario, answer); }));
  for (const int year : {record, answer}) {
    if (panels.size() > 1 && answer == record) break;
    panels.push_back(table_of(
        results, fmt::format("China's stock at the end of {} by provenance, H100e", year),
        [&](Columns& columns) { stock_columns(columns, year); },
        [&](std::vector<Cell>& row, const VariantRuns& scenario) { stock_cells(row, scenario, year); }));
  }
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
    for (const Cluster cluster : {Cluster::kCampus, Cluster::kFleet, Cluster::kNation}) {
      for (const char* unit : {"", "_chips"}) {
        std::vector<Cell> row{sim::text_cell(scenario.name()),
                              sim::text_cell(chokepoint::kClusterNames[static_cast<std::size_t>(cluster)]),
                              sim::text_cell(*unit == '\0' ? "H100e" : "chips")};
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
