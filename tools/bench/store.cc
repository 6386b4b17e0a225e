// How many runs a second a store takes: small ones, and those of a study that varies every parameter.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include "sim/experiment/run_key.h"
#include "sim/experiment/store.h"

namespace {

constexpr std::int64_t kRuns = 20000;

sim::StudyRecord study_of(std::int64_t factors, std::int64_t outputs) {
  sim::StudyRecord study;
  study.name = "bench";
  study.method = "sobol";
  study.points = kRuns;
  study.replicates = 1;
  for (std::int64_t i = 0; i < factors; ++i) study.factors.emplace_back().name = fmt::format("factor {}", i);
  for (std::int64_t i = 0; i < outputs; ++i)
    study.outputs.push_back({fmt::format("measure {}", i), "", "", 2027});
  study.scenarios = {{"history", "", "", ""}};
  return study;
}

/// A folder of its own, gone in the end.
struct BenchFolder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / fmt::format("chokepoint-bench-{}", getpid());

  BenchFolder() { std::filesystem::create_directory(path); }
  ~BenchFolder() { std::filesystem::remove_all(path); }
  BenchFolder(const BenchFolder&) = delete;
  BenchFolder& operator=(const BenchFolder&) = delete;
};

/// From the first add to the last byte on disk, with all that waits there.
void store_runs(benchmark::State& state) {
  const sim::StudyRecord study = study_of(state.range(0), state.range(1));
  const auto point_at = [&](std::int64_t point) {
    const std::vector<double> values(study.factors.size(), static_cast<double>(point) / kRuns);
    return sim::StoredPoint{point, values, values};
  };
  std::vector<std::string> keys;
  for (std::int64_t i = 0; i < kRuns; ++i)
    keys.push_back(sim::run_key(std::vector<std::string>{std::to_string(i)}));
  for (auto _ : state) {
    const BenchFolder folder;
    sim::Store store = sim::Store::open_for(folder.path / "runs.sqlite", study, point_at);
    for (std::int64_t i = 0; i < kRuns; ++i) {
      sim::StoredRun run;
      run.place = {i, "history", 0};
      run.key = keys[static_cast<std::size_t>(i)];
      run.values.assign(study.outputs.size(), 0.1 * static_cast<double>(i));
      store.add(std::move(run));
    }
    store.flush();
  }
  state.counters["runs"] =
      benchmark::Counter(static_cast<double>(kRuns * state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(store_runs)
    ->ArgNames({"factors", "outputs"})
    ->Args({2, 2})
    ->Args({5, 10})
    ->Args({193, 38})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
