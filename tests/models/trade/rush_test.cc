#include "models/trade/rush.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// The tiny world with its ban of 2023-07-03 announced on a day.
tiny::Overrides announced(const char* day, const tiny::Overrides& more = {}) {
  tiny::Overrides all{fmt::format("calendar=[{{regime: ban, announced: {}}}]", day),
                      "mechanisms.rushes=true"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// H100 in China from legal imports by the end.
std::int64_t imported(const tiny::Overrides& overrides) {
  tiny::Run run(overrides);
  return run.to_end().in_china("H100_SXM", Provenance::kLegal);
}

/// H20 that reached China in half a year after the ban of the H100.
std::int64_t imported_after(const tiny::Overrides& overrides) {
  tiny::Run run(overrides);
  return run.until(tiny::kBanDay).weeks(26).in_china("H20", Provenance::kLegal);
}

TEST_CASE("a longer notice raises the rush, and without the mechanism there is none") {
  const std::int64_t none = imported(announced("2023-07-03"));
  const std::int64_t four = imported(announced("2023-06-05"));
  const std::int64_t twelve = imported(announced("2023-04-10"));
  CHECK(four > none * 1.05);
  CHECK(twelve > four * 1.05);
  CHECK(imported(announced("2023-04-10", {"mechanisms.rushes=false"})) == none);
}

TEST_CASE("what leaks before an announcement starts the rush before it") {
  CHECK(imported(announced("2023-07-03", {"parameters.rushes.lead_weeks=4"})) ==
        imported(announced("2023-06-05")));
}

TEST_CASE("what is bought ahead is not bought after") {
  CHECK(imported_after(announced("2023-04-10")) < imported_after(announced("2023-07-03")));
}

TEST_CASE("an advance stays within its weeks of income and is repaid, and no budget falls below zero") {
  tiny::Run run(announced("2023-04-10", {"parameters.rushes.advance_weeks=5"}));
  const double income = 1.5e9 * 7 / 365.25 * 100;
  double most = 0;
  for (int week = 0; week < 60; ++week) {
    run.weeks(1);
    double owed = 0;
    for (const std::int64_t cents : run.world.accounts.owed_cents) owed += static_cast<double>(cents);
    most = std::max(most, owed);
    for (const std::int64_t budget : run.world.accounts.budget_cents) CHECK(budget >= 0);
  }
  CHECK(most > income);
  CHECK(most <= 5 * income);
  for (const std::int64_t cents : run.world.accounts.owed_cents) CHECK(cents == 0);
}

TEST_CASE("a closing is near from its announcement until it is there") {
  tiny::Run run(announced("2023-06-05"));
  const std::vector<Closing>& closings = run.scenario.closings[run.chip("H100_SXM")];
  REQUIRE(closings.size() == 1);
  CHECK(closings[0].known_week == 22);
  CHECK(closings[0].closed_week == 26);
  CHECK(run.scenario.closings[run.chip("H20")].empty());
  for (const auto& [week, near] : {std::pair{21, false}, {22, true}, {25, true}, {26, false}}) {
    run.world.week = week;
    CHECK(is_closing(run.world, closings) == near);
  }
}

TEST_CASE("a regime on another day than its own is announced as long before it") {
  const Scenario scenario = tiny::read({tiny::calendar({"components from 2023-09-04"})});
  REQUIRE(scenario.memory_closings.size() == 1);
  CHECK(scenario.memory_closings[0].closed_week == 35);
  CHECK(scenario.memory_closings[0].known_week == 31);
}

}  // namespace
}  // namespace chokepoint
