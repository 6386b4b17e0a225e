#include "tools/tables/reference.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "models/record/ask.h"
#include "models/record/figures.h"
#include "models/record/measures.h"
#include "models/scenario/scenario_input.h"
#include "models/week.h"
#include "sim/experiment/store.h"
#include "sim/input/fields_describe.h"
#include "sim/input/fields_walk.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/file.h"
#include "tools/study/options.h"

namespace tools {
namespace {

using sim::Table;
using sim::text_cell;

sim::Cell bound_cell(double bound) {
  return std::isinf(bound) ? sim::missing_cell("") : sim::number_cell(bound, fmt::format("{}", bound));
}

std::vector<sim::TableColumn> field_columns(const char* first) {
  return {{first},
          {"path"},
          {"type"},
          {"unit"},
          {"least", sim::Align::kRight},
          {"most", sim::Align::kRight},
          {"default"},
          {"meaning"}};
}

void add_fields(Table& table, const std::string& first, const std::vector<sim::FieldRow>& fields) {
  for (const sim::FieldRow& field : fields) {
    table.rows.push_back({text_cell(first), text_cell(field.path), text_cell(field.type),
                          text_cell(field.unit), bound_cell(field.low), bound_cell(field.high),
                          text_cell(field.required ? "required" : field.default_text),
                          text_cell(field.says)});
  }
}

template <class... Kinds>
void add_kinds(Table& table, const std::variant<Kinds...>*) {
  (add_fields(table, Kinds::kKind, sim::describe_fields<Kinds>("")), ...);
}

void add_parameter(Table& table, const std::string& path, const sim::Parameter& parameter,
                   const sim::Says& says) {
  const auto number = [](double value) { return sim::number_cell(value, fmt::format("{}", value)); };
  const bool is_sourced = !parameter.source.empty();
  std::vector<std::string_view> in_view;
  for (const sim::InView what : parameter.in_view) in_view.push_back(enum_name(what));
  table.rows.push_back({text_cell(path), number(parameter.value), number(parameter.low),
                        number(parameter.high),
                        text_cell(parameter.is_fixed() ? "fixed" : std::string(enum_name(parameter.shape))),
                        text_cell(std::string(says.unit)),
                        text_cell(is_sourced ? std::string(enum_name(parameter.confidence)) : ""),
                        text_cell(fmt::format("{}", fmt::join(in_view, ", "))), text_cell(parameter.source),
                        text_cell(std::string(says.says))});
}

}  // namespace

Table fields_table() {
  Table table;
  table.title = "Fields of the files in a scenarios folder";
  table.columns = field_columns("file");
  std::vector<sim::FieldRow> policy = sim::describe_fields<chokepoint::ScenarioInput>("");
  const auto in = [](const sim::FieldRow& field, std::string_view part) {
    return field.path == part || field.path.starts_with(fmt::format("{}.", part));
  };
  const auto add_part = [&](const std::string& file, std::string_view part) {
    std::vector<sim::FieldRow> fields;
    for (const sim::FieldRow& field : policy) {
      if (in(field, part)) fields.push_back(field);
    }
    std::erase_if(policy, [&](const sim::FieldRow& field) { return in(field, part); });
    add_fields(table, file, fields);
  };
  std::vector<sim::FieldRow> regime = sim::describe_fields<chokepoint::Regime>("");
  std::erase_if(regime, [](const sim::FieldRow& field) { return field.path.starts_with("controls."); });
  add_fields(table, "regimes/", regime);
  add_fields(table, "chips.yaml", sim::describe_fields<chokepoint::CatalogueFile>(""));
  add_fields(table, "places.yaml", sim::describe_fields<chokepoint::PlacesFile>(""));
  add_part("supply.yaml", "supply");
  add_part("actors.yaml", "actors");
  add_part("labs.yaml", "labs");
  add_part("priors.yaml", "parameters");
  add_fields(table, "policies/", policy);
  add_fields(table, "studies/", sim::describe_fields<StudyInput>(""));
  table.notes = {
      "Paths are those of --set. A policy may also set any field of the shared files, and `extends` another "
      "policy. Those of supply.yaml, actors.yaml and labs.yaml begin with `supply`, `actors` and `labs` in a "
      "policy, not in the file.",
      "A parameter is a number, or {value, low, high, shape, source, confidence, in_view}; dated values are a list of "
      "{date, value, low, high, source, confidence}. What stands in controls: chokepoint describe controls."};
  return table;
}

std::vector<std::string> paths_to_set() {
  std::vector<std::string> paths;
  for (const sim::FieldRow& field : sim::describe_fields<chokepoint::ScenarioInput>("")) {
    if (field.path.find_first_of("<[") == std::string::npos) paths.push_back(field.path + "=");
  }
  return paths;
}

Table controls_table() {
  Table table;
  table.title = "Kinds of controls and their fields";
  table.columns = field_columns("kind");
  add_kinds(table, static_cast<const chokepoint::Control*>(nullptr));
  return table;
}

void for_each_parameter_of(
    const sim::Node& scenario,
    const std::function<void(const std::string&, const sim::Parameter&, const sim::Says&)>& visit) {
  chokepoint::ScenarioInput input;
  chokepoint::CatalogueFile chips;
  chokepoint::PlacesFile places;
  sim::Problems of_others;  // each reader knows only its own part of the scenario, and all of it was checked
  sim::read(scenario, input, "scenario", of_others);
  sim::read(scenario, chips, "chips", of_others);
  sim::read(scenario, places, "places", of_others);
  sim::for_each_parameter(input, visit);
  sim::for_each_parameter(chips, visit);
  sim::for_each_parameter(places, visit);
}

Table parameters_table(const std::string& folder, const std::string& scenario) {
  sim::Problems problems;
  const auto where = scenario_folder(folder);
  read_scenarios(where, {scenario}, {}, "", problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  Table table = assumptions_table(resolve_policy(where, scenario, {}, problems));
  table.title = fmt::format("Parameters of scenario {}", scenario);
  return table;
}

Table assumptions_table(const sim::Node& scenario) {
  Table table;
  table.title = "What is assumed, where from, and how sure it is";
  table.columns = {{"path"},
                   {"value", sim::Align::kRight},
                   {"low", sim::Align::kRight},
                   {"high", sim::Align::kRight},
                   {"shape"},
                   {"unit"},
                   {"confidence"},
                   {"in view"},
                   {"source"},
                   {"meaning"}};
  for_each_parameter_of(scenario,
                        [&](const std::string& path, const sim::Parameter& parameter, const sim::Says& says) {
                          add_parameter(table, path, parameter, says);
                        });
  table.notes = {"Confidence: A seen in a source, A* arithmetic on such, B recalled, C an estimate.",
                 "In view when the range was set, so that an agreement is no test: the essay, the published "
                 "record (record.yaml).",
                 "lognormal: low and high are the 5 % and 95 % points; otherwise the ends of the range."};
  return table;
}

Table figures_table() {
  Table table;
  table.title = "What follows from inputs and drawn parameters without a run";
  table.columns = {{"figure"}, {"unit"}, {"what it is"}};
  for (const chokepoint::Figure& figure : chokepoint::figures())
    table.rows.push_back({text_cell(figure.name), text_cell(figure.unit), text_cell(figure.says)});
  return table;
}

Table measures_table() {
  Table table;
  table.title = "Measures of a run, for each year";
  table.columns = {{"measure"}, {"unit"}, {"meaning"}};
  for (const chokepoint::Measure& measure : chokepoint::measures()) {
    table.rows.push_back({text_cell(measure.name), text_cell(measure.unit), text_cell(measure.sentence)});
  }
  return table;
}

Table amounts_table() {
  constexpr const char* kKeys[] = {"", "[H20], [NVIDIA]", "[MY]", "[5]"};
  Table table;
  table.title = "Amounts of a run, for figures and questions";
  table.columns = {{"amount"}, {"key"}, {"unit"}, {"over a period"}, {"meaning"}};
  for (const chokepoint::Amount& amount : chokepoint::amounts()) {
    table.rows.push_back({text_cell(amount.name), text_cell(kKeys[static_cast<int>(amount.by)]),
                          text_cell(amount.unit), text_cell(amount.flows ? "sum" : "at its end"),
                          text_cell(amount.sentence)});
  }
  return table;
}

Table questions_table() {
  constexpr const char* kRows[][2] = {
      {"smuggled_h100e(..2025-12-31)", "a measure (describe measures) since the start of the run"},
      {"smuggled_chips_in_year(2025Q2)",
       "a measure of the year, over a quarter, a month or any span instead"},
      {"nation_china(2025-06-30)", "what stands on a day"},
      {"brought_to_china[NVIDIA](2024-04-01..2025-06-30)", "an amount (describe amounts) by its key"},
      {"mean premium(2025-12..2026-01)", "mean, most or least of a measure, looked at every fourth week"},
      {"growth stock[US](2022-12-31..2025-12-31)", "factor a year from the first day to the last"},
      {"doubling_months campus_us(2024-08-31..2026-06-30)", "months in which it doubles at that pace"},
      {"new_us_in_year(2026, no-controls)", "under another policy, with the same random draws: predict only"},
      {"100 * smuggled(2025) / nation_china(2025)", "+ - * / ^, parentheses, log, exp, sqrt, min, max"}};
  Table table;
  table.title = "How figures and questions are written";
  table.columns = {{"expression"}, {"says"}};
  for (const auto& [expression, says] : kRows) table.rows.push_back({text_cell(expression), text_cell(says)});
  table.notes = {
      "A day is 2025-06-30, a month 2025-06, a quarter 2025Q2, a year 2025, a span a..b, everything so far ..b. What "
      "stands is that of the last week that has wholly passed, what flows the sum of the weeks between. `predict` asks "
      "questions.yaml or a column `expression`, a study its `figures`, `evaluate` its --figures."};
  return table;
}

Table store_table() {
  Table table;
  table.title = "Tables and views of a store (results.sqlite)";
  table.columns = {{"table"}, {"column"}, {"unit"}, {"meaning"}};
  for (const sim::StoreColumn& column : sim::store_columns()) {
    table.rows.push_back({text_cell(std::string(column.table)), text_cell(std::string(column.name)),
                          text_cell(std::string(column.unit)), text_cell(std::string(column.says))});
  }
  table.notes = {
      "SQLite: R (RSQLite), Python (sqlite3, pandas.read_sql), DuckDB (ATTACH ... TYPE sqlite) and "
      "LibreOffice open it as it is. The CSV files beside it hold the same."};
  return table;
}

Table week_table() {
  Table table;
  table.title = "A week, in order";
  table.columns = {{"phase"}, {"what happens"}};
  for (const auto& phase : chokepoint::phases_of_a_week())
    table.rows.push_back({text_cell(phase.name), text_cell(phase.sentence)});
  return table;
}

}  // namespace tools
