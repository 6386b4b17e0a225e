#include "sim/analysis/discrepancy.h"

#include <cmath>

#include <doctest/doctest.h>

#include "sim/engine/random.h"

namespace {

/// Normal errors of a given standard deviation, on top of a known variance.
std::vector<sim::Miss> misses(std::size_t count, std::size_t kind, double sd, double variance) {
  constexpr sim::Purpose kPurpose{"test.discrepancy"};
  const sim::RandomStreams streams{1, kind};
  std::vector<sim::Miss> all;
  for (std::size_t i = 0; i < count; ++i) {
    const double u = streams.uniform(i, 0, kPurpose);
    const double v = streams.uniform(i, 1, kPurpose);
    const double normal = std::sqrt(-2 * std::log(u)) * std::cos(2 * std::acos(-1.0) * v);
    all.push_back({kind, normal * std::sqrt(variance + sd * sd), variance});
  }
  return all;
}

}  // namespace

TEST_CASE("a discrepancy that is there is found beside what runs and record explain") {
  CHECK(sim::discrepancies(misses(400, 0, 0.3, 0.04), 1)[0].median() == doctest::Approx(0.3).epsilon(0.1));
}

TEST_CASE("misses that runs and record explain leave next to no discrepancy") {
  CHECK(sim::discrepancies(misses(400, 0, 0, 0.04), 1)[0].median() < 0.08);
}

TEST_CASE("a kind of many figures speaks for itself, and of one without any is known how much kinds differ") {
  auto all = misses(60, 0, 0.1, 0.01);
  const auto wide = misses(60, 1, 0.8, 0.01);
  all.insert(all.end(), wide.begin(), wide.end());
  const auto sd = sim::discrepancies(all, 3);
  CHECK(sd[0].median() < 0.2);
  CHECK(sd[1].median() > 0.6);
  CHECK(sd[2].median() > sd[0].median());
  CHECK(sd[2].quantile(0.9) > sd[1].quantile(0.9));
}

TEST_CASE("a figure that is left out is covered by what the others teach nine times of ten") {
  CHECK(sim::covered_left_out(misses(100, 0, 0.5, 0.04), 1) == doctest::Approx(0.9).epsilon(0.08));
  CHECK(sim::covered_left_out({}, 1) == 0);
}

TEST_CASE("one large miss is not covered by its own width") {
  auto all = misses(40, 0, 0.05, 0.01);
  all.push_back({0, 3, 0.01});
  CHECK(sim::covered_left_out(all, 1) < 1);
}

TEST_CASE("what is missed further ahead counts by the time it had to grow") {
  auto near = misses(400, 0, 0.3, 0.04);
  auto far = misses(400, 0, 0.6, 0.04);
  for (sim::Miss& miss : far) miss.years = 4;
  near.insert(near.end(), far.begin(), far.end());
  const sim::Discrepancy learned = sim::discrepancies(near, 1)[0];
  CHECK(learned.median() == doctest::Approx(0.3).epsilon(0.1));
  CHECK(!learned.covers({0, 0.9, 0, 1}));
  CHECK(learned.covers({0, 0.9, 0, 4}));
}

TEST_CASE("without misses there is no discrepancy") {
  const auto none = sim::discrepancies({}, 2);
  CHECK(none[1].median() == 0);
  CHECK(none[1].covers({1, 0.1, 0.01}));
  CHECK(!none[1].covers({1, 0.3, 0.01}));
}

TEST_CASE("runs and a published range give a miss, numbers that are not positive give none") {
  const std::vector<double> runs{90, 100, 110};
  const auto miss = sim::miss_of(3, runs, 200, 100, 400);
  REQUIRE(miss.has_value());
  CHECK(miss->kind == 3);
  CHECK(miss->error == doctest::Approx(std::log(2)));
  CHECK(miss->variance == doctest::Approx(0.179).epsilon(0.05));
  CHECK(!sim::miss_of(0, {}, 1, 1, 1));
  CHECK(!sim::miss_of(0, std::vector<double>{0, 0, 0, 1}, 1, 1, 1));
  CHECK(!sim::miss_of(0, runs, 0, 0, 0));
}
