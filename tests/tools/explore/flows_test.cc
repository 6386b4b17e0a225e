#include "tools/explore/flows.h"

#include <doctest/doctest.h>

#include "sim/experiment/interrupt.h"
#include "tests/support/explored.h"

namespace tools {
namespace {

std::shared_ptr<const chokepoint::Scenario> small_scenario() {
  return study_of_side(tests::explored_state(), 0, tests::explore_options()).variants.front().scenario;
}

TEST_CASE("a run on the map has ways, weeks, and events that can be explained") {
  const std::atomic<bool> stop = false;
  const Flows flows(small_scenario(), 1, 0, stop);
  const auto map = flows.map();
  CHECK(map["ways"].size() > 0);
  for (const auto& row : map["rows"]) {
    CHECK(row[0] < map["weeks"]);
    CHECK(row[1] < map["ways"].size());
    CHECK(row[2].get<double>() + row[3].get<double>() > 0);
  }
  CHECK(map["run"]["dates"].size() > 10);
  const auto events = flows.events();
  REQUIRE(events.size() > 0);
  CHECK(flows.explained(0).find(events[0]["date"].get<std::string>()) != std::string::npos);
  CHECK(flows.explained(events.size()) == "");
}

TEST_CASE("a run that is traced while someone asks to stop is given up") {
  const std::atomic<bool> stop = true;
  CHECK_THROWS_AS(Flows(small_scenario(), 1, 0, stop), sim::Interrupted);
}

}  // namespace
}  // namespace tools
