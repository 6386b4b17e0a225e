#include "sim/analysis/regression.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "sim/engine/random.h"
#include "tests/support/reference.h"

namespace sim {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Matrix sobol_points(std::size_t factors, std::size_t samples, std::uint64_t seed = 0) {
  Plan plan;
  plan.method = Method::kSobol;
  plan.factors = factors;
  plan.samples = samples;
  plan.seed = seed;
  return points_of(plan);
}

struct Sample {
  Matrix inputs;
  std::vector<double> outputs;
};

/// By the recipe of the reference block "regression".
Sample reference_sample() {
  Sample sample;
  for (std::vector<double> u : sobol_points(6, 256)) {
    for (double& x : u) x = std::clamp(x, 1e-9, 1 - 1e-9);
    const double noise = normal_quantile(std::clamp(u[5], 1.0 / 512, 1 - 1.0 / 512));
    sample.outputs.push_back(4 * u[0] + 2 * u[1] - u[2] + std::exp(3 * u[3]) / 5 + 3 * u[0] * u[1] +
                             0.3 * noise);
    u.pop_back();
    sample.inputs.push_back(u);
  }
  return sample;
}

void check_values(const std::vector<Index>& found, const nlohmann::json& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i)
    CHECK(std::abs(found[i].value - expected[i].get<double>()) < 1e-9);
}

TEST_CASE("correlations and coefficients, of values and of ranks, are those of the reference") {
  const auto expected = tests::reference("regression");
  const Sample sample = reference_sample();
  const Regression found = regression(sample.inputs, sample.outputs);
  check_values(found.pcc, expected["PCC"]);
  check_values(found.prcc, expected["PRCC"]);
  check_values(found.src, expected["SRC"]);
  check_values(found.srrc, expected["SRRC"]);
  check_values(found.pearson, expected["pearson"]);
  check_values(found.spearman, expected["spearman"]);
  check_values({found.r2, found.rank_r2}, {expected["SRC_R2"], expected["SRRC_R2"]});
}

TEST_CASE("correlations and coefficients with tied ranks are those that OpenTURNS 1.20 finds") {
  Sample sample = reference_sample();
  for (std::vector<double>& row : sample.inputs) row[1] = std::floor(4 * row[1]);
  const Regression found = regression(sample.inputs, sample.outputs);
  // CorrelationAnalysis: computePCC, computePRCC, computeSRC, computeSpearmanCorrelation.
  check_values(found.pcc,
               {0.939607604724, 0.860399123468, -0.445684611684, 0.856615007048, 0.00763830034902});
  check_values(found.prcc,
               {0.926607952221, 0.823607330429, -0.392531507608, 0.818258424093, 0.0194431713205});
  check_values(found.src, {0.72284293333, 0.444524086763, -0.131085571124, 0.437137799602, 0.00201118443381});
  check_values(found.spearman,
               {0.730881637675, 0.429804202014, -0.126130836576, 0.424002203021, 0.00591310940719});
}

TEST_CASE("intervals hold what twenty times the runs find, and cover 0 for an input that does nothing") {
  const auto output = [](const std::vector<double>& u) {
    return std::exp(u[0]) + 0.3 * u[1] + std::sin(9 * u[2]);
  };
  const Matrix many = sobol_points(4, 2560);
  const Regression truth = regression(many, tests::outputs_of(many, output), 0.99);
  const Matrix few = sobol_points(4, 128, 1);
  const Regression found = regression(few, tests::outputs_of(few, output), 0.99);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(found.prcc[i].interval.low < truth.prcc[i].value);
    CHECK(found.prcc[i].interval.high > truth.prcc[i].value);
    CHECK(found.src[i].interval.high - found.src[i].interval.low < 0.7);
  }
  CHECK(found.prcc[3].interval.low < 0);
  CHECK(found.prcc[3].interval.high > 0);
}

TEST_CASE("an input that does not vary is left out without harm to the others") {
  Sample sample = reference_sample();
  const double before = regression(sample.inputs, sample.outputs).prcc[0].value;
  for (std::vector<double>& row : sample.inputs) row.insert(row.begin() + 1, 0.3);
  const Regression found = regression(sample.inputs, sample.outputs);
  CHECK(found.prcc[0].value == before);
  CHECK(std::isnan(found.prcc[1].value));
  CHECK(std::isnan(found.pearson[1].interval.low));
}

