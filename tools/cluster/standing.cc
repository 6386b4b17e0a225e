#include "tools/cluster/standing.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/experiment/progress.h"
#include "sim/experiment/store_merge.h"
#include "sim/input/problems.h"
#include "tools/cluster/claims.h"
#include "tools/cluster/plan.h"
#include "tools/cluster/slurm.h"
#include "tools/cluster/task.h"
#include "tools/console/program.h"
#include "tools/study/result_store.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Tasks whose end is told of by a line each.
constexpr std::size_t kMostTold = 10;

struct TaskStanding {
  std::uint64_t task = 0;
  std::string state;
  sim::RunCounts runs;
  std::string why;
};

/// The last line with anything in it.
std::string last_line(const fs::path& log) {
  if (!fs::exists(log)) return "";
  std::istringstream lines(sim::read_file(log));
  std::string last;
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(" \t\r") != std::string::npos) last = line;
  }
  return last;
}

/// What the queue says, or why it says nothing.
struct Queue {
  std::map<std::uint64_t, std::string> tasks;
  std::string merge;
  std::string lack;
};

Queue queue_of(const ClusterPlan& plan) {
  Queue queue;
  if (plan.jobs.empty()) return queue;
  try {
    queue.tasks = task_states(plan.jobs.back().array);
    if (!plan.jobs.back().merge.empty()) {
      const auto merge = task_states(plan.jobs.back().merge);
      queue.merge = merge.empty() ? "" : merge.begin()->second;
    }
  } catch (const sim::BadInput&) {
    queue.lack = "Slurm is not on this machine: what is waiting or running is not known here";
  }
  return queue;
}

std::string state_of(const std::optional<TaskNote>& note, const std::string& queued, bool is_queue_known) {
  if (queued == "RUNNING" || queued == "COMPLETING") return "running";
  if (is_under_way(queued)) return "waiting";
  if (!note) return queued.empty() ? "not begun" : "lost";
  switch (note->state) {
    case TaskNote::State::kRunning:
      return is_queue_known ? "lost" : "running";
    case TaskNote::State::kEnded:
      return "ended";
    case TaskNote::State::kStopped:
      return "stopped";
    case TaskNote::State::kFailed:
      break;
  }
  return "failed";
}

sim::RunCounts runs_in(const fs::path& store) {
  return fs::exists(store) ? sim::count_runs(store) : sim::RunCounts{};
}

TaskStanding standing_of(const std::string& results, const ClusterPlan& plan, std::uint64_t task,
                         const Queue& queue) {
  TaskStanding standing{task, "", {}, ""};
  const std::optional<TaskNote> note = read_note(results, task);
  const auto found = queue.tasks.find(task);
  const std::string queued = found == queue.tasks.end() ? "" : found->second;
  standing.state = state_of(note, queued, queue.lack.empty());
  try {
    standing.runs = runs_in(fs::path(task_folder(results, task)) / kStoreFile);
  } catch (const std::exception& error) {
    standing.why = error.what();
  }
  if (standing.state == "failed" && note) standing.why = note->why;
  if (standing.state == "lost" && standing.why.empty()) {
    const std::string line =
        last_line(cluster_folder(results) / "logs" / fmt::format("{}_{}.out", plan.jobs.back().array, task));
    standing.why = fmt::format("{}{}", queued.empty() ? "it left the queue without an end" : queued,
                               line.empty() ? "" : ": " + line);
  }
  return standing;
}

/// When the first task began, and the last ended or now.
std::pair<std::int64_t, std::int64_t> span_of(const std::string& results, const ClusterPlan& plan) {
  std::int64_t first = 0;
  std::int64_t last = 0;
  for (std::uint64_t task = 1; task <= plan.tasks; ++task) {
    const std::optional<TaskNote> note = read_note(results, task);
    if (!note) continue;
    first = first == 0 ? note->since : std::min(first, note->since);
    last = std::max(last, note->until == 0 ? seconds_now() : note->until);
  }
  return {first, last};
}

}  // namespace

