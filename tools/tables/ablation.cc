#include "tools/tables/ablation.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "models/compute/world_state.h"
#include "models/scenario/mechanisms.h"
#include "sim/input/fields_describe.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/tables/headline.h"
#include "tools/tables/notes.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;

constexpr const char* kWhole = "all mechanisms";

/// One number of the headline.
struct Headline {
  std::string header;
  std::string name;
  std::string measure;
  bool is_chance;  ///< that the measure reaches the million, instead of the measure
};

/// The chance of a million by each definition, then amounts.
const std::vector<Headline>& headlines() {
  static const std::vector<Headline> all = [] {
    std::vector<Headline> list;
    for (const char* definition : chokepoint::kClusterNames)
      list.push_back({fmt::format("P({})", definition), fmt::format("p_{}", definition),
                      fmt::format("{}_china", definition), true});
    list.push_back({"China's stock", "nation_china", "nation_china", false});
    list.push_back({"smuggled in the year", "smuggled_in_year", "smuggled_in_year", false});
    list.push_back({"largest campus", "campus_china", "campus_china", false});
    return list;
  }();
  return all;
}

/// A mechanism and the switch that takes it out.
struct Switch {
  std::string name;
  std::string path;
  std::string says;
};

std::vector<Switch> switches() {
  std::vector<Switch> all;
  for (const sim::FieldRow& row : sim::describe_fields<chokepoint::Mechanisms>("mechanisms")) {
    all.push_back({row.path.substr(row.path.find('.') + 1), row.path, row.says});
  }
  return all;
}

bool in_chips(const VariantRuns& scenario) {
  return scenario.scenario().question.unit == chokepoint::ClusterUnit::kChips;
}

std::vector<double> headline_values(const VariantRuns& scenario, const Headline& headline, int year) {
  if (!headline.is_chance) return scenario.values(headline.measure.c_str(), year);
  const std::string measure = fmt::format("{}{}", headline.measure, in_chips(scenario) ? "_chips" : "");
  std::vector<double> values = scenario.values(measure.c_str(), year);
  for (double& value : values) {
    if (!std::isnan(value)) value = value >= scenario.scenario().million ? 1 : 0;
  }
  return values;
}

void add_difference(std::vector<sim::Cell>& row, const Headline& headline,
                    const sim::PairedDifference& change) {
  if (change.pairs < 2) {
    for (int i = 0; i < 4; ++i) row.push_back(sim::missing_cell());
    return;
  }
  const bool is_none = change.share_better == 0 && change.share_worse == 0;
  const double unit = headline.is_chance ? 100 : 1;
  const sim::Interval ends{unit * change.interval.low, unit * change.interval.high};
  row.push_back(
      sim::text_cell(is_none ? "0" : sim::with_interval(unit * change.mean, ends, sim::Sign::kAlways)));
  for (const double number : {change.mean, change.interval.low, change.interval.high})
    row.push_back(sim::number_cell(number));
}

/// The row of a mechanism and the size by which it is sorted.
struct Row {
  double size = 0;
  std::vector<sim::Cell> cells;
};

Row row_without(const VariantRuns& whole, const VariantRuns& without, const std::string& says, int year) {
  Row row;
  row.cells = {sim::text_cell(without.name()), sim::text_cell(says)};
  for (const Headline& headline : headlines()) {
    const auto [left, right] =
        pair_up(headline_values(whole, headline, year), headline_values(without, headline, year));
    const sim::PairedDifference change = sim::paired_difference(left, right, sim::kLevel);
    if (headline.name == "nation_china" && change.pairs > 0) row.size = std::abs(change.mean);
    add_difference(row.cells, headline, change);
  }
  return row;
}

std::string means_of(const VariantRuns& whole, int year) {
  std::string all;
  for (const Headline& headline : headlines()) {
    const auto [values, same] =
        pair_up(headline_values(whole, headline, year), headline_values(whole, headline, year));
    const double mean = sim::mean_with_interval(values).value;
    all += fmt::format("{}{} {}", all.empty() ? "" : ", ", headline.header,
                       headline.is_chance && !std::isnan(mean) ? sim::percent(mean) : sim::rounded(mean));
  }
  return all;
}

}  // namespace

std::vector<Variant> variants_without(const StudyOptions& options) {
  const std::string& policy = options.scenarios.front();
  std::vector<Variant> variants{{.name = kWhole, .policy = policy}};
  const auto overrides =
      load_scenarios(scenario_folder(options.folder), {policy}, options.overrides, options.until);
  // What is off already cannot be taken out.
  chokepoint::Mechanisms mechanisms = overrides.front().mechanisms;
  std::vector<std::string> on;
  const auto collect = [&](std::string_view name, bool is_on, const sim::Says&) {
    if (is_on) on.emplace_back(name);
  };
  mechanisms.fields(collect);
  for (const Switch& one : switches()) {
    if (std::find(on.begin(), on.end(), one.name) == on.end()) continue;
    variants.push_back(
        {.name = one.name, .policy = policy, .overrides = {fmt::format("{}=false", one.path)}});
  }
  return variants;
}

sim::Table ablation_table(const Results& results) {
  const int year = year_within(results, kAnswerYear);
  const VariantRuns& whole = results.variants().front();
  sim::Table table;
  table.title =
      fmt::format("{}: what it is by the end of {} without one mechanism", whole.scenario().title, year);
  table.columns = {{"without"}, {"off means", Align::kLeft, "", "says", Audience::kPrograms}};
  for (const Headline& headline : headlines()) {
    const char* unit = headline.is_chance ? "points" : "H100e";
    const std::string& name = headline.name;
    table.columns.push_back(
        {headline.header, Align::kRight, unit, name + "_shown", Audience::kPeople, sim::Behind::kError});
    for (const char* end : {"", "_low", "_high"}) {
      table.columns.push_back({name + end, Align::kRight, headline.is_chance ? "probability" : "H100e",
                               name + "_change" + end, Audience::kPrograms});
    }
  }
  const std::vector<Switch> all = switches();
  std::vector<Row> rows;
  for (std::size_t i = 1; i < results.variants().size(); ++i) {
    const VariantRuns& without = results.variants()[i];
    const auto one =
        std::find_if(all.begin(), all.end(), [&](const Switch& s) { return s.name == without.name(); });
    rows.push_back(row_without(whole, without, one == all.end() ? "" : one->says, year));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.size > b.size; });
  for (Row& row : rows) table.rows.push_back(std::move(row.cells));
  table.notes = run_notes(results);
  table.notes.push_back(
      fmt::format("With all mechanisms, mean over runs: {} (H100e).", means_of(whole, year)));
  table.notes.push_back(fmt::format(
      "Change when the mechanism is taken out, mean over runs with the same random draws, with the 90 % t interval "
      "of that mean; sorted by the change of China's stock. 0: not one run changed. P: of at least a million "
      "{}.",
      in_chips(whole) ? "chips" : "H100e"));
  return table;
}

}  // namespace tools
