#include "sim/analysis/sobol_indices.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "sim/engine/parallel.h"
#include "tests/support/reference.h"

namespace sim {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Plan saltelli(std::size_t factors, std::size_t samples, std::uint64_t seed = 0) {
  Plan plan;
  plan.method = Method::kSaltelli;
  plan.factors = factors;
  plan.samples = samples;
  plan.seed = seed;
  return plan;
}

SobolIndices ishigami_indices(const Plan& plan, double level = 0.9) {
  return sobol_indices(plan, tests::outputs_of(points_of(plan), tests::ishigami), level);
}

std::vector<double> values_of(const std::vector<Index>& indices) {
  std::vector<double> values;
  for (const Index& index : indices) values.push_back(index.value);
  return values;
}

TEST_CASE("indices are those of SALib to nine digits, first, total and second") {
  for (const auto& expected : tests::reference_values("saltelli_unscrambled")) {
    Plan plan = saltelli(3, expected.at("N"));
    plan.second_order = true;
    const SobolIndices indices = ishigami_indices(plan);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(std::abs(indices.first[i].value - expected["S1"][i].get<double>()) < 1e-9);
      CHECK(std::abs(indices.total[i].value - expected["ST"][i].get<double>()) < 1e-9);
      for (std::size_t j = i + 1; j < 3; ++j) {
        CHECK(std::abs(indices.second[i][j].value - expected["S2"][i][j].get<double>()) < 1e-9);
      }
    }
    CHECK(indices.base_points == plan.samples);
  }
}

TEST_CASE("bootstrap intervals are as wide as SALib's") {
  for (const auto& expected : tests::reference_values("saltelli_unscrambled")) {
    if (expected.at("N") < 256) continue;  // few points, and SALib's 100 resamples: too rough to compare
    const SobolIndices indices = ishigami_indices(saltelli(3, expected.at("N")), 0.95);
    for (std::size_t i = 0; i < 3; ++i) {
      const Interval first = indices.first[i].interval;
      const Interval total = indices.total[i].interval;
      CHECK((first.high - first.low) / 2 ==
            doctest::Approx(expected["S1_conf95"][i].get<double>()).epsilon(0.3));
      CHECK((total.high - total.low) / 2 ==
            doctest::Approx(expected["ST_conf95"][i].get<double>()).epsilon(0.3));
    }
  }
}

TEST_CASE("shifted designs stay within four deviations of SALib's scrambled ones") {
  const auto expected = tests::reference("saltelli_200_seeds");
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const SobolIndices indices = ishigami_indices(saltelli(3, 1024, seed));
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(seed);
      CAPTURE(i);
      CHECK(std::abs(indices.first[i].value - expected["S1_mean"][i].get<double>()) <
            4 * expected["S1_sd"][i].get<double>());
      CHECK(std::abs(indices.total[i].value - expected["ST_mean"][i].get<double>()) <
            4 * expected["ST_sd"][i].get<double>());
    }
  }
}

TEST_CASE("the indices of Sobol's G come out at their analytic values, for six factors and eight") {
  for (const auto& expected : tests::reference_values("sobol_g")) {
    const auto a = expected.at("a").get<std::vector<double>>();
    const Plan plan = saltelli(a.size(), 8192, 1);
    const SobolIndices indices = sobol_indices(
        plan, tests::outputs_of(points_of(plan), [&](const auto& u) { return tests::sobol_g(u, a); }));
    for (std::size_t i = 0; i < a.size(); ++i) {
      CHECK(std::abs(indices.first[i].value - expected["S1"][i].get<double>()) < 0.01);
      CHECK(std::abs(indices.total[i].value - expected["ST"][i].get<double>()) < 0.01);
    }
    CHECK(indices.mean == doctest::Approx(1).epsilon(0.01));
    CHECK(indices.variance == doctest::Approx(expected.at("V").get<double>()).epsilon(0.02));
  }
}

TEST_CASE("intervals hold the true index nearly as often as they say, or more") {
  const auto truth = tests::reference("ishigami");
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const SobolIndices indices = ishigami_indices(saltelli(3, 128, seed), 0.9);
    for (std::size_t i = 0; i < 3; ++i) {
      const Interval interval = indices.total[i].interval;
      held += interval.low <= truth["ST"][i] && truth["ST"][i] <= interval.high;
    }
  }
  CHECK(held >= 0.85 * 120);
}

TEST_CASE("the index of a group is the share of its factors and what they do together") {
  Plan plan = saltelli(3, 4096, 1);
  plan.group = {0, 1, 0};
  const SobolIndices indices = ishigami_indices(plan);
  const auto truth = tests::reference("ishigami");
  const double second = truth["S1"][1].get<double>();
  REQUIRE(indices.first.size() == 2);
  CHECK(std::abs(indices.first[0].value - (1 - second)) < 0.02);
  CHECK(std::abs(indices.total[0].value - (1 - second)) < 0.02);
  CHECK(std::abs(indices.first[1].value - second) < 0.02);
}

