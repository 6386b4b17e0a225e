// How many threads a program may run at once: less than the machine has in containers and in jobs of a cluster.
#pragma once

#include <filesystem>

namespace sim {

/// The processors this process may use: those it is bound to, no more than the quotas of its control groups (Linux
/// cgroup v1 and v2, those above included) and than SLURM_CPUS_PER_TASK where that is set. At least 1.
int usable_processors();

/// The same for a process bound to `bound` processors, with the files of Linux under `root` and the word of Slurm (null:
/// none). A quota of one and a half processors is worth two threads.
int usable_processors(int bound, const std::filesystem::path& root, const char* slurm);

}  // namespace sim
