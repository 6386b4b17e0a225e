// Agent-steps per second of the supply network, on the engine and by hand. Compare rows of one run only:
// machines and neighbours differ. `bench yardstick` compares them in turn.
#include "tools/bench/supply_network.h"

#include <algorithm>
#include <cstdint>

#include <benchmark/benchmark.h>

#include "sim/engine/parallel.h"
#include "tools/bench/machine.h"
#include "tools/bench/supply_by_hand.h"
#include "tools/bench/supply_by_hand_threads.h"
#include "tools/bench/supply_on_engine.h"

namespace tools::supply_network {
namespace {

template <class Network, class... Threads>
void run_steps(benchmark::State& state, Threads... threads) {
  const auto agents = static_cast<std::size_t>(state.range(0));
  const auto steps = std::clamp<std::size_t>(10'000'000 / agents, 2, 100);
  double bytes = 0;
  while (state.KeepRunning()) {
    state.PauseTiming();
    const std::size_t before = bench::allocated_bytes();
    Network network(agents, threads...);
    network.step();  // its mail is as large as it gets
    bytes = static_cast<double>(bench::allocated_bytes() - before);
    state.ResumeTiming();
    for (std::size_t step = 0; step < steps; ++step) network.step();
    benchmark::DoNotOptimize(network.outcome().checksum);
  }
  state.counters["agent_steps"] =
      benchmark::Counter(static_cast<double>(agents * steps), benchmark::Counter::kIsIterationInvariantRate);
  state.counters["bytes_per_agent"] = bytes / static_cast<double>(agents);
}

void supply_plain(benchmark::State& state) { run_steps<Plain>(state); }
void supply_tuned(benchmark::State& state) { run_steps<TunedSerial>(state); }

void supply_tuned_threads(benchmark::State& state) {
  run_steps<TunedThreads>(state, static_cast<int>(state.range(1)));
}

void supply_on_engine(benchmark::State& state) {
  const sim::Threads limit(static_cast<int>(state.range(1)));
  run_steps<OnEngine>(state);
}

void on_one_thread(benchmark::internal::Benchmark* timed) {
  timed->ArgName("agents")->RangeMultiplier(10)->Range(10'000, 10'000'000)->UseRealTime();
}
void on_threads(benchmark::internal::Benchmark* timed) {
  timed->ArgNames({"agents", "threads"})
      ->ArgsProduct({{10'000, 100'000, 1'000'000, 10'000'000}, {1, 2}})
      ->UseRealTime();
}
BENCHMARK(supply_plain)->Apply(on_one_thread);
BENCHMARK(supply_tuned)->Apply(on_one_thread);
BENCHMARK(supply_tuned_threads)->Apply(on_threads);
BENCHMARK(supply_on_engine)->Apply(on_threads);

// What bounds them.
void machine_triad(benchmark::State& state) {
  const sim::Threads limit(static_cast<int>(state.range(0)));
  while (state.KeepRunning()) state.counters["GB_per_s"] = bench::triad_gb_per_s(400'000'000, 5);
}
void machine_reads(benchmark::State& state) {
  const sim::Threads limit(static_cast<int>(state.range(1)));
  const auto rows = static_cast<std::size_t>(state.range(0));
  while (state.KeepRunning()) {
    state.counters["apart_ns"] = bench::independent_read_ns(rows, 5);
    state.counters["each_after_the_other_ns"] = bench::dependent_read_ns(rows, 5);
  }
}
BENCHMARK(machine_triad)->ArgName("threads")->Arg(1)->Arg(2)->Iterations(1);
BENCHMARK(machine_reads)
    ->ArgNames({"rows", "threads"})
    ->ArgsProduct({{10'000, 100'000, 1'000'000, 10'000'000}, {1, 2}})
    ->Iterations(1);

}  // namespace
}  // namespace tools::supply_network
