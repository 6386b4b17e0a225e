#include "tools/explore/live_runs.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/support/explored.h"
#include "tools/explore/run_record.h"
#include "tools/study/batch.h"
#include "tools/tables/answer.h"

namespace tools {
namespace {

/// The runs that `chokepoint run` makes of a side.
Results run_by_command(const ExploreState& state, std::size_t side) {
  StudyOptions options;
  options.command = "run";
  options.folder = tests::explore_options().folder;
  options.scenarios = {state.sides[side].policy};
  options.overrides = state.sides[side].overrides;
  options.runs = state.runs;
  options.seed = state.seed;
  return run_study(typed_study(options));
}

TEST_CASE("runs of the page are those of the command line") {
  ExploreState state = tests::explored_state();
  state.sides[1].overrides.emplace_back("enforcement.inspections=[{from: 2022-11-01, level: 5}]");
  const auto live = tests::live_runs(state);
  while (live->step()) {
  }
  const auto told = tests::all_news(*live);
  CHECK(told.size() == 6);
  for (const std::size_t side : {0, 1}) {
    const Results results = run_by_command(state, side);
    const VariantRuns& runs = results.variants().front();
    for (std::size_t run = 0; run < state.runs; ++run) {
      const auto record = run_record(side, run, *runs.outcomes[run], runs.scenario().calendar);
      CHECK(std::ranges::count(told, record) == 1);
    }
  }
}

TEST_CASE("the answer is that of compare, and sides that part late share their past") {
  ExploreState state = tests::explored_state();
  state.sides[1] = state.sides[0];
  state.sides[1].policy = "tight";
  const auto live = tests::live_runs(state);
  while (live->step()) {
  }
  const auto now = live->answer_now();
  CHECK(now["done"] == nlohmann::json{3, 3});
  CHECK(now["sentences"].size() >= 3);
  CHECK(now["chances"]["sides"][0][0]["year"] == 2022);
  state.sides[1] = state.sides[0];
  state.sides[1].overrides.emplace_back("enforcement.checks=[{from: 2022-12-01, level: 5}]");
  const auto late = tests::live_runs(state);
  while (late->step()) {
  }
  CHECK(late->answer_now()["shared"] > 0.3);
}

TEST_CASE("a side that stays as it was is not run again, and tells the same") {
  const ExploreState state = tests::explored_state();
  ExploreState moved = state;
  moved.sides[1].overrides.emplace_back("enforcement.checks=5");
  const KeptRuns kept{std::make_shared<KeptOutcomes>()};
  LiveRuns before(study_of(state, tests::explore_options()), {}, kept);
  LiveRuns after(study_of(moved, tests::explore_options()), {}, kept);
  LiveRuns alone(study_of(moved, tests::explore_options()), {});
  for (LiveRuns* runs : {&before, &after, &alone}) {
    while (runs->step()) {
    }
  }
  CHECK(after.answer_now()["shared"] == 0.5);
  auto told = tests::all_news(after);
  auto told_alone = tests::all_news(alone);
  std::ranges::sort(told);
  std::ranges::sort(told_alone);
  CHECK(told == told_alone);
}

/// All that is told of a state by runs that go on from what is kept, and the share of the work that this saves.
struct Told {
  std::vector<nlohmann::json> runs;
  double shared;

  Told(const ExploreState& state, const ExploreOptions& options, const KeptRuns& kept)
      : Told(std::make_unique<LiveRuns>(study_of(state, options), RunQuestion{}, kept)) {}
  explicit Told(const std::unique_ptr<LiveRuns>& live) {
    while (live->step()) {
    }
    runs = tests::all_news(*live);
    std::ranges::sort(runs);
    shared = live->answer_now()["shared"];
  }
};

TEST_CASE(
    "after a lever is moved a run goes on from the day that levers start at, and tells what a whole one does") {
  ExploreState state = tests::explored_state();
  state.sides[1] = state.sides[0];
  const ExploreOptions options = tests::explore_options();
  const KeptRuns kept{nullptr, std::make_shared<KeptWorlds>()};
  const auto move = [&](std::size_t side, const char* level) {
    state.sides[side].overrides.resize(1);
    state.sides[side].overrides.push_back(
        fmt::format("enforcement.checks=[{{from: 2022-12-01, level: {}}}]", level));
    const Told told(state, options, kept);
    CHECK(told.runs == Told(state, options, {}).runs);
    return told.shared;
  };
  const double first = move(1, "5");
  CHECK(move(1, "0") > first + 0.4);
  CHECK(move(0, "3") > 0.4);
  CHECK(move(0, "4") > 0.9);
}

TEST_CASE("a lever of history moved from October 2026 on has its weeks from that day run, and no other") {
  ExploreState state;
  state.runs = 1;
  state.sides[1].policy = "history";
  const KeptRuns kept{std::make_shared<KeptOutcomes>(), std::make_shared<KeptWorlds>()};
  const Told before(state, {}, kept);
  state.sides[0].overrides.emplace_back("enforcement.checks=[{from: 2026-10-01, level: 5}]");
  const Study study = study_of(state, {});
  const sim::Calendar& calendar = study.variants[0].scenario->calendar;
  const int week = calendar.first_week_from(sim::Date::of(2026, 10, 1));
  const Told after(state, {}, kept);
  const double run = (1 - after.shared) * 2 * calendar.weeks;  // the other side stays as it was
  CHECK(std::lround(run) == calendar.weeks - week);
  CHECK(after.runs == Told(state, {}, {}).runs);
}

TEST_CASE("runs that were stopped are told of no more") {
  const auto live = tests::live_runs(tests::explored_state());
  CHECK(live->step());
  live->stop();
  CHECK_FALSE(live->step());
  CHECK_FALSE(live->has_next());
  CHECK(live->news(2, std::chrono::milliseconds(0)).over);
}

TEST_CASE("wrong words of a state have the problems of the command line") {
  ExploreState state = tests::explored_state();
  state.sides[0].policy = "histroy";
  state.sides[1].overrides.emplace_back("enforcement.chekcs=2");
  const std::string problems = [&] {
    try {
      study_of(state, tests::explore_options());
    } catch (const sim::BadInput& bad) {
      return std::string(bad.what());
    }
    return std::string();
  }();
  CHECK(problems.find("no scenario 'histroy' (did you mean 'history'?)") != std::string::npos);
  CHECK(problems.find("did you mean 'checks'?") != std::string::npos);
}

}  // namespace
}  // namespace tools
