// A brief of what the page shows, beside where the program was started.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/explore/live_runs.h"

namespace tools {

struct SavedBrief {
  std::filesystem::path page;
  std::vector<std::string> lacks;  ///< what was not made and why, a sentence each
};

/// Makes the runs of a state that `kept` has not, and writes their brief into a new folder "brief-1", "brief-2", ... Throws
/// sim::Interrupted when `stop` is set meanwhile, and as gather() and write_brief().
SavedBrief save_brief_of(const ExploreState& state, const ExploreOptions& options, KeptRuns kept,
                         const std::filesystem::path& folder, const std::atomic<bool>& stop);

}  // namespace tools
