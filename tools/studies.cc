#include "tools/studies.h"

#include <cmath>
#include <filesystem>
#include <limits>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "sim/analysis/words.h"
#include "sim/engine/parallel.h"
#include "sim/experiment/files.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/progress.h"
#include "tools/scenario_files.h"
#include "tools/scenario_folder.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Every run of every scenario, a row each, with all measures by year: tidy.
std::string runs_csv(const Study& study) {
  std::string text = "scenario,run,year";
  for (const chokepoint::Measure& measure : chokepoint::measures()) text += fmt::format(",{}", measure.name);
  text += "\n";
  for (const ScenarioRuns& scenario : study.scenarios) {
    for (std::size_t run = 0; run < scenario.outcomes.size(); ++run) {
      if (!scenario.outcomes[run]) continue;
      for (const chokepoint::YearOutcome& year : scenario.outcomes[run]->years) {
        text += fmt::format("{},{},{}", scenario.setting.name, run, year.year);
        for (const chokepoint::Measure& measure : chokepoint::measures())
          text += fmt::format(",{}", measure.count(year));
        text += "\n";
      }
    }
  }
  return text;
}

}  // namespace

void declare_study_options(CLI::App& command, StudyOptions& options) {
  command
      .add_option("scenario", options.scenarios, "policy files, or names of policies in the scenarios folder")
      ->required();
  command.add_option("-n,--runs", options.runs, "runs of each scenario")
      ->check(CLI::Range(1, 100000000))
      ->capture_default_str();
  command.add_option("--seed", options.seed, "seed of the study")->capture_default_str();
  command.add_option("--threads", options.threads, "threads; 0 for all")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  command.add_option("--set", options.settings, "path=value laid over every scenario; may be repeated");
  command.add_option("--until", options.until, "last day, as 2026-12-31");
  command.add_flag("--check", options.check, "check conservation every week");
  command.add_option("--format", options.format, "md, csv, json or latex")->capture_default_str();
  command.add_option("--out", options.out, "folder for tables, runs, resolved scenarios and manifest");
  command.add_option("--scenarios", options.folder, "the scenarios folder");
}

std::vector<double> ScenarioRuns::values(const char* measure, int year) const {
  const chokepoint::Measure* found = chokepoint::find_measure(measure);
  std::vector<double> all;
  for (const auto& outcome : outcomes) {
    const chokepoint::YearOutcome* at = outcome ? outcome->year(year) : nullptr;
    all.push_back(at != nullptr ? found->count(*at) : std::numeric_limits<double>::quiet_NaN());
  }
  return all;
}

std::vector<double> ScenarioRuns::good(const char* measure, int year) const {
  std::vector<double> numbers;
  for (const double value : values(measure, year)) {
    if (!std::isnan(value)) numbers.push_back(value);
  }
  return numbers;
}

Study run_study(const StudyOptions& options) {
  const fs::path folder = scenario_folder(options.folder);
  Study study;
  for (chokepoint::Setting& setting :
       load_settings(folder, options.scenarios, options.settings, options.until)) {
    study.scenarios.push_back({std::move(setting), {}, 0});
  }
  // Find out now, not after the runs, whether results can be written.
  if (!options.out.empty()) sim::make_result_folder(options.out);
  const sim::Threads threads(options.threads);
  const sim::InterruptGuard guard;
  const std::size_t total = study.scenarios.size() * options.runs;
  sim::Progress progress(total);
  const auto checks = options.check ? chokepoint::Checks::kEveryWeek : chokepoint::Checks::kOff;
  auto batch = sim::run_batch(
      total,
      [&](std::size_t job) {
        const ScenarioRuns& scenario = study.scenarios[job % study.scenarios.size()];
        return chokepoint::simulate(scenario.setting, sim::Luck{options.seed, job / study.scenarios.size()},
                                    checks);
      },
      progress);
  for (ScenarioRuns& scenario : study.scenarios) scenario.outcomes.resize(options.runs);
  for (std::size_t job = 0; job < total; ++job) {
    study.scenarios[job % study.scenarios.size()].outcomes[job / study.scenarios.size()] =
        std::move(batch.results[job]);
  }
  for (const sim::Failure& failure : batch.failures) {
    ScenarioRuns& scenario = study.scenarios[failure.index % study.scenarios.size()];
    ++scenario.failed;
    spdlog::warn("run {} of {} failed: {}", failure.index / study.scenarios.size(), scenario.setting.name,
                 failure.message);
  }
  study.failures = batch.failures;
  study.interrupted = batch.interrupted;
  return study;
}

sim::Format format_named(const std::string& word) {
  if (word == "md") return sim::Format::kMarkdown;
  if (word == "csv") return sim::Format::kCsv;
  if (word == "json") return sim::Format::kJson;
  if (word == "latex") return sim::Format::kLatex;
  throw CLI::ValidationError("--format",
                             fmt::format("unknown format '{}' (accepted: md, csv, json, latex)", word));
}

std::vector<std::string> run_notes(const Study& study, const StudyOptions& options) {
  std::size_t done = 0;
  for (const ScenarioRuns& scenario : study.scenarios) {
    for (const auto& outcome : scenario.outcomes) done += outcome ? 1 : 0;
  }
  const std::size_t asked = study.scenarios.size() * options.runs;
  std::vector<std::string> notes;
  notes.push_back(fmt::format(
      "{} of {} runs ({} a scenario, seed {}); {} failed. Run k has the same luck in every scenario.", done,
      asked, options.runs, options.seed, study.failures.size()));
  if (study.interrupted)
    notes.emplace_back("Stopped before all runs were done: the table stands on those that were.");
  return notes;
}

void write_results(const StudyOptions& options, const Study& study,
                   const std::vector<std::pair<std::string, sim::Table>>& tables) {
  if (options.out.empty()) return;
  const fs::path out(options.out);
  for (const auto& [name, table] : tables) {
    sim::write_file_atomically(out / (name + ".csv"), sim::write(table, sim::Format::kCsv));
    sim::write_file_atomically(out / (name + ".md"), sim::write(table, sim::Format::kMarkdown));
    sim::write_file_atomically(out / (name + ".json"), sim::write(table, sim::Format::kJson));
    sim::write_file_atomically(out / (name + ".tex"), sim::write(table, sim::Format::kLatex));
  }
  sim::write_file_atomically(out / "runs.csv", runs_csv(study));
  const fs::path folder = scenario_folder(options.folder);
  for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
    sim::Problems none;
    const sim::Node resolved =
        resolve_policy(folder, options.scenarios[i], options.settings, none, options.until);
    sim::write_file_atomically(out / fmt::format("scenario-{}.yaml", study.scenarios[i].setting.name),
                               sim::write_yaml(resolved));
  }
  sim::Manifest manifest;
  manifest.build = sim::this_build();
  manifest.seed = options.seed;
  manifest.runs = options.runs;
  for (const fs::path& file : files_of(folder, options.scenarios)) {
    manifest.inputs.push_back({shown_path(file), sim::hashed(file).hash});
  }
  manifest.command_line.emplace_back("chokepoint");
  for (const std::string& scenario : options.scenarios) manifest.command_line.push_back(scenario);
  for (const std::string& setting : options.settings) manifest.command_line.push_back("--set " + setting);
  if (!options.until.empty()) manifest.command_line.push_back("--until " + options.until);
  sim::write_file_atomically(out / "manifest.json", sim::write_json(manifest));
}

}  // namespace tools
