#include "tools/study/kept_runs.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "models/measures.h"
#include "models/outcome_bytes.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/run_key.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/result_store.h"
#include "tools/study/runner.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

std::set<int> years_of(const Study& study) {
  std::set<int> years;
  for (const ScenarioRuns& scenario : study.scenarios) {
    const sim::Calendar& calendar = scenario.setting.calendar;
    const sim::Date last = calendar.date_of(calendar.weeks).plus_days(6);
    for (int year = calendar.first.year(); last >= sim::Date::of(year, 12, 31); ++year) years.insert(year);
  }
  return years;
}

std::string command_line(const StudyOptions& options) {
  std::string line =
      fmt::format("chokepoint {}{}{} -n {} --seed {}", options.command, options.scenarios.empty() ? "" : " ",
                  fmt::join(options.scenarios, " "), options.runs, options.seed);
  for (const std::string& set : options.settings) line += fmt::format(" --set '{}'", set);
  if (!options.until.empty()) line += fmt::format(" --until {}", options.until);
  return line;
}

/// The study that plain runs are.
sim::StudyRecord record_of(const StudyOptions& options, const Study& study) {
  sim::StudyRecord record;
  record.name = options.command;
  record.title = "Runs of policies";
  record.method = "none";
  record.points = 1;
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
    record.scenarios.push_back({scenario.version.name, scenario.setting.title,
                                sim::write_yaml(resolved(options, scenario.version, none)),
                                sim::hash_text(scenario.setting.hash)});
    names.push_back(scenario.version.name);
    policies.push_back(scenario.version.policy);
    record.replicates =
        std::max(record.replicates, static_cast<std::int64_t>(runs_of(options, scenario.version)));
  }
  // A study of no design; JSON is YAML.
  record.text =
      nlohmann::json{{"study", record.name},
                     {"title", record.title},
                     {"scenarios", names},
                     {"replicates", record.replicates},
                     {"seed", options.seed},
                     {"years", years},
                     {"outcome", {{"measure", "campus_china"}, {"year", std::min(2027, *years.rbegin())}}}}
          .dump(2);
  record.build = sim::this_build();
  for (const fs::path& file : files_of(scenario_folder(options.folder), policies))
    record.inputs.push_back({shown_path(file), sim::hashed(file).hash});
  record.command_line = command_line(options);
  return record;
}

/// A folder's tables are of one command, and of all the policies in it.
sim::Store open_for(const StudyOptions& options, const sim::StudyRecord& record) {
  const fs::path file = fs::path(options.out) / kStoreFile;
  if (fs::exists(file)) {
    std::optional<sim::Store> there;
    try {
      there = sim::Store::read(file);
    } catch (const sim::StoreError&) {
      // What is wrong with it is said when it is opened to be written, which mends what can be mended.
    }
    if (there) {
      const sim::StudyRecord& was = there->study();
      const std::string line = was.command_line.substr(0, was.command_line.find(" -n "));
      const auto is_asked = [&](const sim::StoredScenario& scenario) {
        return std::any_of(record.scenarios.begin(), record.scenarios.end(),
                           [&](const sim::StoredScenario& now) { return now.name == scenario.name; });
      };
      if (was.name != record.name || was.method != record.method ||
          !std::all_of(was.scenarios.begin(), was.scenarios.end(), is_asked))
        throw sim::OtherStudy(
            fmt::format("'{}' holds the results of '{}': give the runs another --out", options.out, line));
    }
  }
  return open_results(
      options.out, record,
      [](std::int64_t point) {
        return sim::StoredPoint{point, {}, {}};
      },
      Mixing::kRefused);
}

}  // namespace

KeptRuns::KeptRuns(const StudyOptions& options, const Study& study)
    : record_(record_of(options, study)), store_(open_for(options, record_)) {
  for (sim::StoredRun& run : store_.runs()) {
    if (run.error.empty()) there_.emplace(run.place, std::move(run));
  }
}

std::optional<chokepoint::RunOutcome> KeptRuns::take(const ScenarioRuns& scenario, std::uint64_t run) {
  const sim::StoredRun wanted = stored(scenario, run);
  auto found = there_.extract(wanted.place);
  if (found.empty()) return std::nullopt;
  if (found.mapped().key != wanted.key)
    throw sim::OtherStudy(fmt::format("run {} of {} is there with other inputs: give the runs another --out",
                                      run, scenario.version.name));
  return chokepoint::outcome_of_bytes(found.mapped().detail);
}

void KeptRuns::add(const ScenarioRuns& scenario, std::uint64_t run, const chokepoint::RunOutcome& outcome) {
  sim::StoredRun kept = stored(scenario, run);
  for (const sim::Output& output : record_.outputs) {
    const chokepoint::YearOutcome* year = outcome.year(output.year);
    kept.values.push_back(year != nullptr ? chokepoint::find_measure(output.measure)->count(*year)
                                          : std::numeric_limits<double>::quiet_NaN());
  }
  kept.detail = chokepoint::bytes_of(outcome);
  add(std::move(kept));
}

void KeptRuns::add_failure(const ScenarioRuns& scenario, std::uint64_t run, const std::string& error) {
  sim::StoredRun kept = stored(scenario, run);
  kept.error = error;
  add(std::move(kept));
}

sim::StoredRun KeptRuns::stored(const ScenarioRuns& scenario, std::uint64_t run) const {
  sim::StoredRun row;
  row.place = {0, scenario.version.name, static_cast<std::int64_t>(run)};
  const OtherGuesses guesses =
      scenario.version.guesses == chokepoint::Guesses::kDrawn ? OtherGuesses::kDrawn : OtherGuesses::kCentral;
  row.key = sim::run_key(key_parts(scenario.setting.hash, guesses, record_.seed, run));
  return row;
}

void KeptRuns::add(sim::StoredRun run) {
  try {
    store_.add(std::move(run));
  } catch (...) {
    is_broken_ = true;
    throw;
  }
}

}  // namespace tools
