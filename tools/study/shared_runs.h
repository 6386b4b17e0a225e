// Runs that share what pasts they have in common.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "models/run.h"
#include "sim/input/expression.h"
#include "tools/scenarios/scenario_cache.h"

namespace tools {

/// All that a run hangs on.
struct RunInput {
  ScenarioCache::Pointer scenario;
  sim::RandomStreams streams;
  chokepoint::Parameters parameters;
};

/// Who is told of runs. A run is known by its place among those that are made together.
struct RunsTold {
  std::function<void(std::size_t run, chokepoint::RunOutcome outcome)> ended;
  std::function<void(std::size_t run, const std::string& why)> failed;
  /// Weeks that were run, and those that whole runs would have taken.
  std::function<void(std::int64_t weeks, std::int64_t whole)> worked;
};

/// The places of runs by set: those of a set have their parameters and draws in common, and all of their scenarios that
/// has no date, so that they may share a past. Sets hold so many at most.
std::vector<std::vector<std::size_t>> sets_that_share(std::span<const RunInput> runs, std::size_t most);

/// Makes the runs of a set and asks each of them the figures; each is as it would be by itself. Tells of each that ends or
/// fails; those that are left when someone asks to stop are not told of.
void run_set(std::span<const RunInput> runs, std::span<const std::size_t> set,
             std::span<const sim::Expression> figures, chokepoint::Checks checks, const RunsTold& told);

}  // namespace tools
