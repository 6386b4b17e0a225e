#include "tools/study/result_folder.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/experiment/manifest.h"
#include "sim/report/csv.h"
#include "tools/study/source.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Every run of every scenario, a row each, with all measures by year: tidy.
std::string runs_csv(const Results& results) {
  std::string text = "scenario,run,year";
  for (const chokepoint::Measure& measure : chokepoint::measures()) text += fmt::format(",{}", measure.name);
  text += sim::kCsvLineEnd;
  for (const VariantRuns& runs : results.variants()) {
    for (std::size_t run = 0; run < runs.outcomes.size(); ++run) {
      if (!runs.outcomes[run]) continue;
      for (const chokepoint::YearOutcome& year : runs.outcomes[run]->years) {
        text += fmt::format("{},{},{}", sim::csv_text(runs.name()), run, year.year);
        for (const chokepoint::Measure& measure : chokepoint::measures())
          text += fmt::format(",{}", sim::exact_text(measure.count(year)));
        text += sim::kCsvLineEnd;
      }
    }
  }
  return text;
}

std::string in_a_file_name(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

}  // namespace

void write_results(const Study& study, const NamedTables& tables) {
  const StudyOptions& options = study.options;
  if (options.out.empty()) return;
  const fs::path out(options.out);
  for (const auto& [name, table] : tables) {
    sim::write_file_atomically(out / (name + ".csv"), sim::write(table, sim::Format::kCsv));
    sim::write_file_atomically(out / (name + ".md"), sim::write(table, sim::Format::kMarkdown));
    sim::write_file_atomically(out / (name + ".json"), sim::write(table, sim::Format::kJson));
    sim::write_file_atomically(out / (name + ".tex"), sim::write(table, sim::Format::kLatex));
  }
  for (const Variant& variant : study.variants) {
    sim::write_file_atomically(out / fmt::format("scenario-{}.yaml", in_a_file_name(variant.name)),
                               sim::write_yaml(variant.root));
  }
  sim::Manifest manifest;
  manifest.build = study.record.build;
  manifest.seed = options.seed;
  manifest.runs = options.runs;
  manifest.inputs = study.record.inputs;
  manifest.command_line.emplace_back("chokepoint");
  for (const std::string& scenario : options.scenarios) manifest.command_line.push_back(scenario);
  for (const std::string& scenario : options.overrides) manifest.command_line.push_back("--set " + scenario);
  if (!options.until.empty()) manifest.command_line.push_back("--until " + options.until);
  sim::write_file_atomically(out / "manifest.json", sim::write_json(manifest));
}

void write_results(const Results& results, const NamedTables& tables) {
  const StudyOptions& options = results.study().options;
  if (options.out.empty()) return;
  sim::write_file_atomically(fs::path(options.out) / "runs.csv", runs_csv(results));
  NamedTables sourced = tables;
  for (auto& [name, table] : sourced) table = with_source(results.record(), {table}).front();
  write_results(results.study(), sourced);
}

}  // namespace tools
