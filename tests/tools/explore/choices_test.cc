#include "tools/explore/choices.h"

#include <set>

#include <doctest/doctest.h>

#include "sim/input/problems.h"
#include "tests/support/explored.h"

namespace tools {
namespace {

TEST_CASE("the page offers every policy, lever and draft, and twenty parameters with their ranges") {
  const auto choices = choices_of(REPOSITORY "/scenarios");
  CHECK(choices["policies"].size() > 30);
  CHECK(choices["levers"].size() > 10);
  CHECK(choices["parameters"].size() == 20);
  for (const auto& parameter : choices["parameters"]) CHECK(parameter["low"] < parameter["high"]);
  CHECK(choices["notice"]["path"] == "parameters.rushes.lead_weeks");
  std::set<std::string> groups;
  for (const auto& change : choices["changes"]) groups.insert(change["group"]);
  CHECK(groups.size() == 3);
}

TEST_CASE("a folder that is none is refused, and one with few regimes offers the changes it can make") {
  CHECK_THROWS_AS(choices_of("/nowhere"), sim::BadInput);
  const auto choices = choices_of(tests::explore_options().folder);
  CHECK(choices["policies"].size() == 2);
  CHECK(choices["changes"].size() < 5);
}

}  // namespace
}  // namespace tools
