// What the parts of the engine cost: a draw, a variate, a hashed byte.
#include <cstddef>
#include <cstdint>
#include <vector>

#include <Random123/philox.h>
#include <benchmark/benchmark.h>

#include "sim/engine/random.h"
#include "sim/engine/state.h"

namespace tools {
namespace {

constexpr sim::Purpose kPurpose{"bench.draw"};
constexpr std::uint64_t kAgents = 1024;

void count_draws(benchmark::State& state, std::uint64_t draws) {
  state.counters["draws"] =
      benchmark::Counter(static_cast<double>(draws), benchmark::Counter::kIsIterationInvariantRate);
}

void draw_one(benchmark::State& state) {
  sim::RandomStreams streams{42, 7};
  benchmark::DoNotOptimize(streams);
  while (state.KeepRunning()) {
    double sum = 0;
    for (std::uint64_t agent = 0; agent < kAgents; ++agent) sum += streams.uniform(agent, 3, kPurpose);
    benchmark::DoNotOptimize(sum);
  }
  count_draws(state, kAgents);
}
BENCHMARK(draw_one);

void draw_four(benchmark::State& state) {
  sim::RandomStreams streams{42, 7};
  benchmark::DoNotOptimize(streams);
  while (state.KeepRunning()) {
    double sum = 0;
    for (std::uint64_t agent = 0; agent < kAgents; ++agent) {
      const auto four = streams.uniform4(agent, 3, kPurpose);
      sum += four.u[0] + four.u[1] + four.u[2] + four.u[3];
    }
    benchmark::DoNotOptimize(sum);
  }
  count_draws(state, 4 * kAgents);
}
BENCHMARK(draw_four);

// The smaller generator, for comparison: its counter would have to pack agent, week, purpose and draw in 128
// bits.
void draw_philox_4x32(benchmark::State& state) {
  using Philox = r123::Philox4x32_R<10>;
  Philox::key_type key{{42, 7}};
  benchmark::DoNotOptimize(key);
  while (state.KeepRunning()) {
    double sum = 0;
    for (std::uint32_t agent = 0; agent < kAgents; ++agent) {
      const auto bits = Philox{}(Philox::ctr_type{{agent, 3, 5, 0}}, key);
      sum += sim::RandomStreams::open_unit(std::uint64_t{bits[0]} << 32 | bits[1]);
    }
    benchmark::DoNotOptimize(sum);
  }
  count_draws(state, kAgents);
}
BENCHMARK(draw_philox_4x32);

template <class Quantile>
void time_quantile(benchmark::State& state, Quantile quantile) {
  std::vector<double> draws;
  for (std::uint64_t i = 0; i < kAgents; ++i) draws.push_back(sim::RandomStreams{}.uniform(i, 0, kPurpose));
  while (state.KeepRunning()) {
    for (const double u : draws) benchmark::DoNotOptimize(quantile(u));
  }
  count_draws(state, kAgents);
}
BENCHMARK_CAPTURE(time_quantile, normal, [](double u) { return sim::normal_quantile(u); });
BENCHMARK_CAPTURE(time_quantile, exponential, [](double u) { return sim::exponential_quantile(u, 3); });
BENCHMARK_CAPTURE(time_quantile, gamma, [](double u) { return sim::gamma_quantile(u, 3, 2.5); });
BENCHMARK_CAPTURE(time_quantile, poisson_0_01, [](double u) { return sim::poisson_quantile(u, 0.01); });
BENCHMARK_CAPTURE(time_quantile, poisson_3, [](double u) { return sim::poisson_quantile(u, 3); });
BENCHMARK_CAPTURE(time_quantile, poisson_300, [](double u) { return sim::poisson_quantile(u, 300); });
BENCHMARK_CAPTURE(time_quantile, binomial_1000_of_1e_5,
                  [](double u) { return sim::binomial_quantile(u, 1000, 1e-5); });
BENCHMARK_CAPTURE(time_quantile, binomial_20_of_0_9,
                  [](double u) { return sim::binomial_quantile(u, 20, 0.9); });
BENCHMARK_CAPTURE(time_quantile, binomial_1000_of_0_3,
                  [](double u) { return sim::binomial_quantile(u, 1000, 0.3); });
BENCHMARK_CAPTURE(time_quantile, binomial_1e6_of_0_3,
                  [](double u) { return sim::binomial_quantile(u, 1000000, 0.3); });

void hash_one_mebibyte(benchmark::State& state) {
  const std::vector<std::byte> bytes(1 << 20, std::byte{3});
  while (state.KeepRunning()) benchmark::DoNotOptimize(sim::hash_bytes(0, bytes));
  state.SetBytesProcessed(state.iterations() << 20);
}
BENCHMARK(hash_one_mebibyte);

}  // namespace
}  // namespace tools
