#include "tools/explore/law_changes.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "tests/support/explored.h"
#include "tools/explore/choices.h"

namespace tools {
namespace {

using nlohmann::json;

const char* const kFolder = REPOSITORY "/scenarios";

bool has(const json& list, const json& one) { return std::ranges::find(list, one) != list.end(); }

/// As the page has it (explore.js).
bool is_offered(const json& change, const json& policy, const std::vector<std::string>& refused) {
  return std::ranges::find(refused, change["id"].get<std::string>()) == refused.end() &&
         std::ranges::all_of(change["needs"], [&](const json& one) { return has(policy["regimes"], one); }) &&
         std::ranges::none_of(change["adds"], [&](const json& one) { return has(policy["regimes"], one); });
}

/// Policies of which no two have the same regimes in their calendars.
std::vector<json> policies_of_other_laws(const json& choices) {
  std::vector<json> policies;
  std::set<json> seen;
  for (const json& policy : choices["policies"]) {
    if (seen.insert(policy["regimes"]).second) policies.push_back(policy);
  }
  return policies;
}

TEST_CASE("every change of the law that is offered for a policy can be made to it") {
  const json choices = choices_of(kFolder);
  std::vector<ExploreState> offered;
  for (const json& policy : policies_of_other_laws(choices)) {
    const auto refused = refused_changes(kFolder, policy["name"], {});
    for (const json& change : choices["changes"]) {
      if (!is_offered(change, policy, refused)) continue;
      offered.emplace_back().sides[0] = {policy["name"], {change["set"].get<std::string>()}};
    }
  }
  CHECK(offered.size() > 100);
  for (const ExploreState& state : offered) {
    CAPTURE(state.sides[0].policy);
    CAPTURE(state.sides[0].overrides.front());
    CHECK_NOTHROW(study_of_side(state, 0, {}));
  }
}

TEST_CASE("a change that meets a later rule of the same field is refused, and others are not") {
  const auto refused = refused_changes(kFolder, "history", {});
  CHECK(refused == std::vector<std::string>{"close-headquarters"});
  ExploreState state;
  state.sides[0].overrides = {"calendar_changes=[{regime: close-headquarters}]"};
  CHECK_THROWS_AS(study_of_side(state, 0, {}), sim::BadInput);
}

TEST_CASE("what a side is changed by counts, and is not refused itself") {
  sim::Problems problems;
  const json changes = law_changes(kFolder, problems);
  const auto uncapped = std::ranges::find(changes, "uncapped", [](const json& one) { return one["id"]; });
  const std::string set = (*uncapped)["set"];
  const auto before = refused_changes(kFolder, "history", {});
  const auto after = refused_changes(kFolder, "history", {set});
  CHECK(after.size() > before.size());
  CHECK(std::ranges::find(after, "uncapped") == after.end());
}

TEST_CASE("a folder that is none is refused") {
  CHECK_THROWS_AS(refused_changes("/nowhere", "history", {}), sim::BadInput);
}

}  // namespace
}  // namespace tools
