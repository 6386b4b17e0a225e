// What was submitted of a study: its runs in chunks that tasks take one after the other, kept in the folder of results.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/study/run_groups.h"
#include "tools/study/study.h"

namespace tools {

/// What a scheduler gave when the array and the merge behind it were submitted.
struct SubmittedJob {
  std::string array;
  std::string merge;
  std::string first;  ///< UTC, ISO: when
};

struct ClusterPlan {
  std::string study;
  std::string title;
  std::string command;  ///< that a task runs, without where it writes
  std::string keys;  ///< hash of all that its runs hang on, so that a study that changed meanwhile is refused
  std::uint64_t runs = 0;
  std::uint64_t tasks = 1;
  std::uint64_t cpus = 1;  ///< of a task
  std::uint64_t group_threads = 1;
  std::uint64_t groups_in_a_chunk = 1;
  std::uint64_t chunks = 1;
  double seconds_a_run = 0;  ///< of a thread, as measured
  std::vector<SubmittedJob> jobs{};

  RunGroups groups(const Study& of) const { return {of, static_cast<int>(group_threads)}; }
  /// About what a task takes, when all are as fast, seconds.
  double seconds_a_task() const;
};

/// Chunks of 30 s and more, as many for each task so that tasks that are as fast end together, and up to fifty so that a slow
/// node takes fewer; fewer tasks than were asked for when there is no work for so many.
ClusterPlan planned(const Study& study, std::uint64_t tasks, std::uint64_t cpus, double seconds_a_run);

/// Refuses a study that is no longer the one that was planned.
void require_planned(const ClusterPlan& plan, const Study& study);

/// Seconds of a thread for a run, with what runs share: of the first group of the study, which is run.
double measured_seconds_a_run(const Study& study);

/// "cluster" in the folder of results, where the plan, the job scripts, the logs and what tasks note lie.
std::filesystem::path cluster_folder(const std::string& results);
bool has_plan(const std::string& results);
/// Throws sim::BadInput when there is none or it is damaged.
ClusterPlan read_plan(const std::string& results);
void write_plan(const std::string& results, const ClusterPlan& plan);

/// The folder in which a task has its store: "shards/task-0003" of the results.
std::string task_folder(const std::string& results, std::uint64_t task);
/// The stores of all shards and tasks that are there, by name.
std::vector<std::filesystem::path> shard_stores(const std::string& results);

}  // namespace tools
