// How many runs a second a store takes: small ones, and those of a study that varies every parameter; and how many a merge.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sim/experiment/run_key.h"
#include "sim/experiment/store.h"
#include "sim/experiment/store_merge.h"

namespace {

constexpr std::int64_t kRuns = 20000;
constexpr std::int64_t kShards = 100;
constexpr std::int64_t kMergedRuns = 100000;

sim::StudyRecord study_of(std::int64_t factors, std::int64_t outputs, std::int64_t points = kRuns) {
  sim::StudyRecord study;
  study.name = "bench";
  study.method = "sobol";
  study.points = points;
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

/// The stores of a hundred tasks, a hundred thousand runs in all, into one.
void merge_runs(benchmark::State& state) {
  const sim::StudyRecord study = study_of(state.range(0), state.range(1), kMergedRuns);
  const auto point_at = [&](std::int64_t point) {
    const std::vector<double> values(study.factors.size(), static_cast<double>(point) / kMergedRuns);
    return sim::StoredPoint{point, values, values};
  };
  const BenchFolder folder;
  std::vector<std::filesystem::path> shards;
  for (std::int64_t shard = 0; shard < kShards; ++shard) {
    shards.push_back(folder.path / fmt::format("{}.sqlite", shard));
    sim::Store store = sim::Store::open_for(shards.back(), study, point_at);
    for (std::int64_t i = shard; i < kMergedRuns; i += kShards) {
      sim::StoredRun run;
      run.place = {i, "history", 0};
      run.key = sim::run_key(std::vector<std::string>{std::to_string(i)});
      run.values.assign(study.outputs.size(), 0.1 * static_cast<double>(i));
      store.add(std::move(run));
    }
    store.flush();
  }
  const std::filesystem::path merged = folder.path / "merged.sqlite";
  for (auto _ : state) {
    std::filesystem::remove(merged);
    sim::merge_stores(merged, shards, sim::Builds::kOne);
  }
  state.counters["runs"] =
      benchmark::Counter(static_cast<double>(kMergedRuns * state.iterations()), benchmark::Counter::kIsRate);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["most_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}
BENCHMARK(merge_runs)
    ->ArgNames({"factors", "outputs"})
    ->Args({5, 10})
    ->Args({5, 40})
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
