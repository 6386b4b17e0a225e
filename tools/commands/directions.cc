#include "tools/commands/all.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/batch.h"
#include "tools/study/result_folder.h"
#include "tools/study/source.h"
#include "tools/tables/directions.h"

namespace tools {
namespace {

/// The directions that were asked for by name, or all.
DirectionsFile only(DirectionsFile file, const std::vector<std::string>& names) {
  if (names.empty()) return file;
  sim::Problems problems;
  const std::vector<std::string> known = file.directions.names();
  for (const std::string& name : names) {
    if (file.directions.find(name) == nullptr)
      problems.add(argument("DIRECTION"), fmt::format("no direction '{}'", name),
                   sim::did_you_mean(name, known));
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  std::erase_if(file.directions.entries, [&](const auto& entry) {
    return std::find(names.begin(), names.end(), entry.name) == names.end();
  });
  return file;
}

/// `runs`: of every direction; 0: as the file says.
void try_directions(const StudyOptions& options, int runs, int& status) {
  const sim::Format format = format_named(options.format);
  sim::Problems problems;
  const DirectionsFile all = read_directions(options, problems);
  if (problems.empty() && all.directions.empty())
    problems.add(
        {}, "no directions",
        fmt::format("{} has a file directions.yaml with some", shown_path(scenario_folder(options.folder))));
  if (!problems.empty()) throw sim::BadInput(problems);
  DirectionsFile file = only(all, options.scenarios);
  if (runs > 0) {
    for (auto& entry : file.directions) entry.value.runs = runs;
  }
  const Experiments experiments = experiments_of(file);
  const Results results = run_study(typed_study(options, experiments.variants));
  const sim::Table table = directions_table(results, file, experiments);
  show(with_source(results.record(), {table}), format, options.screen);
  write_results(results, {{"directions", table}});
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_directions(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  argument_of(command, "scenario").required(false).described("directions by name (all of them)");
  const Argument runs = argument_of(command, "--runs");
  on_run(command, [options, runs, &status] {
    try_directions(*options, runs.is_given() ? static_cast<int>(options->runs) : 0, status);
  });
}

}  // namespace tools
