#include "tools/commands/all.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>
#include <vector>

#include "sim/engine/parallel.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/batch.h"
#include "tools/study/checkpoint.h"
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

/// Runs that are broken off and taken up again.
struct Checkpoint {
  std::vector<std::string> save;  ///< week and file; empty: not
  std::string from;
};

void save(const StudyOptions& options, const std::vector<std::string>& week_and_file) {
  const std::string& week = week_and_file.front();
  int weeks = 0;
  const auto [end, error] = std::from_chars(week.data(), week.data() + week.size(), weeks);
  if (error != std::errc{} || end != week.data() + week.size())
    refuse_argument("--save", fmt::format("'{}' is no week (a whole number, 1 for the first)", week));
  save_runs(typed_study(options), weeks, week_and_file.back());
}

void run(const StudyOptions& options, Definitions definitions, const std::string& from, int& status) {
  const sim::Format format = format_named(options.format);
  sim::Problems problems;
  const StepsFile file = read_steps(options, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  const Results results =
      from.empty() ? run_study(typed_study(options)) : runs_from(typed_study(options), from);
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
  add_flag(command, "--profile", *profiled,
           "show where the time goes instead: milliseconds a run by phase, on one thread or those given");
  const auto checkpoint = std::make_shared<Checkpoint>();
  add_pair(command, "--save", "WEEK FILE", checkpoint->save,
           "keep all runs as they stand after a week, for --from, and show nothing");
  add_option(command, "--from", checkpoint->from,
             "go on with runs that --save kept: the same runs, from that week");
  on_run(command, [options, definitions, profiled, checkpoint, &status] {
    if (*profiled) return profile(*options);
    if (!checkpoint->save.empty()) return save(*options, checkpoint->save);
    run(*options, *definitions, checkpoint->from, status);
  });
}

}  // namespace tools
