// How fast whole runs go: agent-weeks and runs a second, on one thread and on all.
#include <benchmark/benchmark.h>

#include "models/run.h"
#include "models/setup.h"
#include "sim/engine/parallel.h"
#include "tools/bench/model.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace {

const chokepoint::Scenario& history() {
  static const std::vector<chokepoint::Scenario> loaded =
      tools::load_scenarios(tools::scenario_folder(""), {"history"}, {});
  return loaded.front();
}

void one_run(benchmark::State& state) {
  const chokepoint::Scenario& scenario = history();
  const sim::Threads threads(1);
  std::uint64_t run = 0;
  std::size_t agent_weeks = 0;
  for (auto _ : state) {
    chokepoint::World world = chokepoint::make_world(scenario, sim::RandomStreams{1, run++});
    chokepoint::run_to_end(world, chokepoint::Checks::kOff);
    agent_weeks += tools::bench::agents(world) * static_cast<std::size_t>(scenario.calendar.weeks);
    benchmark::DoNotOptimize(chokepoint::outcome_of(world));
  }
  state.counters["agent_weeks"] =
      benchmark::Counter(static_cast<double>(agent_weeks), benchmark::Counter::kIsRate);
  state.counters["runs"] = benchmark::Counter(static_cast<double>(run), benchmark::Counter::kIsRate);
}
BENCHMARK(one_run)->Unit(benchmark::kMillisecond);

/// What a short command pays before its first week: files, law, layout.
void reading(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(tools::load_scenarios(tools::scenario_folder(""), {"history"}, {}));
}
BENCHMARK(reading)->Unit(benchmark::kMillisecond);

void batch_of_runs(benchmark::State& state) {
  const chokepoint::Scenario& scenario = history();
  const sim::Threads threads(static_cast<int>(state.range(0)));
  constexpr std::size_t kRuns = 8;
  std::size_t runs = 0;
  for (auto _ : state) {
    sim::for_each_run(kRuns, [&](std::size_t run) {
      benchmark::DoNotOptimize(
          chokepoint::simulate(scenario, sim::RandomStreams{2, run}, chokepoint::Checks::kOff));
    });
    runs += kRuns;
  }
  state.counters["runs"] = benchmark::Counter(static_cast<double>(runs), benchmark::Counter::kIsRate);
}
BENCHMARK(batch_of_runs)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

/// Where a week's time goes: milliseconds a run, by phase.
void phases(benchmark::State& state) {
  const chokepoint::Scenario& scenario = history();
  const sim::Threads threads(1);
  sim::PhaseTimes times;
  std::uint64_t run = 0;
  for (auto _ : state) {
    chokepoint::World world = chokepoint::make_world(scenario, sim::RandomStreams{3, run++});
    chokepoint::run_to_end(world, chokepoint::Checks::kOff, &times);
  }
  const auto list = chokepoint::phases_of_a_week();
  for (std::size_t i = 0; i < list.size(); ++i) {
    state.counters[list[i].name] =
        std::chrono::duration<double, std::milli>(times.spent[i]).count() / static_cast<double>(run);
  }
}
BENCHMARK(phases)->Unit(benchmark::kMillisecond);

}  // namespace
