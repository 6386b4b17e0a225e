#include "models/branch.h"

#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "models/common_past.h"
#include "models/record/watch.h"
#include "models/run.h"
#include "models/setup.h"
#include "sim/engine/state.h"
#include "tests/support/tiny_world.h"
#include "tools/scenarios/files.h"

namespace chokepoint {
namespace {

constexpr sim::RandomStreams kDraws{5, 2};

std::vector<std::string> shipped_policies() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(REPOSITORY "/scenarios/policies"))
    if (file.path().extension() == ".yaml") names.push_back(file.path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::uint64_t hash_at_end(World world) {
  run_to_end(world, Checks::kOff);
  return sim::hash(world);
}

/// A world of a scenario that went through so many weeks.
World past_of(const Scenario& scenario, int weeks, const Parameters& parameters) {
  World world = make_world(scenario, kDraws, parameters);
  while (world.week < weeks) run_week(world);
  return world;
}

int common_weeks(const Scenario& a, const Scenario& b, const Parameters& parameters) {
  return weeks_in_common(a, b, parameters.rushes.lead_weeks);
}

TEST_CASE(
    "every shipped policy that goes on from the past it has in common with history ends as when run whole") {
  const std::vector<std::string> names = shipped_policies();
  const auto scenarios = tools::load_scenarios(REPOSITORY "/scenarios", names, {});
  const auto history = tools::load_scenarios(REPOSITORY "/scenarios", {"history"}, {});
  const Parameters parameters = draw_parameters(history.front().parameters, kDraws);
  std::size_t sharing = 0;
  for (const Scenario& policy : scenarios) {
    const int weeks = common_weeks(history.front(), policy, parameters);
    if (weeks == 0) continue;
    ++sharing;
    const World past = past_of(history.front(), weeks, parameters);
    const std::uint64_t whole = hash_at_end(make_world(policy, kDraws, parameters));
    CHECK_MESSAGE(hash_at_end(branch(past, policy)) == whole, policy.name);
  }
  CHECK(sharing >= 10);
}

TEST_CASE("a past in another grain is shared as well") {
  const auto scenarios =
      tools::load_scenarios(REPOSITORY "/scenarios", {"history", "loopholes-open"}, {"population.scale=0.1"});
  const Parameters parameters = draw_parameters(scenarios[0].parameters, kDraws);
  const int weeks = common_weeks(scenarios[0], scenarios[1], parameters);
  REQUIRE(weeks > 0);
  const World past = past_of(scenarios[0], weeks, parameters);
  CHECK(hash_at_end(branch(past, scenarios[1])) == hash_at_end(make_world(scenarios[1], kDraws, parameters)));
}

TEST_CASE("policies that share pasts with each other in turns end as when each is run whole") {
  const std::vector<std::string> names{"history", "gain-act",      "h200-as-is",
                                       "bis-x5",  "overwatch-act", "tight"};
  const auto policies = tools::load_scenarios(REPOSITORY "/scenarios", names, {"span.last=2026-12-31"});
  const Parameters parameters = draw_parameters(policies.front().parameters, kDraws);
  std::vector<const Scenario*> scenarios;
  for (const Scenario& policy : policies) scenarios.push_back(&policy);
  std::vector<std::uint64_t> ends(names.size());
  Branches branches;
  branches.ended = [&](std::size_t run, const World& world) { ends[run] = sim::hash(world); };
  const WeeksWorked worked = run_branches(scenarios, kDraws, parameters, Checks::kOff, branches);
  for (std::size_t run = 0; run < names.size(); ++run)
    CHECK_MESSAGE(ends[run] == hash_at_end(make_world(policies[run], kDraws, parameters)), names[run]);
  CHECK(worked.run < 3 * policies.front().calendar.weeks);
  CHECK(worked.whole == 6 * policies.front().calendar.weeks);
}

TEST_CASE("what is watched in a shared past is seen as if each run had been watched by itself") {
  const auto policies = tools::load_scenarios(
      REPOSITORY "/scenarios", {"history", "h200-as-is", "bis-x5", "tight"}, {"span.last=2026-12-31"});
  const Parameters parameters = draw_parameters(policies.front().parameters, kDraws);
  std::vector<const Scenario*> scenarios;
  for (const Scenario& policy : policies) scenarios.push_back(&policy);
  Branches branches;
  branches.watched = {20, 120, 200, 250};
  branches.ended = [&](std::size_t run, const World& world) {
    World whole = make_world(policies[run], kDraws, parameters);
    Watch watch = watch_over(whole, branches.watched);
    whole.watch = &watch;
    run_to_end(whole, Checks::kOff);
    for (const int week : branches.watched) {
      const Sight& seen = world.watch->sights.at(week);
      CHECK(seen.held == watch.sights.at(week).held);
      CHECK(seen.so_far.sold == watch.sights.at(week).so_far.sold);
      CHECK(seen.so_far.smuggled == watch.sights.at(week).so_far.smuggled);
    }
  };
  CHECK(run_branches(scenarios, kDraws, parameters, Checks::kOff, branches).run < 4 * 250);
}

TEST_CASE("weeks of runs that were dropped are not counted as shared") {
  const Scenario usual = tiny::read({tiny::calendar({"ban"})});
  const Scenario strong =
      tiny::read({tiny::calendar({"ban"}), "enforcement.strength=[{from: 2024-07-01, level: 5}]"});
  bool is_stopped = false;
  Branches branches;
  branches.ended = [&](std::size_t, const World&) { is_stopped = true; };
  branches.stop = [&] { return is_stopped; };
  const WeeksWorked worked =
      run_branches(std::vector{&usual, &strong}, kDraws, usual.parameters, Checks::kOff, branches);
  CHECK(worked.run == usual.calendar.weeks);
  CHECK(worked.whole == usual.calendar.weeks);
}

TEST_CASE("a change that is known of parts runs before it, and one that is not, when it comes") {
  const Scenario usual = tiny::read({tiny::calendar({"ban"})});
  const Scenario strong =
      tiny::read({tiny::calendar({"ban"}), "enforcement.strength=[{from: 2024-07-01, level: 5}]"});
  const Scenario other = tiny::read({tiny::calendar({"ban"}), "population.rings=7"});
  CHECK(weeks_in_common(usual, usual, 8) == usual.calendar.weeks);
  CHECK(weeks_in_common(usual, strong, 8) == usual.calendar.first_week_from(sim::Date::of(2024, 7, 1)));
  CHECK(weeks_in_common(usual, other, 8) == 0);
}

TEST_CASE("a run that fails in a common past fails for all who have it, and the others end") {
  const Scenario usual = tiny::read({tiny::calendar({"ban"})});
  const Scenario strong =
      tiny::read({tiny::calendar({"ban"}), "enforcement.strength=[{from: 2024-07-01, level: 5}]"});
  const Scenario other = tiny::read({tiny::calendar({"ban"}), "population.rings=7"});
  std::vector<std::size_t> ended;
  std::vector<std::size_t> failed;
  Branches branches;
  branches.ended = [&](std::size_t run, const World&) {
    if (run < 2) throw sim::ContractBroken("lost");
    ended.push_back(run);
  };
  branches.failed = [&](std::size_t run, const std::exception&) { failed.push_back(run); };
  run_branches(std::vector{&usual, &strong, &other}, kDraws, usual.parameters, Checks::kOff, branches);
  CHECK(ended == std::vector<std::size_t>{2});
  CHECK(failed == std::vector<std::size_t>{1, 0});
}

}  // namespace
}  // namespace chokepoint
