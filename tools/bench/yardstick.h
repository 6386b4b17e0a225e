// `bench yardstick`: how near the engine comes to what can be written by hand. `bench machine`: what bounds both.
#pragma once

#include <cstddef>

namespace tools::bench {

struct YardstickPlan {
  std::size_t most_agents = 10'000'000;
  int rounds = 9;
};

/// Prints measurements: cases "10000/2" (agents, threads), nanoseconds an agent-step of each version by wall clock and by
/// work. Needs about 220 bytes an agent of the largest size; some minutes on two quiet cores.
void print_yardstick(const YardstickPlan& plan);

/// Prints measurements: what machine, program and day these are, and the limits of memory on one thread and on all.
void print_machine(std::size_t most_rows);

}  // namespace tools::bench
