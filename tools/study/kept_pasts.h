// Runs that are asked for one after the other, as by a search: the past that they have in common is kept between them.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "models/world.h"
#include "tools/study/shared_runs.h"

namespace tools {

/// What pasts may take; runs beyond that are made whole.
inline constexpr std::size_t kMostBytesOfPasts = std::size_t{1} << 30;

/// The pasts of as many replicates. For any thread, as long as one alone has a replicate.
class KeptPasts {
 public:
  explicit KeptPasts(std::uint64_t replicates, std::size_t most_bytes = kMostBytesOfPasts)
      : pasts_(replicates), most_bytes_(most_bytes) {}

  struct Made {
    chokepoint::RunOutcome outcome;
    int weeks = 0;  ///< that were run for it
    int whole = 0;  ///< that it has
  };
  /// A run as it is by itself. It goes on from the past that is kept of its replicate where that is its own; else that
  /// of its first weeks is kept which a run under `other`, the farthest that is to come, has too. Throws what goes wrong
  /// in the run.
  Made run(std::uint64_t replicate, const RunInput& input, const chokepoint::Scenario& other,
           chokepoint::Checks checks);

 private:
  struct Past {
    RunInput input;  ///< of the run whose it was
    chokepoint::World world;
    std::size_t bytes;
  };
  void keep(std::uint64_t replicate, const RunInput& input, const chokepoint::World& world);

  std::vector<std::unique_ptr<const Past>> pasts_;  ///< by replicate
  std::size_t most_bytes_;
  std::atomic<std::size_t> bytes_{0};
};

}  // namespace tools
