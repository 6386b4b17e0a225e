#include "tools/console/command_words.h"

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace {

using Words = std::vector<std::string>;

Words meant(Words words) {
  const auto reads_scenarios = [](const std::string& command) { return command == "run"; };
  return tools::with_help_as_option(tools::with_folder_behind_command(std::move(words), reads_scenarios));
}

TEST_CASE("help of a command is that command's --help") {
  CHECK(meant({"help", "run"}) == Words{"run", "--help"});
  CHECK(meant({"help"}) == Words{"--help"});
  CHECK(meant({"help", "--help"}) == Words{"help", "--help"});
  CHECK(meant({"run", "help"}) == Words{"run", "help"});
  CHECK(meant({}).empty());
}

TEST_CASE("a scenarios folder before the command is the command's, where that reads scenarios") {
  CHECK(meant({"--scenarios", "a", "run", "history"}) == Words{"run", "--scenarios", "a", "history"});
  CHECK(meant({"--scenarios=a", "run"}) == Words{"run", "--scenarios=a"});
  CHECK(meant({"--scenarios", "a", "status", "out"}) == Words{"status", "out"});
  CHECK(meant({"--scenarios", "a", "help", "run"}) == Words{"run", "--help"});
  CHECK(meant({"--scenarios", "a", "--version"}) == Words{"--scenarios", "a", "--version"});
  CHECK(meant({"--scenarios"}) == Words{"--scenarios"});
}

TEST_CASE("the program helps with a command in either form, and with one that there is not") {
  const auto run = [](const char* words) { return tests::run_program(REPOSITORY, words); };
  CHECK(run("help run").out == run("run --help").out);
  CHECK(run("help").out == run("--help").out);
  const auto wrong = run("help rum");
  CHECK(wrong.status == 2);
  CHECK(wrong.err == "chokepoint: unknown command 'rum' (did you mean 'run'?)\n");
}

TEST_CASE("the program reads the scenarios folder that is named before the command") {
  const tests::Folder folder;
  const std::string given = "--scenarios '" REPOSITORY "/tests/errors/scenarios' ";
  CHECK(tests::run_program(folder.path, given + "check").status == 0);
  CHECK(tests::run_program(folder.path, given + "schema chips").status == 0);
  CHECK(tests::run_program(folder.path, "--scenarios /nowhere check").status == 2);
  const auto version = tests::run_program(folder.path, given + "--version");
  CHECK(version.out.ends_with("\nscenarios: " REPOSITORY "/tests/errors/scenarios (--scenarios says so)\n"));
}

}  // namespace
