// Running scenarios many times: what run, compare and backcast share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "models/run.h"
#include "models/setting.h"
#include "sim/analysis/table.h"
#include "sim/experiment/batch.h"

namespace tools {

/// Options of the commands that run something.
struct StudyOptions {
  std::string command;  ///< that they are of: "run"
  std::vector<std::string> scenarios;
  std::string folder;                 ///< of scenarios; empty: the usual one
  std::vector<std::string> settings;  ///< --set path=value
  std::uint64_t runs = 100;
  std::uint64_t seed = 1;
  int threads = 0;
  std::string until;
  bool check = false;
  std::string format = "md";
  std::string out;
};
/// Those that all of them have: what is set, with how many threads, and where scenarios are.
void declare_world_options(CLI::App& command, StudyOptions& options);
/// Those of the commands that run scenarios many times.
void declare_study_options(CLI::App& command, StudyOptions& options);

/// A version of a policy that a study runs beside others: the policy with more settings laid over it.
struct Version {
  std::string name;                     ///< in tables
  std::string policy;                   ///< name or file, as on the command line
  std::vector<std::string> settings{};  ///< path=value, after those of the command line
  sim::Node over{};                     ///< a difference laid over all that; nothing: none
  std::string until{};                  ///< last day; empty: as on the command line
  std::uint64_t runs = 0;               ///< 0: as on the command line
  chokepoint::Guesses guesses = chokepoint::Guesses::kDrawn;
};

/// How often a version is run.
std::uint64_t runs_of(const StudyOptions& options, const Version& version);

/// A version as one tree.
sim::Node resolved(const StudyOptions& options, const Version& version, sim::Problems& problems);

/// What the runs of one scenario gave; nothing where a run failed or was not reached.
struct ScenarioRuns {
  Version version;
  chokepoint::Setting setting;
  std::vector<std::optional<chokepoint::RunOutcome>> outcomes;
  std::size_t failed = 0;

  /// A number of every run that has the year, by run; NaN where it has not.
  std::vector<double> values(const char* measure, int year) const;
  /// Those that are numbers.
  std::vector<double> good(const char* measure, int year) const;
};

struct Study {
  std::vector<ScenarioRuns> scenarios;
  std::vector<sim::Failure> failures;
  bool interrupted = false;
};

/// Loads all scenarios (every problem at once, over all files), runs them in parallel over scenarios and
/// runs, with a progress bar on stderr. Run k of every scenario has the same luck. Where there is a folder of results,
/// runs are kept in its store as they finish, and those that are there are not run again (kept_runs.h).
Study run_study(const StudyOptions& options);

/// The same for versions of policies, each under its own name.
Study run_versions(const StudyOptions& options, const std::vector<Version>& versions);

/// Reads versions into settings, and adds every problem of all of them.
std::vector<chokepoint::Setting> read_versions(const StudyOptions& options,
                                               const std::vector<Version>& versions, sim::Problems& problems);

/// The runs that both of two scenarios finished, side by side.
struct Pairs {
  std::vector<double> left;
  std::vector<double> right;
};
Pairs pair_up(const std::vector<double>& left, const std::vector<double>& right);

/// The last whole year up to the wanted one that the runs have. Throws std::runtime_error when no run was finished.
int year_within(const Study& study, int wanted);

/// The last year up to which a scenario's runs are those of the first one in every measure; nothing when the
/// first year differs already, or no run of both is there.
std::optional<int> same_until(const Study& study, std::size_t scenario);
/// A note for each scenario that repeats the first one for a while, or throughout.
void add_same_notes(sim::Table& table, const Study& study);
std::string same_words(const std::string& scenario, const std::string& first, int until, bool is_all);

/// The format a word names: md, csv, json, latex, html; throws CLI::ValidationError.
sim::Format format_named(const std::string& word);

/// What every table says below: runs, failures, what intervals mean.
std::vector<std::string> run_notes(const Study& study, const StudyOptions& options);

/// Writes tables as NAME.csv, .md, .json and .tex, the runs as runs.csv where there are any, the
/// resolved scenarios and a manifest.
void write_results(const StudyOptions& options, const Study& study,
                   const std::vector<std::pair<std::string, sim::Table>>& tables);

}  // namespace tools
