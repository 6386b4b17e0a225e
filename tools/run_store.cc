#include "tools/run_store.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "models/measures.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/run_key.h"
#include "sim/experiment/store.h"
#include "tools/scenario_files.h"
#include "tools/scenario_folder.h"
#include "tools/study_runner.h"
#include "tools/sweep_command.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// How the command lines of plain runs begin, which tell their stores from those of sweeps.
constexpr const char* kCommand = "chokepoint run";
constexpr const char* kDraft = ".results.sqlite.part";

std::set<int> years_of(const Study& study) {
  std::set<int> years;
  for (const ScenarioRuns& scenario : study.scenarios) {
    for (const auto& outcome : scenario.outcomes) {
      if (!outcome) continue;
      for (const chokepoint::YearOutcome& year : outcome->years) years.insert(year.year);
    }
  }
  return years;
}

/// The study that plain runs are. One run finished at least.
sim::StudyRecord record_of(const StudyOptions& options, const Study& study) {
  sim::StudyRecord record;
  record.name = "run";
  record.title = "Runs of policies";
  record.method = "none";
  record.points = 1;
  record.replicates = static_cast<std::int64_t>(options.runs);
  record.seed = options.seed;
  const std::set<int> years = years_of(study);
  for (const chokepoint::Measure& measure : chokepoint::measures()) {
    for (const int year : years)
      record.outputs.push_back(
          {std::string(measure.name), std::string(measure.unit), std::string(measure.sentence), year});
  }
  std::vector<std::string> names;
  std::vector<std::string> policies;
  for (const ScenarioRuns& scenario : study.scenarios) {
    sim::Problems none;
    record.scenarios.push_back({scenario.setting.name, scenario.setting.title,
                                sim::write_yaml(resolved(options, scenario.version, none)),
                                sim::hash_text(scenario.setting.hash)});
    names.push_back(scenario.setting.name);
    policies.push_back(scenario.version.policy);
  }
  // A study of no design; JSON is YAML.
  record.text =
      nlohmann::json{{"study", record.name},
                     {"title", record.title},
                     {"scenarios", names},
                     {"replicates", options.runs},
                     {"seed", options.seed},
                     {"years", years},
                     {"outcome", {{"measure", "campus_china"}, {"year", std::min(2027, *years.rbegin())}}}}
          .dump(2);
  record.build = sim::this_build();
  for (const fs::path& file : files_of(scenario_folder(options.folder), policies))
    record.inputs.push_back({shown_path(file), sim::hashed(file).hash});
  record.command_line = fmt::format("{} {} -n {} --seed {}", kCommand, fmt::join(options.scenarios, " "),
                                    options.runs, options.seed);
  for (const std::string& set : options.settings) record.command_line += fmt::format(" --set '{}'", set);
  if (!options.until.empty()) record.command_line += fmt::format(" --until {}", options.until);
  return record;
}

/// A run that succeeded, or failed of `error`.
sim::StoredRun stored(const ScenarioRuns& scenario, std::size_t run, const sim::StudyRecord& record,
                      const std::string& error) {
  sim::StoredRun row;
  row.place = {0, scenario.setting.name, static_cast<std::int64_t>(run)};
  row.key = sim::run_key(key_parts(scenario.setting.hash, OtherGuesses::kDrawn, record.seed, run));
  row.error = error;
  if (!scenario.outcomes[run]) return row;
  for (const sim::Output& output : record.outputs) {
    const chokepoint::YearOutcome* year = scenario.outcomes[run]->year(output.year);
    row.values.push_back(year != nullptr ? chokepoint::find_measure(output.measure)->count(*year)
                                         : std::numeric_limits<double>::quiet_NaN());
  }
  return row;
}

/// What a run failed of, in words; empty when it was not reached. Runs are made by number, scenario by scenario.
std::string error_of(const Study& study, std::size_t scenario, std::size_t run) {
  const auto failure = std::find_if(study.failures.begin(), study.failures.end(), [&](const auto& one) {
    return one.index == run * study.scenarios.size() + scenario;
  });
  return failure == study.failures.end() ? "" : failure->message;
}

}  // namespace

void require_no_sweep_in(const StudyOptions& options) {
  const fs::path file = fs::path(options.out) / kStoreFile;
  if (options.out.empty() || !fs::exists(file)) return;
  const sim::Store there = sim::Store::read(file);
  if (!there.study().command_line.starts_with(fmt::format("{} ", kCommand)))
    throw sim::StoreError(fmt::format("'{}' holds the results of the study {}: give the runs another --out",
                                      options.out, there.study().name));
}

void store_runs(const StudyOptions& options, const Study& study) {
  if (options.out.empty() || years_of(study).empty()) return;
  const fs::path folder(options.out);
  const fs::path draft = folder / kDraft;
  fs::remove(draft);
  const sim::StudyRecord record = record_of(options, study);
  {
    sim::Store store = sim::Store::open_for(draft, record);
    const std::vector<sim::StoredPoint> only{{0, {}, {}}};
    store.add_points(only);
    for (std::size_t at = 0; at < study.scenarios.size(); ++at) {
      const ScenarioRuns& scenario = study.scenarios[at];
      for (std::size_t run = 0; run < scenario.outcomes.size(); ++run) {
        const std::string error = scenario.outcomes[run] ? "" : error_of(study, at, run);
        if (scenario.outcomes[run] || !error.empty()) store.add(stored(scenario, run, record, error));
      }
    }
    store.flush();
  }
  fs::rename(draft, folder / kStoreFile);
}

}  // namespace tools
