#include "tools/commands/all.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/parallel.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/asked.h"
#include "tools/study/batch.h"
#include "tools/study/checkpoint.h"
#include "tools/study/next_step.h"
#include "tools/study/result_folder.h"
#include "tools/study/source.h"
#include "tools/tables/answer.h"
#include "tools/tables/headline.h"
#include "tools/tables/notes.h"
#include "tools/tables/profile.h"
#include "tools/tables/steps.h"
#include "tools/tables/world.h"

namespace tools {
namespace {

/// What is printed beside the answer.
struct Printed {
  bool tables = false;
  bool definitions = false;
};

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
  show({profile_table(times, run_count(study), sim::thread_count())}, format, options.screen);
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

/// The tables behind the answer.
std::vector<sim::Table> panels_of(const Results& results, const sim::Table& steps, int year) {
  std::vector<sim::Table> panels = headline_panels(results);
  for (sim::Table& panel : world_panels(results, year)) panels.push_back(std::move(panel));
  if (!steps.rows.empty()) panels.push_back(steps);
  return panels;
}

/// The next question is that of differences, under the same runs.
std::string compare_next(const StudyOptions& options) {
  std::vector<std::string> policies = options.scenarios;
  if (policies.size() == 1) policies.emplace_back(policies[0] == "no-controls" ? "history" : "no-controls");
  return next_step(options, "compare", policies);
}

void run(const StudyOptions& options, const RunQuestion& question, Printed printed, const std::string& from,
         int& status) {
  const sim::Format format = format_named(options.format);
  sim::Problems problems;
  const StepsFile file = read_steps(options, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  Study study = typed_study(options);
  require_kept(study.input, question);
  const Results results = from.empty() ? run_study(std::move(study)) : runs_from(std::move(study), from);
  const int year = year_within(results, kAnswerYear);
  const Answer said = answer(results, question);
  const sim::Table table = headline_table(results);
  const sim::Table steps = steps_table(results, file, year);
  const bool answers = format == sim::Format::kMarkdown;
  std::vector<sim::Table> to_show;
  if (is_for_people(format)) {
    if (printed.tables || options.screen.is_wide || !options.screen.columns.empty() || !answers)
      to_show = panels_of(results, steps, year);
    if (printed.definitions) to_show.push_back(definitions_table(results));
  } else {
    to_show.push_back(table);
  }
  const bool has_tables = !to_show.empty();
  if (has_tables) show(with_source(results.record(), std::move(to_show)), format, options.screen);
  write_results(results, {{"headline", table},
                          {"definitions", definitions_table(results)},
                          {"world", world_table(results, year)},
                          {"steps", steps},
                          {"answer", said.table}});
  if (answers) {
    say("{}{}\n", has_tables ? "\n" : "", sentences_of(said));
    show(with_source(results.record(), {said.table}), format, {.width = options.screen.width});
    say("{}", compare_next(options));
  }
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_run(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  const auto question = std::make_shared<RunQuestion>();
  declare_run_question(command, *question);
  const auto printed = std::make_shared<Printed>();
  add_flag(command, "--tables", printed->tables,
           "print the tables behind the answer too: chances, years, sites, stock, the world, steps");
  add_flag(
      command, "--definitions", printed->definitions,
      "print all definitions too: campus, fleet, nation, abroad; H100e and chips; China and US; 2026 to 2028");
  const auto profiled = std::make_shared<bool>(false);
  add_flag(command, "--profile", *profiled,
           "show where the time goes instead: milliseconds a run by phase, on one thread or those given");
  const auto checkpoint = std::make_shared<Checkpoint>();
  add_pair(command, "--save", "WEEK FILE", checkpoint->save,
           "keep all runs as they stand after a week, for --from, and show nothing");
  add_option(command, "--from", checkpoint->from,
             "go on with runs that --save kept: the same runs, from that week");
  on_run(command, [options, question, printed, profiled, checkpoint, &status] {
    if (*profiled) return profile(*options);
    if (!checkpoint->save.empty()) return save(*options, checkpoint->save);
    run(*options, *question, *printed, checkpoint->from, status);
  });
}

}  // namespace tools