sim::Table cluster_table(const std::string& results) {
  const ClusterPlan plan = read_plan(results);
  const Queue queue = queue_of(plan);
  std::vector<TaskStanding> tasks;
  for (std::uint64_t task = 1; task <= plan.tasks; ++task)
    tasks.push_back(standing_of(results, plan, task, queue));
  sim::Table table;
  table.title = fmt::format("{}: {}", plan.study, plan.title);
  table.columns = {{"tasks that"},
                   {"tasks", sim::Align::kRight},
                   {"runs done", sim::Align::kRight},
                   {"failed", sim::Align::kRight}};
  sim::RunCounts all;
  for (const char* state : {"running", "waiting", "not begun", "ended", "stopped", "failed", "lost"}) {
    std::size_t count = 0;
    sim::RunCounts runs;
    for (const TaskStanding& task : tasks) {
      if (task.state != state) continue;
      ++count;
      runs.done += task.runs.done;
      runs.failed += task.runs.failed;
    }
    all.done += runs.done;
    all.failed += runs.failed;
    if (count > 0)
      table.rows.push_back({sim::text_cell(state), sim::count_cell(count), sim::count_cell(runs.done),
                            sim::count_cell(runs.failed)});
  }
  // A run that two tasks made counts once more than it is one.
  const auto asked = static_cast<std::int64_t>(plan.runs);
  const std::int64_t left = std::max<std::int64_t>(0, asked - all.done - all.failed);
  std::string so_far =
      fmt::format("{} of {} runs done, {} failed, {} left; {} of {} chunks taken", all.done, asked,
                  all.failed, left, claimed(cluster_folder(results) / "claims"), plan.chunks);
  const auto [first, last] = span_of(results, plan);
  const auto seconds = static_cast<double>(last - first);
  if (seconds > 0 && all.done > 0) {
    const double rate = static_cast<double>(all.done) / seconds;
    so_far += fmt::format("; {:.3g} a second", rate);
    const bool is_running =
        std::ranges::any_of(tasks, [](const TaskStanding& task) { return task.state == "running"; });
    if (left > 0 && is_running)
      so_far += fmt::format(", about {} left", sim::duration_words(static_cast<double>(left) / rate));
  }
  table.notes.push_back(so_far + ".");
  std::size_t told = 0;
  for (const TaskStanding& task : tasks) {
    if (!task.why.empty() && ++told <= kMostTold)
      table.notes.push_back(fmt::format("Task {}: {}", task.task, task.why));
  }
  if (told > kMostTold) table.notes.push_back(fmt::format("{} more tasks are so.", told - kMostTold));
  if (!plan.jobs.empty())
    table.notes.push_back(fmt::format("Job {}, submitted {}; merge: job {}{}.", plan.jobs.back().array,
                                      plan.jobs.back().first, plan.jobs.back().merge,
                                      queue.merge.empty() ? "" : " (" + queue.merge + ")"));
  if (!queue.lack.empty()) table.notes.push_back(queue.lack + ".");
  const bool is_over = std::ranges::none_of(
      tasks, [](const TaskStanding& task) { return task.state == "running" || task.state == "waiting"; });
  if (is_over && left > 0)
    table.notes.push_back("What is left is run by: the same `submit` with --retry-failed.");
  return table;
}

sim::Table shards_table(const std::string& results) {
  sim::Table table;
  table.title = fmt::format("Shards in {}", results);
  table.columns = {{"shard"}, {"runs done", sim::Align::kRight}, {"failed", sim::Align::kRight}};
  for (const fs::path& store : shard_stores(results)) {
    const sim::RunCounts runs = sim::count_runs(store);
    table.rows.push_back({sim::text_cell(store.parent_path().filename().string()), sim::count_cell(runs.done),
                          sim::count_cell(runs.failed)});
  }
  table.notes.push_back(fmt::format("Once all are there: {} merge {}", typed_program(), shell_word(results)));
  return table;
}

}  // namespace tools
