// T1, T2 and T5: what scenarios give, differ by, and are made of.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "sim/analysis/contrast.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"
#include "tools/study/study.h"
#include "tools/tables/columns.h"
#include "tools/tables/notes.h"
#include "tools/tables/stock_classes.h"
#include "tools/tables/tables.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;
using sim::Cell;
using sim::Table;

/// A definition of the cluster in one unit.
struct ClusterMeasure {
  const char* measure;
  const char* definition;
  const char* unit;
};
constexpr ClusterMeasure kClusterMeasures[] = {
    {"campus_china", "campus", "H100e"}, {"campus_china_chips", "campus", "chips"},
    {"fleet_china", "fleet", "H100e"},   {"fleet_china_chips", "fleet", "chips"},
    {"nation_china", "nation", "H100e"}, {"nation_china_chips", "nation", "chips"},
    {"abroad_china", "abroad", "H100e"}, {"abroad_china_chips", "abroad", "chips"}};

/// The classes of China's stock, and what stands outside it.
std::vector<StockClassTitle> chips_by_source() {
  std::vector<StockClassTitle> chips(std::begin(kStockClassTitles), std::end(kStockClassTitles));
  chips.push_back({"rented_abroad", "rented abroad"});
  return chips;
}

/// Years of a measure from the one given on; all when none is so late.
std::vector<int> years_from(const Results& results, const char* measure, int first) {
  std::vector<int> years = results.years(measure);
  const auto from = std::find_if(years.begin(), years.end(), [&](int year) { return year >= first; });
  if (from != years.end()) years.erase(years.begin(), from);
  return years;
}

/// The ICD-203 word, or span of words, that the interval of a share of runs allows.
Cell likelihood(const std::vector<double>& values, double million) {
  if (values.empty()) return sim::missing_cell();
  const auto hits =
      std::count_if(values.begin(), values.end(), [&](double value) { return value >= million; });
  return sim::text_cell(sim::likelihood_words(sim::jeffreys(hits, static_cast<long>(values.size()))));
}

}  // namespace

Table scenarios_table(const Results& results, const Question&) {
  const std::vector<int> years = years_from(results, "campus_china", 2026);
  const double million = million_of(results);
  Table table;
  table.title = "Does China reach million-chip clusters?";
  Columns columns(table);
  columns.text("scenario");
  columns.text("definition");
  columns.text("unit");
  for (const int year : years) columns.range(fmt::format("end {}", year), "", fmt::format("end_{}", year));
  for (const int year : years) {
    columns.chance(fmt::format("P {}", year), fmt::format("p_{}", year));
    columns.text(fmt::format("likelihood {}", year));
  }
  table.columns.push_back({"runs", Align::kRight});
  for (const Choice& choice : policies(results)) {
    for (const auto& [measure, definition, unit] : kClusterMeasures) {
      if (results.years(measure).empty()) continue;
      std::vector<Cell> row{choice_cell(results, choice), sim::text_cell(definition), sim::text_cell(unit)};
      const auto values = [&, measure = measure](int year) {
        const Question asked{measure, year, std::nullopt};
        return results.has(asked) ? finite(results.values(choice, asked)) : std::vector<double>{};
      };
      for (const int year : years) add_range(row, values(year));
      for (const int year : years) {
        add_chance(row, values(year), million);
        row.push_back(likelihood(values(year), million));
      }
      row.push_back(sim::number_cell(static_cast<double>(values(years.back()).size()),
                                     fmt::format("{}", values(years.back()).size())));
      table.rows.push_back(std::move(row));
    }
  }
  table.notes = results.notes();
  table.notes.push_back(fmt::format(
      "Campus: China's largest site; fleet: the largest of one Chinese actor, owned or rented; nation: all "
      "that stands in China; abroad: the largest site that a Chinese firm fills, wherever it stands; each in H100e and in chips by count. End of a year: median [5 %–95 % of runs]. "
      "P: share of runs at or above {} of the unit at the end of the year, with its 90 % Jeffreys interval.",
      sim::rounded(million)));
  table.notes.push_back(
      fmt::format("A P below 1 % is not told from 0 by so few runs: {} would tell 1 % to within a fifth, or "
                  "chokepoint rare.",
                  sim::rounded(sim::runs_for_rare(0.01))));
  table.notes.emplace_back(
      "Likelihood words as in ICD 203, those that hold from one end of the 90 % interval of P to the other; "
      "not told: more than three would. They hold given the model and its ranges of belief.");
  for (const sim::StoredScenario& scenario : results.record().scenarios) {
    if (results.is_policy(scenario.name) && !scenario.title.empty())
      table.notes.push_back(fmt::format("{}: {}.", scenario.name, scenario.title));
  }
  mark_repeats(table, 3);
  add_same_notes(table, results);
  return table;
}

Table provenance_table(const Results& results, const Question&) {
  Table table;
  table.title = "Where China's compute comes from";
  Columns columns(table);
  columns.text("scenario");
  table.columns.push_back({"end of", Align::kLeft, "", "year"});  // a key: stands before every block
  const std::vector<StockClassTitle> chips = chips_by_source();
  for (const auto& [measure, title] : chips) {
    if (!results.years(measure).empty()) columns.range(title, "H100e", measure);
  }
  if (!results.years("nation_china").empty()) columns.range("all in China", "H100e", "nation_china");
  for (const Choice& choice : policies(results)) {
    for (const int year : results.years("smuggled")) {
      std::vector<Cell> row{choice_cell(results, choice), sim::count_cell(year)};
      const auto add = [&](const char* measure) {
        if (results.years(measure).empty()) return;
        const Question asked{measure, year, std::nullopt};
        add_range(row, results.has(asked) ? finite(results.values(choice, asked)) : std::vector<double>{});
      };
      for (const auto& [measure, title] : chips) add(measure);
      add("nation_china");
      table.rows.push_back(std::move(row));
    }
  }
  table.notes = results.notes();
  table.notes.emplace_back(
      "H100e at the end of the year: median [5 %–95 % of runs], so parts need not add up. Still legal, "
      "before a ban: by the rules of that day. Rented abroad stands outside China and is no part of all in "
      "China.");
  mark_repeats(table, 2);
  return table;
}

}  // namespace tools
