#include "tools/explore/policy_file.h"

#include <fstream>

#include <doctest/doctest.h>

#include "sim/experiment/files.h"
#include "tests/support/explored.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace tools {
namespace {

TEST_CASE("a side saved as a policy is the side") {
  ExploreState state = tests::explored_state();
  state.sides[0].overrides.emplace_back("enforcement.checks=[{from: 2022-11-01, level: 5}]");
  state.sides[0].overrides.emplace_back("calendar_changes=[{regime: 2023-10, from: 2022-12-01}]");
  state.sides[0].overrides.emplace_back("parameters.rings.hurdle=0.2");
  const tests::Folder folder;
  const auto file = write_policy(folder.path, "mine", policy_text(state.sides[0], "mine", "Mine: \"so\""));
  CHECK(tests::text_of(file).find("extends: history\n") != std::string::npos);
  ExploreState saved = state;
  saved.sides[0] = {file.string()};
  const auto as_set = tests::live_runs(state);
  const auto as_saved = tests::live_runs(saved);
  as_set->step();
  as_saved->step();
  CHECK(as_set->news(0, std::chrono::milliseconds(0)).runs ==
        as_saved->news(0, std::chrono::milliseconds(0)).runs);
  CHECK(as_saved->beginning()["sides"][0]["title"] == "Mine: \"so\"");
}

TEST_CASE("a policy is written over no file") {
  const tests::Folder folder;
  std::ofstream(folder.path / "mine.yaml") << "kept";
  CHECK_THROWS_AS(write_policy(folder.path, "mine", "new"), sim::FileError);
  CHECK(tests::text_of(folder.path / "mine.yaml") == "kept");
}

TEST_CASE("a policy's name is a name and no path") {
  for (const char* name : {"", "../mine", "a/b", "-n", "a b", ".mine"})
    CHECK_THROWS_AS(policy_text({"history"}, name, "Mine"), sim::BadInput);
  CHECK_THROWS_AS(policy_text({"history", {"no value"}}, "mine", "Mine"), sim::BadInput);
}

}  // namespace
}  // namespace tools
