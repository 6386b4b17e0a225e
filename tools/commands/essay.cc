#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "sim/report/words.h"
#include "tools/commands/all.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/batch.h"
#include "tools/study/result_folder.h"
#include "tools/study/source.h"
#include "tools/tables/essay.h"

namespace tools {
namespace {

/// Nine scenarios so often take a minute or two of two processors.
constexpr std::uint64_t kEssayRuns = 80;

/// Leaves the claims that were asked for by name, or all.
void keep_asked(EssayFile& file, const std::vector<std::string>& names) {
  if (names.empty()) return;
  sim::Problems problems;
  const std::vector<std::string> known = file.claims.names();
  for (const std::string& name : names) {
    if (file.claims.find(name) == nullptr)
      problems.add(argument("CLAIM"), fmt::format("no claim '{}'", name), sim::did_you_mean(name, known));
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  std::erase_if(file.claims.entries, [&](const auto& entry) {
    return std::find(names.begin(), names.end(), entry.name) == names.end();
  });
}

void weigh_essay(const StudyOptions& options, int& status) {
  const sim::Format format = format_named(options.format);
  sim::Problems problems;
  EssayFile file = read_essay(options, problems);
  if (problems.empty() && file.claims.empty())
    problems.add(
        {}, "no claims",
        fmt::format("{} has a file essay.yaml with some", shown_path(scenario_folder(options.folder))));
  if (!problems.empty()) throw sim::BadInput(problems);
  keep_asked(file, options.scenarios);
  const Experiments experiments = experiments_of(file, static_cast<int>(options.runs));
  const Results results = run_study(typed_study(options, experiments.variants));
  const sim::Table table = essay_table(results, file, experiments);
  show(with_source(results.record(), {table}), format, options.screen);
  write_results(results, {{"essay", table}});
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_essay(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  options->runs = kEssayRuns;
  declare_study_options(command, *options);
  argument_of(command, "scenario").required(false).described("claims by name (all of them)");
  on_run(command, [options, &status] { weigh_essay(*options, status); });
}

}  // namespace tools
