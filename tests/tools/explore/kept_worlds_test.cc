#include "tools/explore/kept_worlds.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "models/branch.h"
#include "models/setup.h"
#include "models/week.h"
#include "sim/engine/state.h"
#include "tests/support/explored.h"
#include "tests/support/program.h"

namespace tools {
namespace {

constexpr int kWeek = 40;

/// Runs of the small scenarios; the second with a lever from November on.
struct Worlds {
  ExploreState state = late_lever();
  Study study = study_of(state, tests::explore_options());
  Runner runner{study};

  static ExploreState late_lever() {
    ExploreState state = tests::explored_state();
    state.sides[1] = state.sides[0];
    state.sides[1].overrides.emplace_back("enforcement.checks=[{from: 2022-11-30, level: 5}]");
    return state;
  }
  RunInput input(std::size_t side, std::uint64_t replicate = 0) const {
    return runner.input_at_levels(side, {}, replicate);
  }
  static chokepoint::World at_week(const RunInput& run, int week) {
    chokepoint::World world = chokepoint::make_world(*run.scenario, run.streams, run.parameters);
    chokepoint::run_to(world, week, chokepoint::Checks::kOff);
    return world;
  }
};

TEST_CASE("the week of levers is that of the latest, and of the usual day without one") {
  const sim::Calendar calendar = sim::Calendar::span(sim::Date::of(2022, 1, 1), sim::Date::of(2028, 12, 31));
  const auto week = [&](int year, unsigned month) {
    return calendar.first_week_from(sim::Date::of(year, month, 1));
  };
  CHECK(week_of_levers({}, calendar) == week(2026, 10));
  CHECK(week_of_levers({"calendar_changes=[{regime: a, from: 2023-03-01}]", "seed=2"}, calendar) ==
        week(2026, 10));
  CHECK(week_of_levers({"enforcement.checks=[{from: 2025-01-01, level: 2}]",
                        "enforcement.strength=[{from: 2027-01-01, level: 0}]"},
                       calendar) == week(2027, 1));
  CHECK(week_of_levers({"enforcement.checks=[{from: 2040-01-01, level: 2}]"}, calendar) == calendar.weeks);
  const std::string page = tests::text_of(REPOSITORY "/tools/figures/explore.html");
  CHECK(page.find("<select id=\"from\">\n      <option value=\"" + std::string(kUsualLeverDay)) !=
        std::string::npos);
}

TEST_CASE("a run finds the latest world that it passes through, and goes on as if it had been made whole") {
  const Worlds runs;
  KeptWorlds kept;
  for (const int week : {kWeek / 2, kWeek, kWeek + 10})
    kept.keep(runs.input(0), Worlds::at_week(runs.input(0), week), kept.begin());
  CHECK(kept.find(runs.input(0, 1), kept.begin()) == nullptr);
  CHECK(kept.find(runs.input(0), kept.begin())->week == kWeek + 10);
  const RunInput moved = runs.input(1);
  const auto past = kept.find(moved, kept.begin());
  REQUIRE(past != nullptr);
  CHECK(past->week == kWeek);
  chokepoint::World world = chokepoint::branch(*past, *moved.scenario);
  chokepoint::run_to_end(world, chokepoint::Checks::kOff);
  CHECK(sim::save(world) == sim::save(Worlds::at_week(moved, world.week)));
}

TEST_CASE("a world that stands for a run already is kept once") {
  const Worlds runs;
  KeptWorlds kept;
  kept.keep(runs.input(0), Worlds::at_week(runs.input(0), kWeek), 1);
  const std::size_t bytes = kept.bytes();
  kept.keep(runs.input(1), Worlds::at_week(runs.input(1), kWeek), 1);
  CHECK(kept.bytes() == bytes);
  kept.keep(runs.input(0, 1), Worlds::at_week(runs.input(0, 1), kWeek), 1);
  CHECK(kept.bytes() > bytes);
}

TEST_CASE("worlds of earlier states make room, those of the state at work do not") {
  const Worlds runs;
  const auto world = [&](std::uint64_t replicate) {
    return Worlds::at_week(runs.input(0, replicate), kWeek);
  };
  const std::size_t one = sim::save(world(0)).size();
  KeptWorlds kept(2 * one + one / 2);
  const auto has = [&](std::uint64_t replicate) { return kept.find(runs.input(0, replicate), 0) != nullptr; };
  for (const std::uint64_t replicate : {0U, 1U, 2U}) kept.keep(runs.input(0, replicate), world(replicate), 1);
  CHECK(has(0));
  CHECK_FALSE(has(2));
  CHECK(kept.find(runs.input(0, 0), 2) != nullptr);
  kept.keep(runs.input(0, 2), world(2), 2);
  CHECK(has(0));
  CHECK_FALSE(has(1));
  CHECK(has(2));
  CHECK(kept.bytes() <= 2 * one + one / 2);
}

}  // namespace
}  // namespace tools
