// The same program and the same input give the same bytes: for any number of threads, size of batch, and
// restart.
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "models/record/trace.h"
#include "models/run.h"
#include "models/setup.h"
#include "sim/engine/parallel.h"
#include "sim/engine/state.h"
#include "tests/support/program.h"
#include "tests/support/tiny_world.h"
#include "tools/scenarios/files.h"
#include "tools/study/batch.h"

namespace chokepoint {
namespace {

Scenario shipped(const std::string& name, const std::string& last) {
  return std::move(tools::load_scenarios(REPOSITORY "/scenarios", {name}, {"span.last=" + last}).front());
}

constexpr sim::RandomStreams kDraws{5, 2};

std::uint64_t hash_after_run(const Scenario& scenario, std::uint64_t run) {
  World world = make_world(scenario, sim::RandomStreams{5, run});
  run_to_end(world, Checks::kOff);
  return sim::hash(world);
}

TEST_CASE("runs of history side by side end in the hashes that they have one after the other") {
  const Scenario scenario = shipped("history", "2022-12-31");
  std::vector<std::uint64_t> alone;
  for (std::uint64_t run = 0; run < 6; ++run) alone.push_back(hash_after_run(scenario, run));
  CHECK(std::set(alone.begin(), alone.end()).size() == alone.size());
  for (const int threads : {2, 4}) {
    const sim::Threads limit(threads);
    std::vector<std::uint64_t> together(alone.size());
    sim::for_each_run(alone.size(), [&](std::size_t run) { together[run] = hash_after_run(scenario, run); });
    CHECK(together == alone);
  }
}

TEST_CASE("a table of many runs has the same bytes for 1, 2, 4 and 8 threads") {
  const auto table = [](int threads) {
    return tests::run_program(
        REPOSITORY,
        "run history tight -n 6 --until 2023-12-31 --format csv --threads " + std::to_string(threads));
  };
  const tests::ProgramRun expected = table(1);
  CHECK(expected.status == 0);
  CHECK(expected.out.find("\ntight,") != std::string::npos);
  for (const int threads : {2, 4, 8}) CHECK(table(threads).out == expected.out);
}

/// A world so large that its rows are shared out over threads, when rings smuggle; and what a quarter more makes of it.
struct LargeWorld {
  Scenario scenario = std::move(tools::load_scenarios(REPOSITORY "/scenarios", {"history"},
                                                      {"span.last=2023-06-30", "population.scale=40"})
                                    .front());
  World begun = make_world(scenario, kDraws);

  LargeWorld() {
    while (begun.week < 60) run_week(begun);
  }
  std::uint64_t hash_later() const {
    World world = begun;
    while (world.week < 73) run_week(world);
    return sim::hash(world);
  }
};

TEST_CASE("a run of a large population has the same bytes for 1, 2, 3, 4, 8 and 16 threads") {
  const LargeWorld large;
  const auto hash_on = [&](int threads) {
    const sim::Threads limit(threads);
    return large.hash_later();
  };
  const std::uint64_t expected = hash_on(1);
  CHECK(expected != sim::hash(large.begun));
  for (const int threads : {2, 3, 4, 8, 16}) CHECK(hash_on(threads) == expected);
}

TEST_CASE("a traced run of a large population ends in the bytes of one that is not") {
  LargeWorld large;
  const std::uint64_t expected = large.hash_later();
  Trace trace;
  large.begun.trace = &trace;
  CHECK(large.hash_later() == expected);
  CHECK(trace.events.size() > 1000);
}

TEST_CASE("three large runs on eight threads, rows and runs at a time, end as each does alone") {
  const LargeWorld large;
  const std::uint64_t expected = large.hash_later();
  const sim::Threads limit(8);
  std::vector<std::uint64_t> together(3);
  sim::for_each_run(3, [&](std::size_t run) { together[run] = large.hash_later(); });
  CHECK(together == std::vector<std::uint64_t>(3, expected));
}

/// All measures of all years of one run of a batch of tight.
std::vector<double> figures(const tools::Results& results, std::size_t run) {
  std::vector<double> all;
  for (const YearOutcome& year : results.variants().front().outcomes[run]->years) {
    for (const Measure& measure : measures()) all.push_back(measure.count(year));
  }
  return all;
}

TEST_CASE("a run is the same in a batch of 8 as in a batch of 3") {
  tools::StudyOptions options;
  options.scenarios = {"tight"};
  options.folder = REPOSITORY "/scenarios";
  options.until = "2022-12-31";
  options.runs = 8;
  const tools::Results large = tools::run_study(tools::typed_study(options));
  options.runs = 3;
  options.threads = 1;
  const tools::Results small = tools::run_study(tools::typed_study(options));
  for (std::size_t run = 0; run < 3; ++run) {
    CHECK_FALSE(figures(small, run).empty());
    CHECK(figures(small, run) == figures(large, run));
  }
  CHECK(figures(large, 0) != figures(large, 1));
}

/// The bytes of the last week, when the run is broken off after `week`, saved, and taken up from the bytes
/// alone.
std::vector<std::byte> restarted_at(const Scenario& scenario, int week) {
  World first = make_world(scenario, kDraws);
  while (first.week < week) run_week(first);
  const std::vector<std::byte> saved = sim::save(first);
  World second = make_world(scenario, kDraws);
  sim::restore(second, saved);
  run_to_end(second, Checks::kOff);
  return sim::save(second);
}

TEST_CASE("a tiny run that is saved and taken up again ends in the same bytes, from any week") {
  const Scenario scenario = tiny::read({tiny::calendar({"ban", "quota", "licences", "headquarters"})});
  World whole = make_world(scenario, kDraws);
  run_to_end(whole, Checks::kOff);
  const std::vector<std::byte> expected = sim::save(whole);
  for (int week = 0; week < scenario.calendar.weeks; week += 7) {
    CAPTURE(week);
    CHECK(restarted_at(scenario, week) == expected);
  }
}

TEST_CASE("history that is saved in 2023 and taken up again ends in the same bytes") {
  const Scenario scenario = shipped("history", "2023-12-31");
  World whole = make_world(scenario, kDraws);
  run_to_end(whole, Checks::kOff);
  CHECK(restarted_at(scenario, 75) == sim::save(whole));
}

/// The state, whatever scenario it belongs to.
std::uint64_t hash_of_state(World world) {
  world.scenario_hash = 0;
  return sim::hash(world);
}

TEST_CASE("policies that part in 2024 share every bit of a tiny world before") {
  tiny::Run usual({tiny::calendar({"ban"})});
  tiny::Run strong({tiny::calendar({"ban"}), "enforcement.strength=[{from: 2024-01-01, level: 5}]"});
  CHECK(usual.scenario.hash != strong.scenario.hash);
  while (usual.world.week < 52) {
    CHECK(hash_of_state(usual.weeks(1).world) == hash_of_state(strong.weeks(1).world));
  }
  CHECK(hash_of_state(usual.to_end().world) != hash_of_state(strong.to_end().world));
}

TEST_CASE("history and strong enforcement share every bit until the last week of 2024") {
  const Scenario history = shipped("history", "2024-12-31");
  const Scenario strong = shipped("strong-enforcement", "2024-12-31");
  World a = make_world(history, kDraws);
  World b = make_world(strong, kDraws);
  while (history.calendar.date_of(a.week).plus_days(6).year() < 2025) {
    run_week(a);
    run_week(b);
  }
  CHECK(a.week == 158);
  CHECK(hash_of_state(a) == hash_of_state(b));
}

}  // namespace
}  // namespace chokepoint
