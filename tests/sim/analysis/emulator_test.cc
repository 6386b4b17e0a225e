#include "sim/analysis/emulator.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/random.h"
#include "sim/numeric/constants.h"
#include "tests/support/reference.h"

namespace sim {
namespace {

constexpr Purpose kNoise{"emulator_test.noise"};

Matrix hypercube(std::size_t factors, std::size_t samples, std::uint64_t seed = 1) {
  Plan plan;
  plan.method = Method::kLatinHypercube;
  plan.factors = factors;
  plan.samples = samples;
  plan.seed = seed;
  return points_of(plan);
}

double noise(std::size_t run, std::uint64_t seed = 0) {
  return normal_quantile(RandomStreams{seed, 0}.uniform(run, 0, kNoise));
}

double quadratic(const std::vector<double>& u) {
  return 3 * u[4] - 2 * u[17] + 4 * (u[17] - 0.5) * (u[30] - 0.5) + 6 * std::pow(u[30] - 0.4, 2);
}

/// Of two forms, with an effect of the third input that hangs on the form.
double of_forms(const std::vector<double>& u) {
  return u[1] < 0.5 ? 2 + u[2] : 4 + 3 * u[2] + std::pow(u[2] - 0.5, 2);
}

std::vector<double> noisy(const Matrix& rows, double deviation, std::uint64_t seed = 0) {
  std::vector<double> outputs = tests::outputs_of(rows, quadratic);
  for (std::size_t i = 0; i < outputs.size(); ++i) outputs[i] += deviation * noise(i, seed);
  return outputs;
}

TEST_CASE("a quadratic of 3 inputs among 40 is found under noise, with its variance") {
  const Matrix rows = hypercube(40, 400);
  const Emulator emulator(rows, noisy(rows, 0.5));
  const std::set<std::size_t> inputs(emulator.inputs().begin(), emulator.inputs().end());
  CHECK(inputs.contains(4));
  CHECK(inputs.contains(17));
  CHECK(inputs.contains(30));
  CHECK(inputs.size() <= 4);
  CHECK(emulator.q2() > 0.7);
  CHECK(std::sqrt(emulator.variance()) == doctest::Approx(0.5).epsilon(0.1));
  double squares = 0;
  for (const auto& u : hypercube(40, 200, 2)) squares += std::pow(emulator.mean(u) - quadratic(u), 2) / 200;
  CHECK(std::sqrt(squares) < 0.15);
}

TEST_CASE("a quadratic without noise is met exactly") {
  const Matrix rows = hypercube(40, 200);
  const Emulator emulator(rows, tests::outputs_of(rows, quadratic));
  CHECK(emulator.q2() == doctest::Approx(1));
  for (const auto& u : hypercube(40, 20, 2)) CHECK(emulator.mean(u) == doctest::Approx(quadratic(u)));
}

TEST_CASE("the variance is the squared error on runs that the emulator has not seen") {
  double promised = 0;
  double made = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Matrix rows = hypercube(100, 250, seed);
    const auto model = [](const std::vector<double>& u) {
      return std::exp(2 * u[1]) + std::sin(6 * u[2]) * u[3];
    };
    std::vector<double> outputs = tests::outputs_of(rows, model);
    for (std::size_t i = 0; i < outputs.size(); ++i) outputs[i] += noise(i, seed);
    const Emulator emulator(rows, outputs);
    promised += emulator.variance();
    const Matrix fresh = hypercube(100, 500, 100 + seed);
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      made += std::pow(emulator.mean(fresh[i]) - model(fresh[i]) - noise(i, 100 + seed), 2) / 500;
    }
  }
  CHECK(made / promised == doctest::Approx(1).epsilon(0.1));
}

TEST_CASE("an input whose effect is not monotone is found by its square") {
  const Matrix rows = hypercube(60, 300);
  const Emulator emulator(
      rows, tests::outputs_of(rows, [](const std::vector<double>& u) { return std::pow(u[9] - 0.5, 2); }));
  CHECK(emulator.inputs() == std::vector<std::size_t>{9});
  CHECK(emulator.q2() > 0.99);
}

