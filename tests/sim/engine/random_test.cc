#include "sim/engine/random.h"

#include <cmath>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/contract.h"

namespace sim {
namespace {

constexpr Purpose kToss{"test.toss"};
constexpr double kLeast = 0x1p-53;
constexpr double kMost = 1 - 0x1p-53;

// Evenly spread draws with both ends: the quantiles see every part of (0, 1).
std::vector<double> ladder(int steps) {
  std::vector<double> rungs{kLeast, 1e-9};
  for (int i = 0; i < steps; ++i) rungs.push_back((i + 0.5) / steps);
  rungs.insert(rungs.end(), {1 - 1e-9, kMost});
  return rungs;
}

struct Moments {
  double mean = 0;
  double variance = 0;
};

template <class Quantile>
Moments moments(Quantile quantile) {
  constexpr int kDraws = 100000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = static_cast<double>(quantile((i + 0.5) / kDraws));
    sum += x;
    squares += x * x;
  }
  const double mean = sum / kDraws;
  return {mean, squares / kDraws - mean * mean};
}

template <class Quantile>
bool rises(Quantile quantile) {
  auto last = quantile(kLeast);
  for (const double u : ladder(5000)) {
    const auto next = quantile(u);
    if (next < last) return false;
    last = next;
  }
  return true;
}

TEST_CASE("the generator gives the known answers published with Random123 for philox4x64 10") {
  const std::uint64_t ones = ~0ULL;
  struct Known {
    std::uint64_t agent, week, purpose, draw, seed, run, words[4];
  };
  const Known known[] = {
      {0, 0, 0, 0, 0, 0, {0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}},
      {ones,
       ones,
       ones,
       ones,
       ones,
       ones,
       {0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}},
      {0x243f6a8885a308d3,
       0x13198a2e03707344,
       0xa4093822299f31d0,
       0x082efa98ec4e6c89,
       0x452821e638d01377,
       0xbe5466cf34e90c6c,
       {0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}},
  };
  for (const Known& k : known) {
    Purpose purpose{""};
    purpose.key = k.purpose;
    const RandomStreams::Four four = RandomStreams{k.seed, k.run}.uniform4(k.agent, k.week, purpose, k.draw);
    for (int i = 0; i < 4; ++i) CHECK(four.u[i] == RandomStreams::open_unit(k.words[i]));
  }
}

TEST_CASE("an address keeps its draw for ever") {
  struct Frozen {
    std::uint64_t seed, run, agent, week, draw;
    const char* purpose;
    double u;
  };
  const Frozen frozen[] = {
      {0u, 0u, 0u, 0u, 0u, "test.toss", 0x1.ac2e0dcc51cdfp-1},
      {42u, 7u, 12345u, 52u, 0u, "licence.odds", 0x1.ff59bdabf8be7p-1},
      {42u, 8u, 12345u, 52u, 0u, "licence.odds", 0x1.44ecec178d0f2p-2},
      {42u, 7u, 4294967296u, 519u, 3u, "seizure", 0x1.e0f62c07aa4c6p-2},
      {18446744073709551615u, 1000000u, 1u, 1u, 1u, "", 0x1.ee5133941fa2dp-1},
  };
  for (const Frozen& f : frozen) {
    CHECK(RandomStreams{f.seed, f.run}.uniform(f.agent, f.week, Purpose{f.purpose}, f.draw) == f.u);
  }
}

TEST_CASE("a draw stays inside the open interval for all bits") {
  CHECK(RandomStreams::open_unit(0) == kLeast);
  CHECK(RandomStreams::open_unit(~0ULL) == kMost);
}

TEST_CASE("every part of an address changes the draw") {
  std::set<double> draws;
  for (std::uint64_t i = 0; i < 2; ++i) {
    for (std::uint64_t j = 0; j < 32; ++j) {
      const RandomStreams streams{j & 1, j >> 1 & 1};
      draws.insert(streams.uniform(j >> 2 & 1, j >> 3 & 1, i ? kToss : Purpose{"test.other"}, j >> 4));
    }
  }
  CHECK(draws.size() == 64);
}

TEST_CASE("one draw is the first of the four at its address") {
  const RandomStreams streams{5, 6};
  CHECK(streams.uniform(1, 2, kToss, 3) == streams.uniform4(1, 2, kToss, 3).u[0]);
}

TEST_CASE("draws of neighbouring agents have the moments of a uniform and no correlation") {
  const RandomStreams streams{42, 0};
  constexpr int kAgents = 100000;
  double sum = 0, squares = 0, products = 0;
  for (std::uint64_t agent = 0; agent < kAgents; ++agent) {
    const double u = streams.uniform(agent, 3, kToss) - 0.5;
    sum += u;
    squares += u * u;
    products += u * (streams.uniform(agent + 1, 3, kToss) - 0.5);
  }
  CHECK(std::abs(sum / kAgents) < 4 * std::sqrt(1.0 / 12 / kAgents));
  CHECK(std::abs(squares / kAgents - 1.0 / 12) < 4 * std::sqrt(1.0 / 180 / kAgents));
  CHECK(std::abs(products / kAgents) < 4.0 / 12 / std::sqrt(kAgents));
}

TEST_CASE("quantiles of the continuous kinds have their known values") {
  CHECK(normal_quantile(0.5) == 0);
  CHECK(normal_quantile(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-14));
  CHECK(normal_quantile(kLeast) == -normal_quantile(kMost));
  CHECK(lognormal_quantile(0.5, 7, 2) == 7);
  CHECK(lognormal_quantile(0.975, 7, 0) == 7);
  CHECK(exponential_quantile(0.5, 3) == doctest::Approx(3 * std::log(2.0)).epsilon(1e-14));
  CHECK(gamma_quantile(0.5, 3, 1) == doctest::Approx(3 * std::log(2.0)).epsilon(1e-12));
  CHECK(gamma_quantile(0.5, 0, 1) == 0);
}

TEST_CASE("quantiles have the mean and variance of their kind") {
  const auto near = [](Moments got, double mean, double variance) {
    CHECK(got.mean == doctest::Approx(mean).epsilon(2e-3));
    CHECK(got.variance == doctest::Approx(variance).epsilon(1e-2));
  };
  near(moments([](double u) { return 5 + normal_quantile(u); }), 5, 1);
  near(moments([](double u) { return exponential_quantile(u, 4); }), 4, 16);
  near(moments([](double u) { return gamma_quantile(u, 6, 2.5); }), 6, 36 / 2.5);
  near(moments([](double u) { return lognormal_quantile(u, 2, 0.5); }), 2 * std::exp(0.125),
       4 * std::exp(0.25) * (std::exp(0.25) - 1));
  for (const double mean : {0.01, 0.7, 12.0, 29.9, 30.1, 400.0, 1e6}) {
    near(moments([mean](double u) { return poisson_quantile(u, mean); }), mean, mean);
  }
  near(moments([](double u) { return round_by_chance(u, 2.25); }), 2.25, 0.1875);
}

TEST_CASE("binomial quantiles have the mean and variance of their kind from rare to certain") {
  for (const std::int64_t n : {1, 2, 7, 100, 5000}) {
    for (const double p : {0.003, 0.2, 0.5, 0.51, 0.93, 0.999}) {
      const auto got = moments([n, p](double u) { return binomial_quantile(u, n, p); });
      const double mean = static_cast<double>(n) * p;
      CHECK(got.mean == doctest::Approx(mean).epsilon(2e-3));
      CHECK(got.variance == doctest::Approx(mean * (1 - p)).epsilon(1e-2));
    }
  }
}

TEST_CASE("whole-number quantiles are the least count that reaches the draw") {
  CHECK(poisson_quantile(std::exp(-2.0) * (1 - 1e-15), 2) == 0);
  CHECK(poisson_quantile(std::exp(-2.0) * (1 + 1e-15), 2) == 1);
  CHECK(binomial_quantile(0.125, 3, 0.5) == 0);
  CHECK(binomial_quantile(0.126, 3, 0.5) == 1);
  CHECK(binomial_quantile(0.5, 3, 0.5) == 1);
  CHECK(binomial_quantile(0.8751, 3, 0.5) == 3);
  CHECK(binomial_quantile(0.25, 1, 0.75) == 0);
  CHECK(binomial_quantile(0.2501, 1, 0.75) == 1);
}

TEST_CASE("a larger draw never gives a smaller variate") {
  CHECK(rises(normal_quantile));
  CHECK(rises([](double u) { return gamma_quantile(u, 3, 0.4); }));
  for (const double mean : {0.02, 5.0, 29.0, 31.0, 3000.0}) {
    CHECK(rises([mean](double u) { return poisson_quantile(u, mean); }));
  }
  for (const double p : {1e-4, 0.3, 0.5, 0.7, 0.9999}) {
    CHECK(rises([p](double u) { return binomial_quantile(u, 20, p); }));
    CHECK(rises([p](double u) { return binomial_quantile(u, 2000, p); }));
  }
}

TEST_CASE("a larger chance never gives a smaller count from the same draw") {
  for (int rung = 0; rung < 57; ++rung) {
    const double u = 0x1p-40 + 0.0173 * rung;
    std::int64_t last_poisson = 0, last_binomial = 0, last_whole = 0;
    for (int step = 0; step <= 1000; ++step) {
      const double p = step / 1000.0;
      const auto poisson = poisson_quantile(u, 60 * p);
      const auto binomial = binomial_quantile(u, 90, p);
      const auto whole = round_by_chance(u, 5 * p);
      CHECK((poisson >= last_poisson && binomial >= last_binomial && whole >= last_whole));
      last_poisson = poisson;
      last_binomial = binomial;
      last_whole = whole;
    }
  }
}

TEST_CASE("chances of nothing and of certainty leave nothing to chance") {
  for (const double u : ladder(20)) {
    CHECK(poisson_quantile(u, 0) == 0);
    CHECK(binomial_quantile(u, 0, 0.3) == 0);
    for (const std::int64_t n : {1, 10, 1000000}) {
      CHECK(binomial_quantile(u, n, 0) == 0);
      CHECK(binomial_quantile(u, n, 1) == n);
    }
    CHECK(exponential_quantile(u, 0) == 0);
    CHECK(round_by_chance(u, 4) == 4);
    CHECK(round_by_chance(u, -4) == -4);
  }
}

TEST_CASE("counts of millions of millions are drawn too") {
  const std::int64_t n = 1000000000000;
  const double sd = std::sqrt(static_cast<double>(n) * 0.3 * 0.7);
  CHECK(std::abs(static_cast<double>(binomial_quantile(0.975, n, 0.3)) - (0.3e12 + 1.95996398 * sd)) < 2);
  CHECK(std::abs(static_cast<double>(poisson_quantile(0.975, 1e12)) - (1e12 + 1.95996398e6)) < 2);
}

TEST_CASE("a draw or a size out of range breaks the contract") {
  CHECK_THROWS_AS(normal_quantile(0), ContractBroken);
  CHECK_THROWS_AS(exponential_quantile(1, 2), ContractBroken);
  CHECK_THROWS_AS(poisson_quantile(0.5, -1), ContractBroken);
  CHECK_THROWS_AS(poisson_quantile(0.5, std::nan("")), ContractBroken);
  CHECK_THROWS_AS(binomial_quantile(0.5, -1, 0.5), ContractBroken);
  CHECK_THROWS_AS(binomial_quantile(0.5, 1, 1.1), ContractBroken);
  CHECK_THROWS_AS(gamma_quantile(0.5, 1, 0), ContractBroken);
}

}  // namespace
}  // namespace sim
