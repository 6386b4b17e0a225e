#include "sim/engine/processors.h"

#include <sched.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>

#include "sim/numeric/constants.h"

namespace sim {
namespace {

namespace fs = std::filesystem;

constexpr double kNoQuota = kInfinity;

double share(double quota, double period) { return quota > 0 && period > 0 ? quota / period : kNoQuota; }

/// Version 2: "200000 100000", or "max 100000".
double quota_v2(const fs::path& group) {
  std::ifstream file(group / "cpu.max");
  double quota = 0;
  double period = 0;
  return file >> quota >> period ? share(quota, period) : kNoQuota;
}

/// Version 1: a file each; -1 is no quota.
double quota_v1(const fs::path& group) {
  std::ifstream quota_file(group / "cpu.cfs_quota_us");
  std::ifstream period_file(group / "cpu.cfs_period_us");
  double quota = 0;
  double period = 0;
  return quota_file >> quota && period_file >> period ? share(quota, period) : kNoQuota;
}

/// The least quota of a group and all above it. In a container the group may be unknown by its path, and what is
/// mounted is its own.
double least_quota(const fs::path& mount, const fs::path& group, double (*quota)(const fs::path&)) {
  double least = quota(mount);
  fs::path here = mount;
  for (const fs::path& part : group.relative_path()) {
    here /= part;
    least = std::min(least, quota(here));
  }
  return least;
}

bool names_cpu(std::string_view controllers) {
  while (!controllers.empty()) {
    const std::size_t end = std::min(controllers.find(','), controllers.size());
    if (controllers.substr(0, end) == "cpu") return true;
    controllers.remove_prefix(std::min(end + 1, controllers.size()));
  }
  return false;
}

/// Over all lines "NUMBER:CONTROLLERS:PATH" of the process; version 2 names no controllers.
double quota_of_groups(const fs::path& root) {
  double least = kNoQuota;
  const fs::path mounts = root / "sys/fs/cgroup";
  std::ifstream lines(root / "proc/self/cgroup");
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const fs::path group = line.substr(second + 1);
    if (controllers.empty()) {
      for (const fs::path& mount : {mounts, mounts / "unified"})
        least = std::min(least, least_quota(mount, group, quota_v2));
    } else if (names_cpu(controllers)) {
      for (const fs::path& mount : {mounts / "cpu", mounts / controllers})
        least = std::min(least, least_quota(mount, group, quota_v1));
    }
  }
  return least;
}

/// Processors that the scheduler lets this process run on; all of the machine where it cannot say.
int bound_processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0) return CPU_COUNT(&set);
  return static_cast<int>(std::thread::hardware_concurrency());
}

}  // namespace

int usable_processors() {
  return usable_processors(
      bound_processors(), "/",
      std::getenv("SLURM_CPUS_PER_TASK"));  // NOLINT(concurrency-mt-unsafe): nobody sets it
}

int usable_processors(int bound, const fs::path& root, const char* slurm) {
  double most = std::min<double>(bound, std::ceil(quota_of_groups(root)));
  if (slurm != nullptr) {
    const std::string_view word(slurm);
    int asked = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), asked);
    if (read.ec == std::errc{} && read.ptr == word.data() + word.size() && asked > 0)
      most = std::min<double>(most, asked);
  }
  return std::max(1, static_cast<int>(most));
}

}  // namespace sim
