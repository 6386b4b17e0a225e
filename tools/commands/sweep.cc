#include "tools/commands/all.h"

#include <memory>
#include <string>

#include <fmt/format.h>

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
};

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
  add_option(command, "STUDY", options->study, "a study file, or the name of one in the scenarios folder")
      .required();
  add_option(command, "--out", options->common.out, "folder of the results (results/NAME of the study)");
  declare_world_options(command, options->common);
  add_whole(
      command, "--replicates", [options](std::uint64_t number) { options->common.replicates = number; },
      "runs at each point, in place of what the study says; more of them go on with those that are there", 1,
      10'000'000);
  add_whole(
      command, "--samples", [options](std::uint64_t number) { options->common.samples = number; },
      "points of the design, in place of what the study says", 1, 10'000'000);
  add_flag(command, "--check", options->common.check, "check conservation every week");
  add_flag(command, "--whole", options->common.whole, kSaysWhole);
  add_flag(
      command, "--mixed", [options] { options->mixing = Mixing::kAllowed; },
      "go on although the store has runs of another build");
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
    const Swept swept = sweep(study, options->mixing);
    tell(swept, study);
    status = exit_status(swept.failed, swept.is_stopped);
  });
}

}  // namespace tools
