#include "tools/cluster/submit.h"

#include <chrono>
#include <filesystem>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/experiment/progress.h"
#include "tools/cluster/claims.h"
#include "tools/cluster/task.h"
#include "tools/console/output.h"
#include "tools/console/program.h"
#include "tools/console/refusal.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// The program that runs, by a path that is the same on all nodes.
std::string program_path() { return shell_word(fs::read_symlink("/proc/self/exe").string()); }

std::string now_iso() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

std::string job_name(const ClusterPlan& plan) { return "chokepoint-" + plan.study; }

void refuse_too_many(const ClusterPlan& plan) {
  const auto most = most_array_number();
  if (most && plan.tasks > *most)
    refuse_input(argument("--tasks"),
                 fmt::format("this cluster numbers the tasks of an array up to {}", *most),
                 fmt::format("{} tasks do the same work: each takes chunk after chunk", *most));
}

/// Nobody may be at work when chunks are given out again.
void refuse_under_way(const ClusterPlan& plan, const std::string& results) {
  for (const SubmittedJob& job : plan.jobs) {
    for (const auto& [task, state] : task_states(job.array)) {
      if (is_under_way(state))
        refuse_input(argument("--retry-failed"),
                     fmt::format("task {} of job {} is {}", task, job.array, state),
                     fmt::format("wait for its end, or end it: chokepoint cancel {}", results));
    }
  }
}

void say_plan(const ClusterPlan& plan) {
  say("{}: {} runs in {} chunks, {} tasks of {} threads; about {} each at {:.3g} s a run.\n", plan.study,
      plan.runs, plan.chunks, plan.tasks, plan.cpus, sim::duration_words(plan.seconds_a_task()),
      plan.seconds_a_run);
}

/// The plan of a first submission, or what is left of the one before.
ClusterPlan plan_of(const Study& study, const SubmitOptions& options) {
  const std::string& results = study.options.out;
  if (!options.is_retry) {
    const double seconds = options.seconds_a_run > 0 ? options.seconds_a_run : measured_seconds_a_run(study);
    return planned(study, options.tasks, options.slurm.cpus, seconds);
  }
  ClusterPlan plan = read_plan(results);
  require_planned(plan, study);
  plan.cpus = options.slurm.cpus;
  if (!options.is_dry) refuse_under_way(plan, results);
  return plan;
}

}  // namespace

ClusterScripts scripts_of(const ClusterPlan& plan, const std::string& results, const SubmitOptions& options) {
  const std::string folder = fs::current_path().string();
  const std::string out = shell_word(fs::absolute(results).lexically_normal().string());
  const std::string logs =
      (cluster_folder(fs::absolute(results).lexically_normal().string()) / "logs").string();
  // The record's command line begins with the program's name.
  std::string command =
      program_path() + plan.command.substr(std::string("chokepoint").size()) + fmt::format(" --out {}", out);
  if (!options.scratch.empty()) command += fmt::format(" --scratch \"{}\"", options.scratch);
  return {array_script(job_name(plan), plan.tasks, options.slurm, logs, folder, command),
          merge_script(job_name(plan), options.slurm, logs, folder,
                       fmt::format("{} merge {}", program_path(), out))};
}

void submit(const Study& study, const SubmitOptions& options) {
  const std::string& results = study.options.out;
  if (!options.is_retry && has_plan(results) && !read_plan(results).jobs.empty())
    refuse_input(argument("--out"), fmt::format("a study was submitted into '{}' before", results),
                 "--retry-failed runs what is left of it; give another --out to run it anew");
  ClusterPlan plan = plan_of(study, options);
  std::vector<std::uint64_t> left;
  if (options.is_retry) {
    left = chunks_left(study, results, plan);
    if (left.empty()) {
      say("Nothing is left to run. Next: {} merge {}\n", typed_program(), shell_word(results));
      return;
    }
    say("{} of {} chunks have runs left.\n", left.size(), plan.chunks);
  }
  const ClusterScripts scripts = scripts_of(plan, results, options);
  say_plan(plan);
  if (options.is_dry) {
    say("\n{}\n{}", scripts.array, scripts.merge);
    return;
  }
  refuse_too_many(plan);
  const fs::path folder = cluster_folder(results);
  sim::make_result_folder(folder / "logs");
  if (options.is_retry) release_claims(folder / "claims", left);
  sim::write_file_atomically(folder / "array.sh", scripts.array);
  sim::write_file_atomically(folder / "merge.sh", scripts.merge);
  write_plan(results, plan);
  SubmittedJob job{submit_script((folder / "array.sh").string()), "", now_iso()};
  // Noted at once, so that it can be cancelled whatever comes next.
  plan.jobs.push_back(job);
  write_plan(results, plan);
  plan.jobs.back().merge = submit_script((folder / "merge.sh").string(), job.array);
  write_plan(results, plan);
  say("Submitted: job {} ({} tasks), and {} behind it, which merges.\nNext: {} status {}\n", job.array,
      plan.tasks, plan.jobs.back().merge, typed_program(), shell_word(results));
}

}  // namespace tools
