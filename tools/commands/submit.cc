#include <memory>

#include <fmt/format.h>

#include "tools/cluster/submit.h"
#include "tools/commands/all.h"
#include "tools/console/arguments.h"
#include "tools/study/options.h"

namespace tools {

void declare_submit(CLI::App& command, int& status) {
  struct Asked {
    std::string study;
    StudyOptions common;
    SubmitOptions submit;
    std::optional<double> seconds;
  };
  const auto asked = std::make_shared<Asked>();
  SlurmOptions& slurm = asked->submit.slurm;
  declare_sweep_options(command, asked->study, asked->common);
  add_whole<std::uint64_t>(command, "--tasks", asked->submit.tasks,
                           "tasks of the array; each takes chunk after chunk of runs", 1, 1'000'000);
  add_option(command, "--partition", slurm.partition, "partition of the cluster");
  add_option(command, "--account", slurm.account, "account that pays");
  add_option(command, "--time", slurm.time, "most time of a task: 2:00:00");
  add_whole<std::uint64_t>(command, "--cpus", slurm.cpus, "processors of a task", 1, 4096).shows_default("1");
  add_option(command, "--mem", slurm.mem, "memory of a task: 4G");
  add_whole<std::uint64_t>(command, "--array-limit", slurm.array_limit, "most tasks at one time", 1,
                           1'000'000);
  add_option(command, "--scratch", asked->submit.scratch,
             "folder on each node's own disk in which stores lie until a task ends: '$TMPDIR'");
  add_number(command, "--seconds-a-run", asked->seconds, "of a thread, in place of what is measured here",
             1e-6, 1e6);
  add_flag(command, "--retry-failed", asked->submit.is_retry,
           "run what is left of what was submitted before, with as many tasks");
  add_flag(command, "--dry-run", asked->submit.is_dry, "print both scripts; write and submit nothing");
  on_run(command, [asked, &status] {
    if (asked->submit.tasks == 0 && !asked->submit.is_retry)
      refuse_argument("--tasks", "how many tasks there are to be must be said");
    Study study = prepare_study(asked->common, asked->study);
    if (study.options.out.empty()) study.options.out = fmt::format("results/{}", study.input.study);
    asked->submit.seconds_a_run = asked->seconds.value_or(0);
    submit(study, asked->submit);
    status = 0;
  });
}

}  // namespace tools
