#include "tools/scenarios/read_each.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/parallel.h"
#include "tools/scenarios/files.h"

namespace tools {
namespace {

const std::string kFolder = REPOSITORY "/scenarios";

TEST_CASE("scenarios that are read side by side are taken in order, each with its own problems") {
  sim::Problems problems;
  const std::vector<sim::Node> regimes = read_regime_files(kFolder, problems);
  std::vector<sim::Node> roots;
  for (const char* policy : {"history", "tight", "history", "no-controls"})
    roots.push_back(resolve_policy(kFolder, policy, {}, problems));
  REQUIRE(problems.empty());
  roots[1].entries.change().push_back(roots[1].entries.front());
  roots[1].entries.change().back().key = "no such field";
  const sim::Threads threads(3);
  std::vector<std::string> names;
  std::vector<bool> are_right;
  read_each(
      roots.size(), [&](std::size_t i) -> const sim::Node& { return roots[i]; }, regimes,
      [&](std::size_t, const ReadScenario& read) {
        names.push_back(read.scenario.name);
        are_right.push_back(read.problems.empty());
      });
  CHECK(names == std::vector<std::string>{"history", "tight", "history", "no-controls"});
  CHECK(are_right == std::vector<bool>{true, false, true, true});
}

TEST_CASE("what of a tree could not be read is no obstacle to the others") {
  sim::Problems problems;
  const std::vector<sim::Node> regimes = read_regime_files(kFolder, problems);
  const std::vector<sim::Node> roots{resolve_policy(kFolder, "histroy", {}, problems),
                                     resolve_policy(kFolder, "history", {}, problems)};
  CHECK(problems.size() == 1);
  std::size_t whole = 0;
  read_each(
      roots.size(), [&](std::size_t i) -> const sim::Node& { return roots[i]; }, regimes,
      [&](std::size_t, const ReadScenario& read) { whole += read.scenario.laws.empty() ? 0 : 1; });
  CHECK(whole == 1);
}

}  // namespace
}  // namespace tools
