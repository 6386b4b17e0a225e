#include "tools/cluster/plan.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/engine/parallel.h"
#include "sim/experiment/files.h"
#include "sim/numeric/hash.h"
#include "tools/console/refusal.h"
#include "tools/study/result_store.h"
#include "tools/study/run_list.h"
#include "tools/study/runner.h"
#include "tools/study/store_sink.h"

namespace tools {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A chunk is worth its claim, its file and its wait at the end.
constexpr double kLeastSecondsOfAChunk = 30;
constexpr double kChunksOfATask = 50;

fs::path plan_file(const std::string& results) { return cluster_folder(results) / "plan.json"; }

}  // namespace

double ClusterPlan::seconds_a_task() const {
  return seconds_a_run * static_cast<double>(runs) / static_cast<double>(tasks * cpus);
}

ClusterPlan planned(const Study& study, std::uint64_t tasks, std::uint64_t cpus, double seconds_a_run) {
  ClusterPlan plan;
  plan.study = study.input.study;
  plan.title = study.input.title;
  plan.command = study.record.command_line;
  plan.keys = sim::hex(hash_of_keys(study));
  plan.runs = run_count(study);
  plan.tasks = tasks;
  plan.cpus = cpus;
  plan.seconds_a_run = seconds_a_run;
  plan.group_threads = std::min<std::uint64_t>(tasks * cpus, 1U << 20);
  const std::uint64_t groups = plan.groups(study).count();
  const double of_one_task = seconds_a_run * static_cast<double>(plan.runs) / static_cast<double>(cpus);
  plan.tasks = static_cast<std::uint64_t>(
      std::clamp(std::floor(of_one_task / kLeastSecondsOfAChunk), 1.0, static_cast<double>(tasks)));
  const double of_a_task =
      std::clamp(std::floor(plan.seconds_a_task() / kLeastSecondsOfAChunk), 1.0, kChunksOfATask);
  const auto chunks = static_cast<std::uint64_t>(of_a_task) * plan.tasks;
  plan.groups_in_a_chunk = (groups + chunks - 1) / chunks;
  plan.chunks = (groups + plan.groups_in_a_chunk - 1) / plan.groups_in_a_chunk;
  plan.tasks = std::min(plan.tasks, plan.chunks);
  return plan;
}

void require_planned(const ClusterPlan& plan, const Study& study) {
  if (plan.keys != sim::hex(hash_of_keys(study)))
    refuse_input(argument(study.input.study),
                 "the study, its scenarios or the program are no longer what was submitted",
                 "merge what is there, and submit it again with another --out");
}

double measured_seconds_a_run(const Study& study) {
  const sim::Threads one(1);
  const Runner runner(study);
  const std::vector<RunAddress> runs = RunGroups(study, 1).of(0, RunsLeft(study));
  RunsTold told;
  told.ended = [](std::size_t, const chokepoint::RunOutcome&) {};
  told.failed = [](std::size_t, const std::string&) {};
  told.worked = [](std::int64_t, std::int64_t) {};
  const auto begun = std::chrono::steady_clock::now();
  runner.run_together(runs, told);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  return took.count() / static_cast<double>(runs.size());
}

fs::path cluster_folder(const std::string& results) { return fs::path(results) / "cluster"; }

bool has_plan(const std::string& results) { return fs::exists(plan_file(results)); }

ClusterPlan read_plan(const std::string& results) {
  const fs::path file = plan_file(results);
  if (!fs::exists(file))
    refuse_input(argument("RESULTS"), fmt::format("nothing was submitted into '{}'", results),
                 "a folder that `submit` was given as --out");
  try {
    const json all = json::parse(sim::read_file(file));
    ClusterPlan plan;
    plan.study = all.at("study");
    plan.title = all.at("title");
    plan.command = all.at("command");
    plan.keys = all.at("keys");
    plan.runs = all.at("runs");
    plan.tasks = all.at("tasks");
    plan.cpus = all.at("cpus");
    plan.group_threads = all.at("group_threads");
    plan.groups_in_a_chunk = all.at("groups_in_a_chunk");
    plan.chunks = all.at("chunks");
    plan.seconds_a_run = all.at("seconds_a_run");
    for (const json& job : all.at("jobs"))
      plan.jobs.push_back({job.at("array"), job.at("merge"), job.at("first")});
    return plan;
  } catch (const json::exception& error) {
    refuse_input(
        argument(file.string()), fmt::format("it is damaged: {}", error.what()),
        "remove the folder `cluster` and submit the study again: runs that are there are not made again");
  }
}

void write_plan(const std::string& results, const ClusterPlan& plan) {
  json jobs = json::array();
  for (const SubmittedJob& job : plan.jobs)
    jobs.push_back({{"array", job.array}, {"merge", job.merge}, {"first", job.first}});
  const json all{{"study", plan.study},
                 {"title", plan.title},
                 {"command", plan.command},
                 {"keys", plan.keys},
                 {"runs", plan.runs},
                 {"tasks", plan.tasks},
                 {"cpus", plan.cpus},
                 {"group_threads", plan.group_threads},
                 {"groups_in_a_chunk", plan.groups_in_a_chunk},
                 {"chunks", plan.chunks},
                 {"seconds_a_run", plan.seconds_a_run},
                 {"jobs", std::move(jobs)}};
  sim::write_file_atomically(plan_file(results), all.dump(2) + "\n");
}

std::string task_folder(const std::string& results, std::uint64_t task) {
  return (fs::path(results) / "shards" / fmt::format("task-{:04}", task)).string();
}

std::vector<fs::path> shard_stores(const std::string& results) {
  std::vector<fs::path> stores;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(results) / "shards", none)) {
    if (const fs::path file = entry.path() / kStoreFile; fs::exists(file)) stores.push_back(file);
  }
  std::ranges::sort(stores);
  return stores;
}

}  // namespace tools
