// Stores of one study that several programs wrote, each its own, as one store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/experiment/store.h"

namespace sim {

struct MergedStore {
  std::filesystem::path file;
  std::int64_t runs = 0;  ///< that it has
  std::int64_t new_runs = 0;
};

/// Whether stores of several builds may be laid together.
enum class Builds { kOne, kAny };

/// Puts the runs of `parts` into the store at `file`, which is made when it is not there: all of them, or nothing at all.
/// What is there already and the same is left out, so that it can be repeated; a run that succeeded takes the place of one
/// that failed. Needs room for a second store beside the file, and a memory that grows with no store but, some bytes a run,
/// with the largest part.
/// Throws StoreError, with every part that is refused and why, when a part is of another study, design, scenario or build,
/// is damaged, or has another result at a place that is there; when `file` is being written or cannot be written; and
/// Interrupted.
std::vector<MergedStore> merge_stores(const std::filesystem::path& file,
                                      const std::vector<std::filesystem::path>& parts, Builds builds);

/// How many runs a store holds that succeeded and that failed, without a look at whether they are as they were written: for
/// stores that others are writing. Throws StoreError.
struct RunCounts {
  std::int64_t done = 0;
  std::int64_t failed = 0;
};
RunCounts count_runs(const std::filesystem::path& file);

}  // namespace sim
