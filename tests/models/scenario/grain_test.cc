#include "models/scenario/grain.h"

#include <numeric>

#include <doctest/doctest.h>

#include "models/record/outcome.h"
#include "tests/support/tiny_world.h"

namespace {

using chokepoint::grain_of;
using chokepoint::GrainOf;
using chokepoint::grains_of;

const auto kNoneWhole = [](std::uint32_t) { return false; };

double sum_of(const std::vector<GrainOf>& rows) {
  return std::accumulate(rows.begin(), rows.end(), 0.0,
                         [](double sum, const GrainOf& row) { return sum + row.part; });
}

TEST_CASE("an agent of the world is as many rows as the scale says, with its part shared out") {
  const std::vector<double> parts{0.5, 0.3, 0.2};
  const auto same = grains_of(parts, grain_of(1), kNoneWhole);
  REQUIRE(same.size() == 3);
  CHECK(same[1].part == 0.3);
  const auto finer = grains_of(parts, grain_of(10), kNoneWhole);
  REQUIRE(finer.size() == 30);
  CHECK(finer[9].of == 0);
  CHECK(finer[9].number == 9);
  CHECK(finer[9].part == doctest::Approx(0.05));
  CHECK(sum_of(finer) == doctest::Approx(1));
}

TEST_CASE("who is whole is one row at any scale") {
  const auto rows = grains_of({0.5, 0.3, 0.2}, grain_of(4), [](std::uint32_t i) { return i == 1; });
  REQUIRE(rows.size() == 9);
  CHECK(rows[4].of == 1);
  CHECK(rows[4].part == 0.3);
}

TEST_CASE("in a coarser grain several are one row, and nothing of theirs is lost") {
  const auto rows = grains_of({0.4, 0.3, 0.2, 0.06, 0.04}, grain_of(0.5), kNoneWhole);
  REQUIRE(rows.size() == 3);
  CHECK(rows.front().of == 0);
  CHECK(sum_of(rows) == doctest::Approx(1));
  CHECK(sum_of(grains_of({0.7, 0.3}, grain_of(2.5), kNoneWhole)) == doctest::Approx(1));
}

/// Means over a few runs, at their end.
struct Means {
  double smuggled = 0;
  double nation = 0;
  double nvidia = 0;
  double seized = 0;
};

Means means_at(const char* scale) {
  constexpr int kRuns = 6;
  Means means;
  for (std::uint64_t seed = 1; seed <= kRuns; ++seed) {
    tiny::Run run({std::string("population.scale=") + scale, "population.rings=60",
                   "parameters.rings.capital_median_usd=1000000", "actors.abroad.others=500"},
                  seed);
    run.to_end();
    const auto outcome = chokepoint::outcome_of(run.world);
    const auto& year = outcome.years.back();
    means.smuggled += year.since_start.smuggled / kRuns;
    means.seized += year.since_start.seized / kRuns;
    means.nvidia += year.since_start.nvidia_sold / kRuns;
    means.nation += year.end.nation_china / kRuns;
  }
  return means;
}

TEST_CASE("a finer grain shows the same world") {
  const Means one = means_at("1");
  const Means ten = means_at("10");
  CHECK(ten.smuggled == doctest::Approx(one.smuggled).epsilon(0.1));
  CHECK(ten.seized == doctest::Approx(one.seized).epsilon(0.2));
  CHECK(ten.nvidia == doctest::Approx(one.nvidia).epsilon(0.02));
  CHECK(ten.nation == doctest::Approx(one.nation).epsilon(0.03));
}

}  // namespace
