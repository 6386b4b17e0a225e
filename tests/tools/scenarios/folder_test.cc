#include "tools/scenarios/folder.h"

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace {

std::string scenarios_line(const std::filesystem::path& folder, const std::string& words = "--version") {
  const std::string said = tests::run_program(folder, words).out;
  return said.substr(said.find('\n') + 1);
}

TEST_CASE(
    "the scenarios of a build folder are those of the source tree, unless the current folder has some") {
  const tests::Folder folder;
  CHECK(scenarios_line(folder.path) == "scenarios: " REPOSITORY "/scenarios (came with the program)\n");
  std::filesystem::create_directory(folder.path / "scenarios");
  const std::string own = (std::filesystem::canonical(folder.path) / "scenarios").string();
  CHECK(scenarios_line(folder.path) == "scenarios: " + own + " (of the current folder)\n");
}

TEST_CASE("a folder that was asked for is taken, and said to be missing where it is") {
  CHECK(tools::scenario_folder("/nowhere") == "/nowhere");
  CHECK(tools::which_scenario_folder("/nowhere") == "/nowhere (no such folder)");
  CHECK(tools::which_scenario_folder("/") == "/ (--scenarios says so)");
}

TEST_CASE("a program without what comes with it says where it looked") {
  const tests::Folder folder;
  std::filesystem::copy_file(CHOKEPOINT, folder.path / "alone");
  const std::string line = "cd '" + folder.path.string() + "' && ./alone check 2>err";
  CHECK(std::system(line.c_str()) == 512);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  const std::string said = tests::text_of(folder.path / "err");
  CHECK(said.starts_with("--scenarios: no scenarios folder 'scenarios' (none; looked for ./scenarios, "));
  CHECK(said.find((folder.path / "share/chokepoint/scenarios").string()) != std::string::npos);
}

}  // namespace
