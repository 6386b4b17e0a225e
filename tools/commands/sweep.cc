#include "tools/commands/all.h"

#include <memory>
#include <string>

#include <fmt/format.h>

#include "tools/cluster/shard.h"
#include "tools/cluster/task.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/console/program.h"
#include "tools/console/warnings.h"
#include "tools/study/checks.h"
#include "tools/study/cost.h"
#include "tools/study/result_store.h"
#include "tools/study/sweep.h"

namespace tools {
namespace {

struct SweepOptions {
  std::string study;
  StudyOptions common;
  Mixing mixing = Mixing::kRefused;
  bool plans_only = false;
  std::string shard;
  std::string task;
  std::string scratch;
};

/// One part of a study, into a store of its own beside those of the others.
int sweep_part(const Study& study, const SweepOptions& asked) {
  const std::string& results = study.options.out;
  const Swept swept =
      asked.shard.empty()
          ? run_task(study, results, read_task(asked.task, environment_variable), asked.scratch)
          : run_shard(study, results, read_shard(asked.shard, environment_variable), asked.scratch,
                      asked.mixing);
  say("{} runs done before, {} now, {} failed, {} left of what was begun.\n", swept.there, swept.done,
      swept.failed, swept.left);
  if (swept.is_stopped) {
    say("Stopped. The same command goes on where it was.\n");
  } else {
    say("Next, when all parts are done: {} merge {}\n", typed_program(), shell_word(results));
  }
  return exit_status(swept.failed, swept.is_stopped);
}

void tell(const Swept& swept, const Study& study) {
  const std::string& folder = study.options.out;
  const std::uint64_t all = swept.there + swept.done + swept.failed + swept.left;
  if (swept.is_planned)
    say("{} of {} runs done ({} before, {} now), {} failed, {} left; in {}/{}\n", swept.there + swept.done,
        all, swept.there, swept.done, swept.failed, swept.left, folder, kStoreFile);
  if (swept.not_asked > 0)
    say("{} more runs are kept there, of what the study asked for before; tables leave them out.\n",
        swept.not_asked);
  if (swept.is_stopped) {
    say("Stopped. To go on where it was: {} --out {}\n", study.record.command_line, folder);
  } else {
    say("Next: {0} analyze {1}\n      {0} tables {1} --out {1}/tables\n", typed_program(),
        shell_word(folder));
  }
}

}  // namespace

void declare_sweep(CLI::App& command, int& status) {
  const auto options = std::make_shared<SweepOptions>();
  declare_sweep_options(command, options->study, options->common);
  add_flag(command, "--check", options->common.check, "check conservation every week");
  add_flag(command, "--whole", options->common.whole, kSaysWhole);
  add_flag(
      command, "--mixed", [options] { options->mixing = Mixing::kAllowed; },
      "go on although the store has runs of another build");
  add_option(
      command, "--shard", options->shard,
      "make one part of the runs, 3/10, into a store of its own, to be laid together by `merge`; auto/10 and "
      "auto take the number that a scheduler gives");
  add_option(command, "--task", options->task,
             "be a task of what was submitted: take chunks of runs until there are none; a number or auto");
  add_option(command, "--scratch", options->scratch,
             "folder on a disk of this machine in which the store of a part lies until it is done");
  add_flag(
      command, "--dry-run", options->plans_only,
      "say how many runs there would be, how long they take, in how much memory, and how much they write; write nothing");
  on_run(command, [options, &status] {
    Study study = prepare_study(options->common, options->study);
    sim::Problems warnings;
    warn_of_late_levers(study, options->study, warnings);
    warn_once(warnings);
    if (study.options.out.empty()) study.options.out = fmt::format("results/{}", study.input.study);
    if (options->plans_only) {
      say("{}", cost_words(study));
      status = 0;
      return;
    }
    if (!options->shard.empty() && !options->task.empty())
      refuse_argument("--task", "a part is a shard or a task, not both");
    if (!options->scratch.empty() && options->shard.empty() && options->task.empty())
      refuse_argument("--scratch", "it is for a part of a study: --shard or --task");
    if (!options->shard.empty() || !options->task.empty()) {
      status = sweep_part(study, *options);
      return;
    }
    const Swept swept = sweep(study, options->mixing);
    tell(swept, study);
    status = exit_status(swept.failed, swept.is_stopped);
  });
}

}  // namespace tools
