// Which runs are made together, so that policies and points that differ from some week on run their common past once.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/study/run_list.h"

namespace tools {

/// The runs of a study in groups of one replicate: those of a point, and of as many points as draw the same parameters.
/// Groups are small enough that there is work for all threads. The study must outlive it.
class RunGroups {
 public:
  RunGroups(const Study& study, int threads);

  std::uint64_t count() const;
  /// Of a group, what is left to do.
  std::vector<RunAddress> of(std::uint64_t group, const RunsLeft& left) const;

 private:
  const Study* study_;
  std::size_t points_;  ///< in a group
};

}  // namespace tools
