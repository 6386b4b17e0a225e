// Runs as they stood on the day that levers start at, kept for the next state of a page: who moves a lever has runs that are
// the same until then.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "models/world.h"
#include "tools/study/shared_runs.h"

namespace tools {

/// What they may take; a run of the usual scenarios takes some 4 MB.
inline constexpr std::size_t kMostBytesOfWorlds = std::size_t{1} << 30;

/// The day that the page's levers start at unless its reader chooses another.
inline constexpr const char* kUsualLeverDay = "2026-10-01";

/// The week by which the latest of a side's levers starts, by overrides as --set takes them; that of the usual day when none
/// has a day. Dates of the law do not count: what is moved next is a lever.
int week_of_levers(const std::vector<std::string>& overrides, const sim::Calendar& calendar);

/// Worlds of all pages. Those of other states make room, the longest unused first; those of the state at work do not, since
/// it goes over its replicates in order as the next one will. For any thread.
class KeptWorlds {
 public:
  explicit KeptWorlds(std::size_t most_bytes = kMostBytesOfWorlds) : most_bytes_(most_bytes) {}

  /// Of each state of a page one.
  using State = std::uint64_t;
  State begin() { return ++states_; }

  using World = std::shared_ptr<const chokepoint::World>;
  /// The latest that a run passes through, for chokepoint::branch; none: nothing.
  World find(const RunInput& run, State state);
  /// Keeps a run as it stands, unless one that is kept stands there for it already.
  void keep(const RunInput& run, const chokepoint::World& world, State state);

  std::size_t bytes() const;

 private:
  struct Past {
    RunInput input;  ///< of the run whose it was
    chokepoint::World world;
    std::size_t bytes;
    State used;  ///< by whom last
  };
  using Pointer = std::shared_ptr<Past>;
  std::vector<Pointer> of_same_draws(const RunInput& run) const;
  void use(Past& past, State state);
  bool make_room(std::size_t bytes, State state);

  std::size_t most_bytes_;
  std::atomic<State> states_{0};
  mutable std::mutex mutex_;  ///< of what follows
  std::vector<Pointer> pasts_;
  std::size_t bytes_ = 0;
};

}  // namespace tools