TEST_CASE("a failed run costs its base point and no other") {
  const Plan plan = saltelli(3, 64);
  const std::vector<double> outputs = tests::outputs_of(points_of(plan), tests::ishigami);
  std::vector<double> holed = outputs;
  for (std::size_t i = 32 * 5; i < holed.size(); i += 5)
    holed[i + i / 5 % 5] = kNan;  // any row of the second half
  const SobolIndices indices = sobol_indices(plan, holed);
  CHECK(indices.dropped == 32);
  CHECK(indices.base_points == 32);
  CHECK(values_of(indices.total) ==
        values_of(sobol_indices(saltelli(3, 32), std::span(outputs).first(32 * 5)).total));
}

TEST_CASE("constant outputs have no variance to share, and no runs no mean either") {
  Plan plan = saltelli(2, 8);
  plan.second_order = true;
  const SobolIndices constant = sobol_indices(plan, std::vector<double>(rows_of(plan), 0.1));
  CHECK(constant.variance == 0);
  CHECK(constant.mean == doctest::Approx(0.1));
  CHECK(std::isnan(constant.first[0].value));
  CHECK(std::isnan(constant.total[1].interval.high));
  CHECK(std::isnan(constant.second[0][1].value));
  const SobolIndices none = sobol_indices(plan, std::vector<double>(rows_of(plan), kNan));
  CHECK(none.dropped == 8);
  CHECK(std::isnan(none.mean));
  CHECK(std::isnan(none.total[0].value));
}

TEST_CASE("a single factor explains everything, and a base point alone says nothing of the spread") {
  const Plan plan = saltelli(1, 256, 1);
  const auto line = [](const std::vector<double>& u) { return 5 + u[0]; };
  const SobolIndices indices = sobol_indices(plan, tests::outputs_of(points_of(plan), line));
  CHECK(indices.first[0].value == doctest::Approx(1).epsilon(0.05));
  CHECK(indices.total[0].value == doctest::Approx(1).epsilon(0.05));
  const Plan one = saltelli(1, 1, 1);
  CHECK(std::isnan(sobol_indices(one, tests::outputs_of(points_of(one), line)).total[0].interval.low));
}

TEST_CASE("indices are unmoved by the outcome's origin and unit") {
  const Plan plan = saltelli(3, 128);
  std::vector<double> outputs = tests::outputs_of(points_of(plan), tests::ishigami);
  const SobolIndices before = sobol_indices(plan, outputs);
  for (double& output : outputs) output = 1e6 + 1000 * output;
  const SobolIndices after = sobol_indices(plan, outputs);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(after.first[i].value == doctest::Approx(before.first[i].value).epsilon(1e-8));
}

TEST_CASE("convergence shows what smaller plans would have said, and their intervals narrow") {
  const Plan plan = saltelli(3, 512);
  const auto at = sobol_convergence(plan, tests::outputs_of(points_of(plan), tests::ishigami));
  REQUIRE(at.size() == 4);
  CHECK(at[0].base_points == 64);
  CHECK(values_of(at[2].total) == values_of(ishigami_indices(saltelli(3, 256)).total));
  const auto width = [](const Index& index) { return index.interval.high - index.interval.low; };
  CHECK(width(at[0].total[0]) > width(at[3].total[0]));
}

TEST_CASE("an interval half as wide needs four times the base points") {
  CHECK(needed_base_points({0.3, {0.2, 0.4}}, 0.1, 128) == 512);
  CHECK(needed_base_points({0.3, {0.2, 0.4}}, 0.4, 128) == 32);
  CHECK(needed_base_points({1, {1, 1}}, 0.1, 128) == 1);
  CHECK(needed_base_points({kNan, {kNan, kNan}}, 0.1, 128) == std::nullopt);
  CHECK_THROWS_AS(needed_base_points({0.3, {0.2, 0.4}}, 0, 128), std::invalid_argument);
  const Plan plan = saltelli(3, 256);
  const SobolIndices indices = ishigami_indices(plan);
  const std::size_t needed = *needed_base_points(indices.total[0], 0.1, 256);
  const Interval then = ishigami_indices(saltelli(3, needed)).total[0].interval;
  CHECK(then.high - then.low == doctest::Approx(0.1).epsilon(0.2));
}

TEST_CASE("outputs of another design, infinite ones and a level beyond certainty are refused") {
  Plan plan = saltelli(2, 8);
  CHECK_THROWS_AS(sobol_indices(plan, std::vector<double>(31, 1.0)), std::invalid_argument);
  std::vector<double> outputs(32, 1.0);
  CHECK_THROWS_AS(sobol_indices(plan, outputs, 1.0), std::invalid_argument);
  outputs[3] = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(sobol_indices(plan, outputs), std::invalid_argument);
  plan.method = Method::kSobol;
  CHECK_THROWS_AS(sobol_indices(plan, std::vector<double>(8, 1.0)), std::invalid_argument);
}

TEST_CASE("indices and intervals are the same on any number of threads") {
  const Plan plan = saltelli(3, 64);
  const Threads alone(1);
  const SobolIndices one = ishigami_indices(plan);
  const Threads several(4);
  const SobolIndices four = ishigami_indices(plan);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(one.total[i].value == four.total[i].value);
    CHECK(one.total[i].interval.low == four.total[i].interval.low);
    CHECK(one.first[i].interval.high == four.first[i].interval.high);
  }
}

}  // namespace
}  // namespace sim
