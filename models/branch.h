// A past that runs share: policies that differ from some day on are one run until then. The run is made once, and each
// policy goes on from a copy of it, with the bytes of a run of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <span>
#include <vector>

#include "models/week.h"
#include "models/world.h"

namespace chokepoint {

/// A run's past under one scenario, as the past of a run under another: it must have come no further than the weeks that
/// they have in common (models/common_past). Nobody watches it yet.
World branch(const World& past, const Scenario& scenario);

/// What to do with runs that share their pasts. A run is known by its place among the scenarios.
struct Branches {
  std::function<void(std::size_t run, const World& world)> ended;
  std::function<void(std::size_t run, const std::exception& why)> failed;  ///< in a past: each of its runs
  std::function<bool()> stop = [] { return false; };  ///< asked between runs: those that are left are dropped
  std::vector<int> watched{};  ///< weeks at whose ends one looks at each run (models/record/watch.h)
};

/// Weeks that were run, and those that the runs that ended would have taken each by itself. What a run that was dropped
/// or failed had in common with others counts as theirs.
struct WeeksWorked {
  std::int64_t run = 0;
  std::int64_t whole = 0;
};

/// Runs all scenarios with the same parameters and draws, each week that several have in common once.
WeeksWorked run_branches(std::span<const Scenario* const> scenarios, const sim::RandomStreams& streams,
                         const Parameters& parameters, Checks checks, const Branches& branches);

}  // namespace chokepoint
