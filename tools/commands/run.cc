#include "tools/commands/all.h"

#include <algorithm>
#include <memory>

#include "sim/engine/parallel.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/batch.h"
#include "tools/study/result_folder.h"
#include "tools/tables/headline.h"
#include "tools/tables/notes.h"
#include "tools/tables/profile.h"
#include "tools/tables/steps.h"
#include "tools/tables/world.h"

namespace tools {
namespace {

/// Whether the table of all definitions is printed too.
enum class Definitions { kInFolderOnly, kPrinted };

/// Makes the runs for the time that they take, and shows nothing else of them.
void profile(const StudyOptions& options) {
  const sim::Format format = format_named(options.format);
  const Study study = typed_study(options);
  const Runner runner(study);
  const sim::Threads threads(std::max(1, options.threads));
  sim::PhaseTimes times;
  const RunsLeft all(study);
  for (auto number = all.next(0); number; number = all.next(*number + 1))
    runner.time(address_of(study, *number), times);
  say("{}", sim::write(profile_table(times, run_count(study), sim::thread_count()), format));
}

void run(const StudyOptions& options, Definitions definitions, int& status) {
  const sim::Format format = format_named(options.format);
  sim::Problems problems;
  const StepsFile file = read_steps(options, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  const Results results = run_study(typed_study(options));
  const int year = year_within(results, kAnswerYear);
  const sim::Table table = headline_table(results);
  const sim::Table steps = steps_table(results, file, year);
  if (format == sim::Format::kMarkdown || format == sim::Format::kLatex) {
    const std::vector<sim::Table> panels = headline_panels(results);
    for (std::size_t i = 0; i < panels.size(); ++i) {
      say("{}{}", i == 0 ? "" : "\n", sim::write(panels[i], format));
    }
    for (const sim::Table& panel : world_panels(results, year)) {
      say("\n{}", sim::write(panel, format));
    }
    if (!steps.rows.empty()) say("\n{}", sim::write(steps, format));
    if (definitions == Definitions::kPrinted) say("\n{}", sim::write(definitions_table(results), format));
  } else {
    say("{}", sim::write(table, format));
  }
  write_results(results, {{"headline", table},
                          {"definitions", definitions_table(results)},
                          {"world", world_table(results, year)},
                          {"steps", steps}});
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_run(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  const auto definitions = std::make_shared<Definitions>(Definitions::kInFolderOnly);
  add_flag(
      command, "--definitions", [definitions] { *definitions = Definitions::kPrinted; },
      "print all definitions too: campus, fleet, nation, abroad; H100e and chips; China and US; 2026 to 2028");
  const auto profiled = std::make_shared<bool>(false);
  add_flag(
      command, "--profile", *profiled,
      "show where the time goes instead: milliseconds a run by phase of a week, one run after another; on one thread, or on those given");
  on_run(command, [options, definitions, profiled, &status] {
    if (*profiled) return profile(*options);
    run(*options, *definitions, status);
  });
}

}  // namespace tools
