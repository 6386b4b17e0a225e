#include "sim/analysis/aleatory_share.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "sim/analysis/sobol_indices.h"
#include "sim/engine/random.h"

namespace sim {
namespace {

constexpr Purpose kNoise{"luck_share_test.noise"};
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double noise(std::uint64_t point, std::uint64_t replicate) {
  return normal_quantile(RandomStreams{5, 0}.uniform(point, replicate, kNoise));
}

/// Points with a variance of 3 between them and 1 within.
std::vector<std::vector<double>> quarter_luck(std::size_t points, std::size_t replicates) {
  std::vector<std::vector<double>> outputs(points, std::vector<double>(replicates));
  for (std::size_t point = 0; point < points; ++point) {
    for (std::size_t i = 0; i < replicates; ++i) {
      outputs[point][i] = 1e4 + std::sqrt(3) * noise(point, 1000) + noise(point, i);
    }
  }
  return outputs;
}

TEST_CASE("the aleatory share is found, whether there are two replicates or twenty") {
  for (const std::size_t replicates : {2, 5, 20}) {
    const AleatoryShare streams = aleatory_share(quarter_luck(2000, replicates));
    CHECK(std::abs(streams.share.value - 0.25) < 0.02);
    CHECK(streams.share.interval.low < 0.25);
    CHECK(streams.share.interval.high > 0.25);
    CHECK(streams.points == 2000);
  }
}

TEST_CASE("all is chance when points do not differ, nothing when replicates do not") {
  CHECK(aleatory_share({{1, 2}, {2, 1}, {1, 2}}).share.value == 1);
  CHECK(aleatory_share({{1, 1}, {2, 2}, {4, 4}}).share.value == 0);
  CHECK(std::isnan(aleatory_share({{1, 1}, {1, 1}}).share.value));
}

TEST_CASE("points with fewer than two runs are left out and counted") {
  const AleatoryShare streams = aleatory_share({{1, 2, kNan}, {kNan, 9, kNan}, {3, 5, 4}, {}});
  CHECK(streams.points == 2);
  CHECK(streams.dropped == 2);
  CHECK(streams.share.value == aleatory_share({{1, 2}, {3, 5, 4}}).share.value);
  CHECK(std::isnan(aleatory_share({{1, 2}}).share.value));
  CHECK_THROWS_AS(aleatory_share({{1, std::numeric_limits<double>::infinity()}}), std::invalid_argument);
}

TEST_CASE("random draws as a factor of a Saltelli plan have that share for its total index") {
  Plan plan;
  plan.method = Method::kSaltelli;
  plan.factors = 2;
  plan.samples = 2048;
  plan.seed = 1;
  plan.levels = {0, 64};
  std::vector<double> outputs;
  for (const auto& u : points_of(plan)) {
    const auto streams = static_cast<std::uint64_t>(u[1] * 64);
    outputs.push_back(std::sqrt(36.0) * u[0] + noise(static_cast<std::uint64_t>(u[0] * 1e9), streams));
  }
  const SobolIndices indices = sobol_indices(plan, outputs);
  CHECK(std::abs(indices.total[1].value - 0.25) < 0.03);
  CHECK(std::abs(indices.first[1].value) < 0.05);
}

}  // namespace
}  // namespace sim