TEST_CASE("noise alone gives the constant") {
  int spurious = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Matrix rows = hypercube(50, 200, seed);
    std::vector<double> outputs;
    for (std::size_t i = 0; i < rows.size(); ++i) outputs.push_back(7 + noise(i, seed));
    const Emulator emulator(rows, outputs);
    spurious += !emulator.inputs().empty();
    CHECK(emulator.q2() < 0.1);
    CHECK(emulator.mean(rows[0]) == doctest::Approx(7).epsilon(0.1));
  }
  CHECK(spurious <= 6);  // two are meant
}

TEST_CASE("runs that failed are left out and counted, and their residuals are none") {
  const Matrix rows = hypercube(40, 300);
  std::vector<double> outputs = noisy(rows, 0.1);
  for (std::size_t i = 0; i < 300; i += 3) outputs[i] = kNan;
  const Emulator emulator(rows, outputs);
  CHECK(emulator.runs() == 200);
  CHECK(emulator.failed() == 100);
  CHECK(std::isnan(emulator.residuals()[3]));
  CHECK(std::isfinite(emulator.residuals()[4]));
  CHECK(emulator.q2() > 0.95);
}

TEST_CASE("runs at the same points tell what random draws alone make") {
  Matrix rows = hypercube(40, 200);
  const Matrix once = rows;
  rows.insert(rows.end(), once.begin(), once.end());
  const Emulator emulator(rows, noisy(rows, 0.5));
  CHECK(std::sqrt(emulator.luck_variance()) == doctest::Approx(0.5).epsilon(0.1));
  CHECK(std::isnan(Emulator(once, noisy(once, 0.5)).luck_variance()));
}

TEST_CASE("too few runs make an emulator that rules nothing out, and constant outputs one without doubt") {
  const Matrix rows = hypercube(5, 9);
  CHECK(Emulator(rows, std::vector<double>(9, 1)).variance() == kInfinity);
  const Matrix more = hypercube(5, 20);
  const Emulator constant(more, std::vector<double>(20, 2.5));
  CHECK(constant.variance() == 0);
  CHECK(constant.mean(more[3]) == 2.5);
  CHECK(constant.q2() == 0);
  CHECK_THROWS_AS(Emulator(more, std::vector<double>(19, 1)), std::invalid_argument);
}

TEST_CASE("fewer runs than inputs still find the strongest") {
  const Matrix rows = hypercube(185, 120);
  const Emulator emulator(rows, tests::outputs_of(rows, [](const std::vector<double>& u) {
                            return 5 * u[180] + 3 * u[2] + 0.2 * u[50];
                          }));
  const auto has = [&](std::size_t input) {
    return std::find(emulator.inputs().begin(), emulator.inputs().end(), input) != emulator.inputs().end();
  };
  CHECK(has(180));
  CHECK(has(2));
  CHECK(emulator.q2() > 0.9);
}

TEST_CASE("an input that chooses between two forms counts as the form, wherever in its half it lies") {
  const Matrix rows = hypercube(4, 300);
  const std::vector<std::size_t> choices{1};
  const Emulator emulator(rows, tests::outputs_of(rows, of_forms), kMostEmulatorInputs, choices);
  CHECK(emulator.q2() > 0.99);
  CHECK(emulator.mean(std::vector{0.5, 0.01, 0.5, 0.5}) == emulator.mean(std::vector{0.5, 0.49, 0.5, 0.5}));
  CHECK(emulator.mean(std::vector{0.5, 0.2, 0.5, 0.5}) == doctest::Approx(2.5).epsilon(0.02));
  CHECK(emulator.mean(std::vector{0.5, 0.9, 0.5, 0.5}) == doctest::Approx(5.5).epsilon(0.02));
  CHECK(Emulator(rows, tests::outputs_of(rows, of_forms)).q2() < emulator.q2());
}

}  // namespace
}  // namespace sim
