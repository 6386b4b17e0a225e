#include "tools/cluster/slurm.h"

#include <array>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/input/number.h"
#include "tools/console/program.h"
#include "tools/console/refusal.h"
#include "tools/console/spawn.h"

namespace tools {
namespace {

/// Before the time that was asked for is over a task is told to stop, so early that its last runs end and are kept.
constexpr int kSecondsToStop = 60;

std::string options_of(const SlurmOptions& options) {
  std::string lines = fmt::format("#SBATCH --cpus-per-task={}\n", options.cpus);
  if (!options.partition.empty()) lines += fmt::format("#SBATCH --partition={}\n", options.partition);
  if (!options.account.empty()) lines += fmt::format("#SBATCH --account={}\n", options.account);
  if (!options.time.empty()) lines += fmt::format("#SBATCH --time={}\n", options.time);
  if (!options.mem.empty()) lines += fmt::format("#SBATCH --mem={}\n", options.mem);
  return lines;
}

Heard heard_of(const std::vector<std::string>& words) {
  Heard heard = run_and_listen(words);
  if (heard.ended.error != 0)
    refuse_input(argument(words.front()), "Slurm is not on this machine",
                 "--dry-run prints what would be submitted; `sweep --shard` runs under any scheduler");
  return heard;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

std::string array_script(const std::string& name, std::uint64_t tasks, const SlurmOptions& options,
                         const std::string& logs, const std::string& folder, const std::string& command) {
  const std::string limit = options.array_limit > 0 ? fmt::format("%{}", options.array_limit) : "";
  return fmt::format(R"(#!/bin/bash
#SBATCH --job-name={}
#SBATCH --array=1-{}{}
{}#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output={}/%A_%a.out
#SBATCH --signal=B:TERM@{}
# A task takes chunks of runs until there are none. It may be ended at any moment and be run again.
set -eu
cd {}
exec {} --task "$SLURM_ARRAY_TASK_ID"
)",
                     name, tasks, limit, options_of(options), logs, kSecondsToStop, shell_word(folder),
                     command);
}

std::string merge_script(const std::string& name, const SlurmOptions& options, const std::string& logs,
                         const std::string& folder, const std::string& command) {
  SlurmOptions one = options;
  one.cpus = 1;
  return fmt::format(R"(#!/bin/bash
#SBATCH --job-name={}-merge
{}#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output={}/merge_%j.out
# Lays the stores of all tasks together, whatever became of each.
set -eu
cd {}
exec {}
)",
                     name, options_of(one), logs, shell_word(folder), command);
}

std::string submit_script(const std::string& script, const std::string& after) {
  std::vector<std::string> words{"sbatch", "--parsable"};
  if (!after.empty()) words.push_back("--dependency=afterany:" + after);
  words.push_back(script);
  const Heard heard = heard_of(words);
  if (heard.ended.status != 0)
    throw std::runtime_error(fmt::format("sbatch refused '{}': {}", script, first_line(heard.err)));
  const std::string line = first_line(heard.out);
  return line.substr(0, line.find(';'));
}

std::optional<std::uint64_t> most_array_number() {
  const Heard heard = run_and_listen({"scontrol", "show", "config"});
  std::istringstream lines(heard.out);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("MaxArraySize")) continue;
    const std::optional<std::uint64_t> size =
        sim::parse_whole(line.substr(line.find_last_of(" =") + 1)).value;
    if (size && *size > 0) return *size - 1;
  }
  return std::nullopt;
}

std::map<std::uint64_t, std::string> read_queue(const std::string& text) {
  std::map<std::uint64_t, std::string> states;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t bar = line.find('|');
    if (bar == std::string::npos) continue;
    states[sim::parse_whole(line.substr(0, bar)).value.value_or(0)] = line.substr(bar + 1);
  }
  return states;
}

std::map<std::uint64_t, std::string> read_accounting(const std::string& text) {
  std::map<std::uint64_t, std::string> states;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t bar = line.find('|');
    if (bar == std::string::npos) continue;
    const std::string job = line.substr(0, bar);
    const std::size_t under = job.find('_');
    // "CANCELLED by 1000"
    std::string state = line.substr(bar + 1);
    state = state.substr(0, state.find_first_of(" |"));
    if (under == std::string::npos) {
      states[0] = state;
    } else if (const auto task = sim::parse_whole(job.substr(under + 1)).value) {
      states[*task] = state;
    }
  }
  return states;
}

std::map<std::uint64_t, std::string> task_states(const std::string& job) {
  std::map<std::uint64_t, std::string> states;
  if (const Heard told = run_and_listen(
          {"sacct", "--noheader", "--parsable2", "--allocations", "--format=JobID,State", "--jobs=" + job});
      told.ended.error == 0 && told.ended.status == 0)
    states = read_accounting(told.out);
  const Heard queue =
      heard_of({"squeue", "--noheader", "--array", "--states=all", "--format=%K|%T", "--jobs=" + job});
  // The queue knows better of those that it has; a job that it has forgotten is no error.
  for (const auto& [task, state] : read_queue(queue.out)) states[task] = state;
  return states;
}

bool is_under_way(const std::string& state) {
  constexpr std::array kOver{"BOOT_FAIL", "CANCELLED",     "COMPLETED", "DEADLINE", "FAILED",
                             "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "TIMEOUT",  "REVOKED"};
  for (const char* over : kOver) {
    if (state == over) return false;
  }
  return !state.empty();
}

void cancel_job(const std::string& job) {
  const Heard heard = heard_of({"scancel", job});
  if (heard.ended.status != 0)
    throw std::runtime_error(fmt::format("scancel {}: {}", job, first_line(heard.err)));
}

}  // namespace tools
