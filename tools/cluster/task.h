// One task of what was submitted: takes chunks until there are none, into a store of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tools/cluster/plan.h"
#include "tools/cluster/shard.h"
#include "tools/study/sweep.h"

namespace tools {

/// Seconds since 1970.
std::int64_t seconds_now();

/// What a task noted of itself when it began and ended.
struct TaskNote {
  enum class State { kRunning, kEnded, kStopped, kFailed };
  std::uint64_t task = 0;
  State state = State::kRunning;
  std::string machine{};
  std::int64_t since = 0;    ///< s since 1970
  std::int64_t until = 0;    ///< likewise; 0: it runs
  std::uint64_t failed = 0;  ///< runs
  std::string why{};         ///< it failed
};
std::optional<TaskNote> read_note(const std::string& results, std::uint64_t task);

/// Runs a task of the plan in `results`; the study's own folder of results is not used. With a `scratch` folder, on a disk
/// of the machine, the store lies there while it is written and is moved to the others at the end, also where it is
/// stopped. A store of the task that is damaged is laid aside, and its runs are made anew. Throws sim::BadInput when the
/// study is no longer what was planned, sim::StoreError, sim::FileError.
Swept run_task(const Study& study, const std::string& results, std::uint64_t task,
               const std::string& scratch);
/// The same of a shard of a number that was given.
Swept run_shard(const Study& study, const std::string& results, const Shard& shard,
                const std::string& scratch, Mixing mixing);

/// The chunks of a plan with runs that no store has; failed ones count as there.
std::vector<std::uint64_t> chunks_left(const Study& study, const std::string& results,
                                       const ClusterPlan& plan);

}  // namespace tools
