#include "tools/study/studies.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "sim/analysis/csv.h"
#include "sim/analysis/words.h"
#include "sim/engine/parallel.h"
#include "sim/experiment/files.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/progress.h"
#include "tools/console/number_options.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/kept_runs.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Every run of every scenario, a row each, with all measures by year: tidy.
std::string runs_csv(const Study& study) {
  std::string text = "scenario,run,year";
  for (const chokepoint::Measure& measure : chokepoint::measures()) text += fmt::format(",{}", measure.name);
  text += sim::kCsvLineEnd;
  for (const ScenarioRuns& scenario : study.scenarios) {
    for (std::size_t run = 0; run < scenario.outcomes.size(); ++run) {
      if (!scenario.outcomes[run]) continue;
      for (const chokepoint::YearOutcome& year : scenario.outcomes[run]->years) {
        text += fmt::format("{},{},{}", sim::csv_text(scenario.setting.name), run, year.year);
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

std::uint64_t runs_of(const StudyOptions& options, const Version& version) {
  return version.runs > 0 ? version.runs : options.runs;
}

sim::Node resolved(const StudyOptions& options, const Version& version, sim::Problems& problems) {
  std::vector<std::string> settings = options.settings;
  settings.insert(settings.end(), version.settings.begin(), version.settings.end());
  sim::Node root = resolve_policy(scenario_folder(options.folder), version.policy, settings, problems,
                                  version.until.empty() ? options.until : version.until);
  if (version.over.kind != sim::Node::Kind::kMap) return root;
  sim::Node over = version.over;
  if (root.partial) sim::mark_partial(over);
  return sim::merge(std::move(root), over);
}

void declare_world_options(CLI::App& command, StudyOptions& options) {
  command.add_option("--set", options.settings, "path=value laid over every scenario; may be repeated");
  add_whole(command, "--threads", options.threads, "threads; 0 for all that may be used", 0, 4096)
      ->default_str("0");
  command.add_option("--scenarios", options.folder, "the scenarios folder");
}

void declare_study_options(CLI::App& command, StudyOptions& options) {
  options.command = command.get_name();
  command
      .add_option("scenario", options.scenarios, "policy files, or names of policies in the scenarios folder")
      ->required();
  add_whole<std::uint64_t>(command, "-n,--runs", options.runs, "runs of each scenario", 1, 100000000)
      ->default_str(fmt::format("{}", options.runs));
  add_whole(command, "--seed", options.seed, "seed of the study")
      ->default_str(fmt::format("{}", options.seed));
  declare_world_options(command, options);
  command.add_option("--until", options.until, "last day, as 2026-12-31");
  command.add_flag("--check", options.check, "check conservation every week");
  command.add_option("--format", options.format, "md, csv, json, latex or html")->capture_default_str();
  command.add_option(
      "--out", options.out,
      "folder for tables, runs, resolved scenarios and manifest; runs that are there are kept");
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

namespace {

/// Everything that one run is started with.
struct Job {
  std::size_t scenario;
  std::uint64_t run;
};

/// The runs that are not there yet, by run number, so that a study that is stopped has pairs.
std::vector<Job> jobs_of(const Study& study) {
  std::vector<Job> jobs;
  std::uint64_t most = 0;
  for (const ScenarioRuns& scenario : study.scenarios)
    most = std::max<std::uint64_t>(most, scenario.outcomes.size());
  for (std::uint64_t run = 0; run < most; ++run) {
    for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
      const auto& outcomes = study.scenarios[i].outcomes;
      if (run < outcomes.size() && !outcomes[run]) jobs.push_back({i, run});
    }
  }
  return jobs;
}

/// Found out before the runs: tables are of whole years.
void require_a_whole_year(const Study& study) {
  const bool has_year =
      std::any_of(study.scenarios.begin(), study.scenarios.end(), [](const ScenarioRuns& scenario) {
        const sim::Calendar& calendar = scenario.setting.calendar;
        return calendar.date_of(calendar.weeks).year() > calendar.first.year();
      });
  if (!study.scenarios.empty() && !has_year)
    refuse_input(argument("--until"), "no run reaches the end of a year",
                 "run longer, for example --until 2024-12-31");
}

void run_all(Study& study, const StudyOptions& options) {
  require_a_whole_year(study);
  // Found out now, not after the runs, whether results can be written.
  std::optional<KeptRuns> kept;
  if (!options.out.empty()) kept.emplace(options, study);
  for (ScenarioRuns& scenario : study.scenarios) {
    scenario.outcomes.resize(runs_of(options, scenario.version));
    for (std::uint64_t run = 0; kept && run < scenario.outcomes.size(); ++run)
      scenario.outcomes[run] = kept->take(scenario, run);
  }
  const sim::Threads threads(options.threads);
  const sim::InterruptGuard guard;
  const std::vector<Job> jobs = jobs_of(study);
  sim::Progress progress(jobs.size());
  const auto checks = options.check ? chokepoint::Checks::kEveryWeek : chokepoint::Checks::kOff;
  auto batch = sim::run_batch(
      jobs.size(),
      [&](std::size_t job) {
        if (kept && kept->is_broken()) throw std::runtime_error("the store cannot be written");
        const ScenarioRuns& scenario = study.scenarios[jobs[job].scenario];
        chokepoint::RunOutcome outcome;
        try {
          outcome = chokepoint::simulate(scenario.setting, sim::Luck{options.seed, jobs[job].run}, checks,
                                         scenario.version.guesses);
        } catch (const std::exception& error) {
          if (kept) kept->add_failure(scenario, jobs[job].run, error.what());
          throw;
        }
        if (kept) kept->add(scenario, jobs[job].run, outcome);
        return outcome;
      },
      progress);
  if (kept) kept->flush();
  for (std::size_t job = 0; job < jobs.size(); ++job)
    study.scenarios[jobs[job].scenario].outcomes[jobs[job].run] = std::move(batch.results[job]);
  for (const sim::Failure& failure : batch.failures) {
    const Job& job = jobs[failure.index];
    ScenarioRuns& scenario = study.scenarios[job.scenario];
    ++scenario.failed;
    spdlog::warn("run {} of {} failed: {}", job.run, scenario.setting.name, failure.message);
  }
  study.failures = batch.failures;
  study.interrupted = batch.interrupted;
}

}  // namespace

Study run_study(const StudyOptions& options) {
  const fs::path folder = scenario_folder(options.folder);
  Study study;
  auto settings = load_settings(folder, options.scenarios, options.settings, options.until);
  for (std::size_t i = 0; i < settings.size(); ++i) {
    Version version{.name = settings[i].name, .policy = options.scenarios[i]};
    study.scenarios.push_back({std::move(version), std::move(settings[i]), {}, 0});
  }
  run_all(study, options);
  return study;
}

std::vector<chokepoint::Setting> read_versions(const StudyOptions& options,
                                               const std::vector<Version>& versions,
                                               sim::Problems& problems) {
  const std::vector<sim::Node> regimes = read_regime_files(scenario_folder(options.folder), problems);
  std::vector<chokepoint::Setting> settings;
  for (const Version& version : versions) {
    settings.push_back(chokepoint::read_setting(resolved(options, version, problems), regimes, problems));
    settings.back().name = version.name;
  }
  return settings;
}

Study run_versions(const StudyOptions& options, const std::vector<Version>& versions) {
  sim::Problems problems;
  auto settings = read_versions(options, versions, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  Study study;
  for (std::size_t i = 0; i < versions.size(); ++i)
    study.scenarios.push_back({versions[i], std::move(settings[i]), {}, 0});
  run_all(study, options);
  return study;
}

Pairs pair_up(const std::vector<double>& left, const std::vector<double>& right) {
  Pairs pairs;
  for (std::size_t run = 0; run < std::min(left.size(), right.size()); ++run) {
    if (std::isnan(left[run]) || std::isnan(right[run])) continue;
    pairs.left.push_back(left[run]);
    pairs.right.push_back(right[run]);
  }
  return pairs;
}

int year_within(const Study& study, int wanted) {
  int last = 0;
  for (const ScenarioRuns& scenario : study.scenarios) {
    for (const auto& outcome : scenario.outcomes) {
      if (outcome && !outcome->years.empty()) last = std::max(last, outcome->years.back().year);
    }
  }
  if (last == 0) throw std::runtime_error("no run was finished: there is nothing to show");
  return std::min(wanted, last);
}

std::optional<int> same_until(const Study& study, std::size_t scenario) {
  const auto& first = study.scenarios.front().outcomes;
  const auto& other = study.scenarios[scenario].outcomes;
  int last = 0;
  int differs = std::numeric_limits<int>::max();
  for (std::size_t run = 0; run < std::min(first.size(), other.size()); ++run) {
    if (!first[run] || !other[run]) continue;
    for (const chokepoint::YearOutcome& year : first[run]->years) {
      const chokepoint::YearOutcome* same = other[run]->year(year.year);
      if (same == nullptr) continue;
      const auto is_same = [&](const chokepoint::Measure& measure) {
        const double a = measure.count(year);
        const double b = measure.count(*same);
        return a == b || (std::isnan(a) && std::isnan(b));
      };
      last = std::max(last, year.year);
      const auto& all = chokepoint::measures();
      if (!std::all_of(all.begin(), all.end(), is_same)) differs = std::min(differs, year.year);
    }
  }
  // What differs once may come to be equal again by chance: only years before count.
  if (last == 0) return std::nullopt;
  int until = 0;
  for (const auto& outcome : first) {
    if (!outcome) continue;
    for (const chokepoint::YearOutcome& year : outcome->years) {
      if (year.year < differs && year.year <= last) until = std::max(until, year.year);
    }
  }
  return until == 0 ? std::nullopt : std::optional(until);
}

std::string same_words(const std::string& scenario, const std::string& first, int until, bool is_all) {
  return is_all ? fmt::format("{}: as {} in every run, throughout.", scenario, first)
                : fmt::format("{}: as {} in every run until the end of {}.", scenario, first, until);
}

void add_same_notes(sim::Table& table, const Study& study) {
  for (std::size_t s = 1; s < study.scenarios.size(); ++s) {
    const std::optional<int> until = same_until(study, s);
    if (!until) continue;
    const bool is_all = *until >= year_within(study, std::numeric_limits<int>::max());
    table.notes.push_back(
        same_words(study.scenarios[s].setting.name, study.scenarios.front().setting.name, *until, is_all));
  }
}

sim::Format format_named(const std::string& word) {
  if (word == "md") return sim::Format::kMarkdown;
  if (word == "csv") return sim::Format::kCsv;
  if (word == "json") return sim::Format::kJson;
  if (word == "latex") return sim::Format::kLatex;
  if (word == "html") return sim::Format::kHtml;
  throw CLI::ValidationError("--format",
                             fmt::format("unknown format '{}' (accepted: md, csv, json, latex, html)", word));
}

std::vector<std::string> run_notes(const Study& study, const StudyOptions& options) {
  std::size_t done = 0;
  std::size_t asked = 0;
  for (const ScenarioRuns& scenario : study.scenarios) {
    for (const auto& outcome : scenario.outcomes) done += outcome ? 1 : 0;
    asked += scenario.outcomes.size();
  }
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
  const bool has_runs = std::any_of(study.scenarios.begin(), study.scenarios.end(),
                                    [](const ScenarioRuns& scenario) { return !scenario.outcomes.empty(); });
  if (has_runs) sim::write_file_atomically(out / "runs.csv", runs_csv(study));
  const fs::path folder = scenario_folder(options.folder);
  std::vector<std::string> policies;
  for (const ScenarioRuns& scenario : study.scenarios) {
    const Version& version = scenario.version;
    sim::Problems none;
    sim::write_file_atomically(out / fmt::format("scenario-{}.yaml", in_a_file_name(version.name)),
                               sim::write_yaml(resolved(options, version, none)));
    policies.push_back(version.policy);
  }
  sim::Manifest manifest;
  manifest.build = sim::this_build();
  manifest.seed = options.seed;
  manifest.runs = options.runs;
  for (const fs::path& file : files_of(folder, policies)) {
    manifest.inputs.push_back({shown_path(file), sim::hashed(file).hash});
  }
  manifest.command_line.emplace_back("chokepoint");
  for (const std::string& scenario : options.scenarios) manifest.command_line.push_back(scenario);
  for (const std::string& setting : options.settings) manifest.command_line.push_back("--set " + setting);
  if (!options.until.empty()) manifest.command_line.push_back("--until " + options.until);
  sim::write_file_atomically(out / "manifest.json", sim::write_json(manifest));
}

}  // namespace tools
