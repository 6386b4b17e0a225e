#include "models/compute/labs.h"

#include <cmath>

#include <doctest/doctest.h>

#include "models/compute/scaling.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

const Id<Lab> kEagle(0);
const Id<Lab> kHawk(1);
const Id<Lab> kDragon(2);

/// Runs of thirteen weeks in step.
const tiny::Overrides kInStep{"parameters.capability.training.shortest_run_weeks=13",
                              "parameters.capability.training.longest_run_weeks=13"};

tiny::Overrides with(tiny::Overrides overrides, const tiny::Overrides& more) {
  for (const std::string& line : more) overrides.push_back(line);
  return overrides;
}

TEST_CASE("a lab uses its share of its owners' fleets") {
  tiny::Run run({"labs.named.Hawk.compute={Cloud: 0.2, BigCloud: 0.1}"});
  const double cloud = 600;      // of 1,000 H100 in place abroad
  const double big_cloud = 200;  // of 500 in China
  CHECK(run.world.labs.compute[kEagle] == doctest::Approx(0.5 * cloud));
  CHECK(run.world.labs.compute[kHawk] == doctest::Approx(0.2 * cloud + 0.1 * big_cloud));
  CHECK(run.world.labs.compute[kDragon] == doctest::Approx(0.5 * big_cloud));
}

TEST_CASE("what an arm abroad has counts to its parent's lab") {
  tiny::Run run;
  const Id<Buyer> arm = run.world.chinese.arm[Id<Chinese>(0)];
  run.world.stocks.abroad.at(run.world.owner_of(arm), run.chip("H100_SXM")) += 1000;
  const double before = run.world.labs.compute[kDragon];
  tiny::run_phase(run.world, "train");
  CHECK(run.world.labs.compute[kDragon] == doctest::Approx(before + 500));
}

TEST_CASE("what an owner rents abroad counts to its lab") {
  tiny::Run run({"mechanisms.renting=false"});
  const double before = run.world.labs.compute[kDragon];
  run.world.renting.h100e[Id<Chinese>(0)] = 1000;
  tiny::run_phase(run.world, "train");
  CHECK(run.world.labs.compute[kDragon] == doctest::Approx(before + 500));
}

/// The largest run of Eagle by the end of a span, when more multiplier calls for more money.
double largest_run(const char* last_day, double answers_value) {
  tiny::Run run(with(kInStep, {"span.first=2024-06-03", fmt::format("span.last={}", last_day),
                               fmt::format("parameters.capability.training.answers_value={}", answers_value),
                               "mechanisms.failures=false"}));
  return run.to_end().world.runs.largest_usd[kEagle];
}

TEST_CASE("a run's share of the compute answers what training buys from 2025 on, and not before") {
  CHECK(largest_run("2024-12-29", 0.5) == largest_run("2024-12-29", 0));
  CHECK(largest_run("2026-12-27", 0.5) > 1.3 * largest_run("2026-12-27", 0));
  CHECK(largest_run("2026-12-27", -0.5) < largest_run("2026-12-27", 0));
}

TEST_CASE("a run takes no more than its lab uses") {
  tiny::Run run(with(kInStep, {"parameters.capability.training.run_share=0.5",
                               "parameters.capability.training.run_share_exponent=0.9",
                               "labs.run_size.reference_h100e=1e6"}));
  CHECK(run.world.runs.largest_usd[kEagle] == doctest::Approx(13 * 300 * 168 * 2));
}

TEST_CASE("the more compute a lab has, the smaller a part of it goes into one run, and the larger the run") {
  tiny::Run run(with(kInStep, {"parameters.capability.training.run_share_exponent=0.5",
                               "labs.named.Hawk.compute={Cloud: 0.125}"}));
  const double eagle = run.world.runs.largest_usd[kEagle];
  CHECK(eagle == doctest::Approx(13 * 300 * 0.1 * 168 * 2));  // of the reference size
  // A quarter of the compute, twice the share of it.
  CHECK(run.world.runs.largest_usd[kHawk] == doctest::Approx(eagle / 2));
}

TEST_CASE("a run costs what its compute costs, and its score follows from its money") {
  tiny::Run run(with(kInStep, {"mechanisms.multipliers=false", "mechanisms.second_paradigm=false",
                               "mechanisms.failures=false"}));
  const double a_week = 300 * 0.1 * 168 * 2;  // Eagle at the start
  CHECK(run.world.runs.largest_usd[kEagle] == doctest::Approx(13 * a_week));
  CHECK(run.world.runs.points[kEagle] == doctest::Approx(points_of(13 * a_week)));
  run.weeks(3);
  CHECK(run.world.runs.first_usd[kEagle] == doctest::Approx(3 * a_week));
}

TEST_CASE("one run follows another, each between the shortest and the longest") {
  tiny::Run run;
  int runs = 0;
  int began = 0;
  while (run.world.week < run.scenario.calendar.weeks) {
    const int ends = run.world.runs.ends[kEagle];
    run.weeks(1);
    if (run.world.runs.ends[kEagle] == ends) continue;
    CHECK(run.world.week - began >= 9);
    CHECK(run.world.week - began <= 17);
    began = run.world.week;
    ++runs;
  }
  CHECK(runs >= 6);
}

TEST_CASE("a lab trains from its first day on") {
  tiny::Run run({"labs.named.Hawk.from=2023-06-05"});
  run.until("2023-06-05");
  CHECK(run.world.labs.compute[kHawk] == 0);
  CHECK(run.world.runs.points[kHawk] == kNoModel);
  run.to_end();
  CHECK(run.world.runs.points[kHawk] > 0);
}

TEST_CASE("better multipliers make better models and not cheaper ones") {
  tiny::Run slow({"labs.growth_per_year=[{date: 2023-01-01, value: 1.1, source: t, confidence: A}]",
                  "labs.reference=2023-01-02"});
  tiny::Run fast({"labs.growth_per_year=[{date: 2023-01-01, value: 40, source: t, confidence: A}]",
                  "labs.reference=2023-01-02"});
  slow.to_end();
  fast.to_end();
  for (const Id<Lab> lab : ids(slow.world.runs.points)) {
    CHECK(fast.world.runs.largest_usd[lab] == slow.world.runs.largest_usd[lab]);
    CHECK(fast.world.runs.points[lab] > slow.world.runs.points[lab]);
  }
}

TEST_CASE("a lab's best model never gets worse") {
  tiny::Run run;
  double before = run.world.runs.points[kDragon];
  while (run.world.week < run.scenario.calendar.weeks) {
    run.weeks(1);
    CHECK(run.world.runs.points[kDragon] >= before);
    before = run.world.runs.points[kDragon];
  }
}

TEST_CASE("labs of unknown places and owners are refused") {
  CHECK_THROWS_AS(tiny::read({"labs.named.Hawk.place=XX"}), sim::BadInput);
  CHECK_THROWS_AS(tiny::read({"labs.named.Hawk.compute={Clowd: 0.2}"}), sim::BadInput);
  CHECK_THROWS_AS(tiny::read({"labs.second_stage.found_by=Eagel"}), sim::BadInput);
}

}  // namespace
}  // namespace chokepoint
