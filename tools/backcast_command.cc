#include "tools/backcast_command.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "sim/analysis/statistics.h"
#include "sim/analysis/words.h"
#include "sim/input/fields.h"
#include "tools/scenario_folder.h"
#include "tools/studies.h"

namespace tools {
namespace {

/// One published figure.
struct Target {
  static constexpr const char* kName = "figure";
  std::string says;
  sim::Reference measure;
  sim::Date date;
  std::optional<double> low;
  double value = 0;
  std::optional<double> high;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("says", says, {.says = "what the figure is", .required = true});
    visit("measure", measure, {.says = "the measure it is set beside", .required = true});
    visit("date", date, {.says = "day it speaks of, or the end of the year of a flow", .required = true});
    visit("low", low, {.says = "low end as published", .low = 0});
    visit("value", value, {.says = "the figure", .low = 0, .required = true});
    visit("high", high, {.says = "high end as published", .low = 0});
    visit("source", source, {.says = "who published it", .required = true});
    visit("confidence", confidence, {.says = "how sure it is", .required = true});
  }
};

struct RecordFile {
  sim::Named<Target> record;

  template <class Visit>
  void fields(Visit& visit) {
    visit("record", record, {.says = "published figures", .required = true});
  }
};

RecordFile read_record(const std::filesystem::path& file) {
  sim::Problems problems;
  RecordFile record;
  sim::read(sim::read_yaml(file, shown_path(file), problems), record, "the record", problems);
  std::vector<std::string> names;
  for (const chokepoint::Measure& measure : chokepoint::measures()) names.emplace_back(measure.name);
  for (const auto& target : record.record) {
    if (chokepoint::find_measure(target.value.measure.name) == nullptr) {
      problems.add(target.value.measure.at, fmt::format("unknown measure '{}'", target.value.measure.name),
                   sim::did_you_mean(target.value.measure.name, names));
    }
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  return record;
}

/// What each run gives for a figure: a flow of its year, or what stood on its day.
std::vector<double> model_values(const ScenarioRuns& scenario, const Target& target) {
  const chokepoint::Measure& measure = *chokepoint::find_measure(target.measure.name);
  const int week = scenario.setting.calendar.last_week_ended_by(target.date);
  std::vector<double> values;
  for (const auto& outcome : scenario.outcomes) {
    if (!outcome) continue;
    const chokepoint::YearOutcome* year = outcome->year(target.date.year());
    const chokepoint::Standing* standing = outcome->standing(week);
    if (year == nullptr || standing == nullptr) continue;
    chokepoint::YearOutcome on_day = *year;
    on_day.end = *standing;
    values.push_back(measure.count(on_day));
  }
  return values;
}

std::string published(const Target& target) {
  if (target.low && target.high) return sim::with_range(target.value, *target.low, *target.high, 3);
  return sim::rounded(target.value, 3);
}

/// One row: the model's spread beside the published figure.
std::vector<sim::Cell> row_of(const std::string& name, const Target& target,
                              const std::vector<double>& values) {
  const sim::Spread spread = sim::spread(values);
  const double ratio = spread.median / target.value;
  const double low = target.low.value_or(target.value);
  const double high = target.high.value_or(target.value);
  const bool overlaps = spread.low <= high && low <= spread.high;
  std::vector<sim::Cell> row;
  row.push_back(sim::text_cell(target.says));
  row.push_back(sim::text_cell(target.date.iso()));
  row.push_back({published(target), name});
  for (const double end : {target.value, low, high}) row.push_back(sim::number_cell(end));
  row.push_back(sim::text_cell(sim::with_range(spread, 3)));
  for (const double end : {spread.median, spread.low, spread.high}) row.push_back(sim::number_cell(end));
  row.push_back(sim::number_cell(ratio, fmt::format("{:.2f}", ratio)));
  row.push_back(sim::text_cell(ratio >= 0.5 && ratio <= 2 ? "yes" : "no"));
  row.push_back(sim::text_cell(overlaps ? "yes" : "no"));
  // Log-scale CRPS; one chip is added to both sides so that a zero has a logarithm.
  const double crps = sim::crps_log(values, target.value, 1);
  row.push_back(sim::number_cell(crps, fmt::format("{:.2f}", crps)));
  row.push_back(sim::text_cell(target.source));
  return row;
}

sim::Table record_table(const Study& study, const StudyOptions& options, const RecordFile& record) {
  using sim::Align;
  using sim::Audience;
  sim::Table table;
  table.title = fmt::format("{} beside the published record", study.scenarios.front().setting.name);
  table.columns = {{"figure"},
                   {"date"},
                   {"published", Align::kRight, "", "id"},
                   {"published value", Align::kRight, "", "published", Audience::kPrograms},
                   {"published low", Align::kRight, "", "published_low", Audience::kPrograms},
                   {"published high", Align::kRight, "", "published_high", Audience::kPrograms},
                   {"model", Align::kRight, "", "model_shown", Audience::kPeople},
                   {"model median", Align::kRight, "", "model", Audience::kPrograms},
                   {"model 5 %", Align::kRight, "", "model_p5", Audience::kPrograms},
                   {"model 95 %", Align::kRight, "", "model_p95", Audience::kPrograms},
                   {"model/published", Align::kRight, "", "ratio"},
                   {"within x2", Align::kLeft, "", "within_factor_two"},
                   {"overlap", Align::kLeft, "", "overlap"},
                   {"log CRPS", Align::kRight, "", "crps_log"},
                   {"source", Align::kLeft, "", "source", Audience::kPrograms}};
  int within = 0;
  int overlapping = 0;
  int rows = 0;
  for (const auto& target : record.record) {
    const std::vector<double> values = model_values(study.scenarios.front(), target.value);
    if (values.empty()) continue;
    table.rows.push_back(row_of(target.name, target.value, values));
    ++rows;
    within += table.rows.back()[11].text == "yes" ? 1 : 0;
    overlapping += table.rows.back()[12].text == "yes" ? 1 : 0;
  }
  table.notes = run_notes(study, options);
  table.notes.push_back(
      fmt::format("{} of {} medians within a factor of two of the published figure; {} of {} 5-95 % ranges "
                  "overlap the published range.",
                  within, rows, overlapping, rows));
  table.notes.emplace_back(
      "Model: median over runs (5 %-95 %), guesses drawn from their ranges. No fit was run, but capacities, "
      "roadmaps and "
      "site power up to 2024 are inputs taken from such records, and spending, opening stocks and the share "
      "on the main "
      "site were guessed with the record in view.");
  return table;
}

void backcast(const StudyOptions& options, int& status) {
  const sim::Format format = format_named(options.format);
  const RecordFile record = read_record(scenario_folder(options.folder) / "record.yaml");
  const Study study = run_study(options);
  const sim::Table table = record_table(study, options, record);
  fmt::print("{}", sim::write(table, format));
  write_results(options, study, {{"record", table}});
  status = study.interrupted ? 130 : study.failures.empty() ? 0 : 1;
}

}  // namespace

void declare_backcast(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  command.callback([options, &status] {
    if (options->until.empty()) options->until = "2024-12-31";
    backcast(*options, status);
  });
}

}  // namespace tools
