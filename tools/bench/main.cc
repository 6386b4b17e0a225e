// Benchmarks of the engine: `bench --benchmark_filter=supply`; and `bench yardstick [ROUNDS [MOST_AGENTS]]`.
#include <algorithm>
#include <cstdlib>
#include <string_view>

#include <benchmark/benchmark.h>

#include "tools/bench/yardstick.h"

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "yardstick") {
    tools::bench::YardstickPlan plan;
    if (argc > 2) plan.rounds = std::max(1, std::atoi(argv[2]));
    if (argc > 3) plan.most_agents = std::strtoull(argv[3], nullptr, 10);
    tools::bench::print_yardstick(plan);
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
