// `bench yardstick`: how near the engine comes to what can be written by hand, and both to what the machine can do.
#pragma once

#include <cstddef>

namespace tools::bench {

struct YardstickPlan {
  std::size_t most_agents = 10'000'000;
  int rounds = 21;
};

/// Prints two tables in Markdown on stdout. Needs about 220 bytes an agent of the largest size; 10 minutes on two
/// quiet cores.
void print_yardstick(const YardstickPlan& plan);

}  // namespace tools::bench
