#include "tools/scenarios/read_each.h"

#include <algorithm>
#include <utility>

#include "sim/engine/parallel.h"

namespace tools {

void read_each(std::size_t count, const std::function<const sim::Node&(std::size_t)>& root,
               const std::vector<sim::Node>& regimes,
               const std::function<void(std::size_t, ReadScenario)>& take) {
  // A thread that is done early has others to read, and the last of a group wait for few.
  const std::size_t at_once = 8 * static_cast<std::size_t>(sim::thread_count());
  for (std::size_t first = 0; first < count; first += at_once) {
    std::vector<ReadScenario> read(std::min(at_once, count - first));
    sim::for_each_run(read.size(), [&](std::size_t i) {
      read[i].scenario = chokepoint::read_scenario(root(first + i), regimes, read[i].problems);
    });
    for (std::size_t i = 0; i < read.size(); ++i) take(first + i, std::move(read[i]));
  }
}

}  // namespace tools
