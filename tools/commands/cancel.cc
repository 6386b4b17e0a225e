#include <memory>

#include "tools/cluster/plan.h"
#include "tools/cluster/slurm.h"
#include "tools/commands/all.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"

namespace tools {

void declare_cancel(CLI::App& command, int& status) {
  const auto results = std::make_shared<std::string>();
  add_option(command, "RESULTS", *results, "the folder that `submit` was given as --out").required();
  on_run(command, [results, &status] {
    for (const SubmittedJob& job : read_plan(*results).jobs) {
      for (const std::string& number : {job.merge, job.array}) {
        if (number.empty()) continue;
        bool is_over = true;
        for (const auto& [task, state] : task_states(number)) is_over = is_over && !is_under_way(state);
        if (is_over) continue;
        cancel_job(number);
        say("Cancelled: job {}\n", number);
      }
    }
    say("Runs that are done stay; submit --retry-failed goes on.\n");
    status = 0;
  });
}

}  // namespace tools
