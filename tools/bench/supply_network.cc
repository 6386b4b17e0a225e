// Agent-steps per second of the supply network, on the engine and by hand. Compare rows of one run only:
// machines and neighbours differ.
#include "tools/bench/supply_network.h"

#include <cstdint>

#include <benchmark/benchmark.h>

namespace tools::supply_network {
namespace {

constexpr int kSteps = 100;

template <class Network>
void run_steps(benchmark::State& state) {
  const auto agents = static_cast<std::size_t>(state.range(0));
  while (state.KeepRunning()) {
    state.PauseTiming();
    Network network(agents);
    state.ResumeTiming();
    for (int step = 0; step < kSteps; ++step) network.step();
    benchmark::DoNotOptimize(network.outcome().checksum);
  }
  state.counters["agent_steps"] = benchmark::Counter(static_cast<double>(state.range(0)) * kSteps,
                                                     benchmark::Counter::kIsIterationInvariantRate);
}

void supply_by_hand(benchmark::State& state) { run_steps<ByHand>(state); }

void supply_on_engine(benchmark::State& state) {
  const sim::Threads limit(static_cast<int>(state.range(1)));
  run_steps<OnEngine>(state);
}

BENCHMARK(supply_by_hand)->ArgName("agents")->Arg(10000)->Arg(100000)->Arg(1000000)->UseRealTime();
BENCHMARK(supply_on_engine)
    ->ArgNames({"agents", "threads"})
    ->ArgsProduct({{10000, 100000, 1000000}, {1, 2}})
    ->UseRealTime();

}  // namespace
}  // namespace tools::supply_network
