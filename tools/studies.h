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

/// Options that every command with runs has.
struct StudyOptions {
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
void declare_study_options(CLI::App& command, StudyOptions& options);

/// What the runs of one scenario gave; nothing where a run failed or was not reached.
struct ScenarioRuns {
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
/// runs, with a progress bar on stderr. Run k of every scenario has the same luck.
Study run_study(const StudyOptions& options);

/// The format a word names: md, csv, json, latex; throws CLI::ValidationError.
sim::Format format_named(const std::string& word);

/// What every table says below: runs, failures, what intervals mean.
std::vector<std::string> run_notes(const Study& study, const StudyOptions& options);

/// Writes tables as NAME.csv, .md, .json and .tex, the runs as runs.csv, the resolved scenarios and a
/// manifest.
void write_results(const StudyOptions& options, const Study& study,
                   const std::vector<std::pair<std::string, sim::Table>>& tables);

}  // namespace tools
