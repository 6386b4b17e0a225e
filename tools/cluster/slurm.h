// Slurm as its users have it: commands that are run, and what they print.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tools {

/// What sbatch says of a job's place. Texts go into the script as they are; empty: the cluster's own.
struct SlurmOptions {
  std::string partition;
  std::string account;
  std::string time;  ///< "2:00:00"
  std::string mem;   ///< "4G"
  std::uint64_t cpus = 1;
  std::uint64_t array_limit = 0;  ///< tasks at one time; 0: as many as there is room for
};

/// The script of the array: readable, and as it may be submitted by hand. `command` is a shell's words, which end in the
/// task's own number.
std::string array_script(const std::string& name, std::uint64_t tasks, const SlurmOptions& options,
                         const std::string& logs, const std::string& folder, const std::string& command);
/// The script of the merge that comes after it.
std::string merge_script(const std::string& name, const SlurmOptions& options, const std::string& logs,
                         const std::string& folder, const std::string& command);

/// Submits a script, to begin after another job has ended where one is named; its number. Throws std::runtime_error with
/// what sbatch said, and sim::BadInput when there is none.
std::string submit_script(const std::string& script, const std::string& after = "");

/// The highest number that a task of an array may have; nothing when it is not told.
std::optional<std::uint64_t> most_array_number();

/// What became of a task, as Slurm names it: "RUNNING", "COMPLETED", "NODE_FAIL". Those that it no longer knows are not there.
/// Asks the queue, and the accounting for those that left it. `job` without tasks is 0.
std::map<std::uint64_t, std::string> task_states(const std::string& job);
/// Whether a state is of a task that is still to run, or runs.
bool is_under_way(const std::string& state);

/// Ends a job with all of its tasks; those that ended are left alone. Throws std::runtime_error.
void cancel_job(const std::string& job);

/// What sacct and squeue print, as a state by task.
std::map<std::uint64_t, std::string> read_queue(const std::string& text);
std::map<std::uint64_t, std::string> read_accounting(const std::string& text);

}  // namespace tools