TEST_CASE("collinear inputs, and fewer rows than a model needs, leave only plain correlations") {
  Sample sample = reference_sample();
  for (std::vector<double>& row : sample.inputs) row[4] = 1 - 2 * row[0];
  const Regression collinear = regression(sample.inputs, sample.outputs);
  CHECK(std::isnan(collinear.prcc[0].value));
  CHECK(std::isnan(collinear.r2.value));
  CHECK(collinear.spearman[4].value == doctest::Approx(-collinear.spearman[0].value));
  sample = reference_sample();
  sample.inputs.resize(6);
  sample.outputs.resize(6);
  CHECK(std::isnan(regression(sample.inputs, sample.outputs).pcc[0].value));
  CHECK(!std::isnan(regression(sample.inputs, sample.outputs).pearson[0].value));
}

TEST_CASE("a constant output correlates with nothing, and failed runs are left out and counted") {
  Sample sample = reference_sample();
  const Regression constant = regression(sample.inputs, std::vector<double>(256, 0.1));
  CHECK(std::isnan(constant.pearson[0].value));
  CHECK(std::isnan(constant.rank_r2.value));
  for (std::size_t row = 128; row < 256; ++row) sample.outputs[row] = kNan;
  const Regression half = regression(sample.inputs, sample.outputs);
  CHECK(half.rows == 128);
  CHECK(half.dropped == 128);
  const Matrix first(sample.inputs.begin(), sample.inputs.begin() + 128);
  CHECK(half.prcc[0].value == regression(first, std::span(sample.outputs).first(128)).prcc[0].value);
}

TEST_CASE("the strongest inputs are kept in their order, also when the runs are fewer than the inputs") {
  const auto output = [](const std::vector<double>& u) { return 10 * u[7] - 9 * u[2] + 0.01 * u[5]; };
  for (const std::size_t runs : {200, 30}) {
    Plan plan;
    plan.method = Method::kLatinHypercube;
    plan.factors = 40;
    plan.samples = runs;
    const Matrix inputs = points_of(plan);
    const std::vector<double> outputs = tests::outputs_of(inputs, output);
    CHECK(strongest(inputs, outputs, 2) == std::vector<std::size_t>{2, 7});
    CHECK(strongest(inputs, outputs, 60).size() == 40);
  }
}

TEST_CASE("factors that provably do nothing fall below the noise line, and those that act stand above it") {
  int crossed = 0;
  constexpr int kSamples = 40;
  for (std::uint64_t seed = 0; seed < kSamples; ++seed) {
    Plan plan;
    plan.method = Method::kLatinHypercube;
    plan.factors = 40;
    plan.samples = 120;
    plan.seed = seed;
    const Matrix inputs = points_of(plan);
    const auto outputs = tests::outputs_of(inputs, [](const std::vector<double>& u) {
      return 4 * u[3] + 2 * u[9] + normal_quantile(std::clamp(u[0], 0.001, 0.999));
    });
    const double line = noise_line(inputs, outputs);
    const std::vector<double> sizes = strengths(inputs, outputs);
    CHECK(sizes[3] > line);
    CHECK(sizes[9] > line);
    double dead = 0;
    for (std::size_t i = 1; i < sizes.size(); ++i) dead = i == 3 || i == 9 ? dead : std::max(dead, sizes[i]);
    crossed += dead > line ? 1 : 0;
  }
  CHECK(crossed <= 0.25 * kSamples);  // a tenth is meant
}

TEST_CASE("intervals of a family are wider than their own and hold 0 for all dead inputs together") {
  const Sample sample = reference_sample();
  const Regression alone = regression(sample.inputs, sample.outputs);
  const Regression together = regression(sample.inputs, sample.outputs, kLevel, Holds::kFamily);
  for (std::size_t i = 0; i < 5; ++i) {
    const auto width = [](const Index& index) { return index.interval.high - index.interval.low; };
    CHECK(width(together.prcc[i]) > width(alone.prcc[i]));
    CHECK(together.prcc[i].value == alone.prcc[i].value);
  }
}

TEST_CASE("inputs and outputs that do not match or are not finite are refused") {
  CHECK_THROWS_AS(regression({{1}, {2}}, std::vector<double>{1}), std::invalid_argument);
  CHECK_THROWS_AS(regression({{1}, {2, 3}}, std::vector<double>{1, 2}), std::invalid_argument);
  CHECK_THROWS_AS(regression({{1}, {kNan}}, std::vector<double>{1, 2}), std::invalid_argument);
  const std::vector<double> infinite{1, std::numeric_limits<double>::infinity()};
  CHECK_THROWS_AS(regression({{1}, {2}}, infinite), std::invalid_argument);
}

}  // namespace
}  // namespace sim
