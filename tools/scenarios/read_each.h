// Scenarios are read side by side: one takes some ten milliseconds, and a study or a check reads a hundred.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/input/node.h"
#include "sim/input/problems.h"

namespace tools {

/// A scenario, and what is wrong with it.
struct ReadScenario {
  chokepoint::Scenario scenario;
  sim::Problems problems;
};

/// Reads the scenarios of the trees root(0) to root(count - 1) on all threads and calls take(i, read) for each, in order
/// and from one thread. No more are held at once than keep the threads busy. Throws what take throws.
void read_each(std::size_t count, const std::function<const sim::Node&(std::size_t)>& root,
               const std::vector<sim::Node>& regimes,
               const std::function<void(std::size_t, ReadScenario)>& take);

}  // namespace tools
