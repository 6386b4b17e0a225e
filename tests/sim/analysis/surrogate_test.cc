#include "sim/analysis/surrogate.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "sim/engine/parallel.h"
#include "sim/engine/random.h"
#include "tests/support/reference.h"

namespace sim {
namespace {

constexpr Purpose kNoise{"surrogate_test.noise"};
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Plan sobol(std::size_t factors, std::size_t samples) {
  Plan plan;
  plan.method = Method::kSobol;
  plan.factors = factors;
  plan.samples = samples;
  plan.seed = 1;
  return plan;
}

Matrix points(std::size_t factors, std::size_t samples) { return points_of(sobol(factors, samples)); }

SurrogateIndices ishigami_surrogate(Surrogate kind, std::size_t factors, std::size_t samples) {
  const Matrix inputs = points(factors, samples);
  return surrogate_indices(kind, inputs, tests::outputs_of(inputs, tests::ishigami));
}

void check_near_ishigami(const SurrogateIndices& found, double tolerance) {
  REQUIRE(found.refusal == "");
  const auto truth = tests::reference("ishigami");
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(std::abs(found.first[i].value - truth["S1"][i].get<double>()) < tolerance);
    CHECK(std::abs(found.total[i].value - truth["ST"][i].get<double>()) < tolerance);
  }
}

TEST_CASE("polynomial chaos finds the indices of Ishigami from two hundred runs") {
  const SurrogateIndices found = ishigami_surrogate(Surrogate::kChaos, 3, 200);
  check_near_ishigami(found, 0.005);
  CHECK(found.q2 > 0.99);
  CHECK(found.runs == 200);
  CHECK(found.inputs == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("Kriging finds the indices of Ishigami from two hundred runs among inputs that do nothing") {
  const SurrogateIndices found = ishigami_surrogate(Surrogate::kKriging, 5, 200);
  check_near_ishigami(found, 0.05);
  CHECK(found.q2 > 0.9);
  CHECK(std::abs(found.total[3].value) < 0.01);
}

// Variances: of 3 u0, of 2 u1^2, and of random draws.
constexpr double kLine = 9.0 / 12;
constexpr double kSquare = 16.0 / 45;
constexpr double kDraws = 0.25;

struct Sample {
  Matrix inputs;
  std::vector<double> outputs;
};

Sample noisy_sample(std::size_t factors, std::size_t samples, std::uint64_t seed) {
  Plan plan = sobol(factors, samples);
  plan.seed = seed;
  Sample sample{points_of(plan), {}};
  for (const std::vector<double>& u : sample.inputs) {
    const double noise = normal_quantile(RandomStreams{seed, 0}.uniform(sample.outputs.size(), 0, kNoise));
    sample.outputs.push_back(3 * u[0] + 2 * u[1] * u[1] + std::sqrt(kDraws) * noise);
  }
  return sample;
}

TEST_CASE("chance lowers Q2 by its share and leaves the shares of the rest") {
  const Sample sample = noisy_sample(4, 160, 1);
  for (const Surrogate kind : {Surrogate::kChaos, Surrogate::kKriging}) {
    const SurrogateIndices found = surrogate_indices(kind, sample.inputs, sample.outputs);
    REQUIRE(found.refusal == "");
    CHECK(std::abs(found.q2 - (1 - kDraws / (kLine + kSquare + kDraws))) < 0.08);
    CHECK(std::abs(found.first[0].value - kLine / (kLine + kSquare)) < 0.08);
    CHECK(found.total[3].value < 0.05);
  }
}

TEST_CASE("intervals from a surrogate hold the true index nearly as often as they say") {
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Sample sample = noisy_sample(3, 100, seed);
    const SurrogateIndices found = surrogate_indices(Surrogate::kChaos, sample.inputs, sample.outputs);
    REQUIRE(found.refusal == "");
    const Interval interval = found.first[0].interval;
    held += interval.low < kLine / (kLine + kSquare) && kLine / (kLine + kSquare) < interval.high;
    CHECK(interval.high - interval.low < 0.6);
  }
  CHECK(held >= 15);
}

TEST_CASE("a factor of two levels, or three, gets its own share, not that of a continuous one") {
  Plan plan = sobol(3, 150);
  plan.levels = {2, 3, 0};
  const Matrix inputs = points_of(plan);
  const auto output = [](const std::vector<double>& u) { return u[0] + u[1] + u[2]; };
  const double variances[] = {1.0 / 16, 2.0 / 27, 1.0 / 12};
  for (const Surrogate kind : {Surrogate::kChaos, Surrogate::kKriging}) {
    const SurrogateIndices found =
        surrogate_indices(kind, inputs, tests::outputs_of(inputs, output), plan.levels);
    REQUIRE(found.refusal == "");
    for (std::size_t i = 0; i < 3; ++i) {
      const double share = variances[i] / (1.0 / 16 + 2.0 / 27 + 1.0 / 12);
      CHECK(std::abs(found.total[i].value - share) < 0.02);
    }
  }
}

TEST_CASE("many inputs are screened, and the inputs left out have no index") {
  const Matrix inputs = points(60, 200);
  const auto output = [](const std::vector<double>& u) {
    return 5 * u[40] + 4 * u[7] * u[40] + u[7] + u[59];
  };
  const SurrogateIndices found =
      surrogate_indices(Surrogate::kChaos, inputs, tests::outputs_of(inputs, output));
  REQUIRE(found.refusal == "");
  CHECK(found.inputs.size() == kMostChaosInputs);
  CHECK(found.total[40].value > 0.7);
  CHECK(found.total[7].value > 0.1);
  CHECK(found.first.size() == 60);
  std::size_t known = 0;
  for (const Index& index : found.total) known += !std::isnan(index.value);
  CHECK(known == kMostChaosInputs);
}

TEST_CASE("pure chance is refused for its Q2, also where screening could pick inputs that fit by chance") {
  const auto streams = [](const std::vector<double>& u) {
    return RandomStreams{}.uniform(static_cast<std::uint64_t>(u[0] * 1e15), 0, kNoise);
  };
  for (const std::size_t factors : {3, 120}) {
    const Matrix inputs = points(factors, 100);
    const SurrogateIndices found =
        surrogate_indices(Surrogate::kChaos, inputs, tests::outputs_of(inputs, streams));
    CHECK(found.refusal.find("Q2 is") != std::string::npos);
    CHECK(found.q2 < 0.2);
    CHECK(std::isnan(found.total[0].value));
  }
}

TEST_CASE("too few runs and constant outputs are refused, failed runs left out and counted") {
  const Matrix inputs = points(10, 40);
  std::vector<double> outputs = tests::outputs_of(inputs, tests::ishigami);
  outputs[3] = kNan;
  for (std::size_t i = 33; i < 40; ++i) outputs[i] = kNan;
  const SurrogateIndices few = surrogate_indices(Surrogate::kChaos, inputs, outputs);
  CHECK(few.refusal == "32 runs are too few for a surrogate of 10 inputs, which needs 33");
  CHECK(few.dropped == 8);
  CHECK(std::isnan(few.q2));
  const SurrogateIndices constant =
      surrogate_indices(Surrogate::kChaos, inputs, std::vector<double>(40, 0.1));
  CHECK(constant.refusal == "the output does not vary");
  CHECK_THROWS_AS(surrogate_indices(Surrogate::kChaos, inputs, std::vector<double>(39, 0.1)),
                  std::invalid_argument);
  CHECK_THROWS_AS(surrogate_indices(Surrogate::kChaos, inputs, outputs, {2}), std::invalid_argument);
}

TEST_CASE("a surrogate is the same the second time and on any number of threads") {
  for (const Surrogate kind : {Surrogate::kChaos, Surrogate::kKriging}) {
    const Threads alone(1);
    const SurrogateIndices one = ishigami_surrogate(kind, 3, 100);
    const Threads several(4);
    const SurrogateIndices four = ishigami_surrogate(kind, 3, 100);
    REQUIRE(one.refusal == "");
    CHECK(one.q2 == four.q2);
    CHECK(one.total[0].interval.low == four.total[0].interval.low);
    CHECK(one.first[2].interval.high == four.first[2].interval.high);
  }
}

}  // namespace
}  // namespace sim
