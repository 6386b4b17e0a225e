// Wrong inputs and the exact text that answers each. A case is a folder in tests/errors: files laid over a
// copy of tests/errors/scenarios, the mistakes made in it (mistake.txt), the command, and expected.txt.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;

const fs::path kCases = REPOSITORY "/tests/errors";

std::vector<fs::path> folders_of_cases() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(kCases)) {
    if (entry.is_directory() && entry.path().filename() != "scenarios") folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

void write(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

/// Replaces in a file the first place where the lines `gone` stand.
void replace(const fs::path& file, const std::string& gone, const std::string& instead) {
  std::string text = tests::text_of(file);
  const std::size_t at = text.find(gone);
  REQUIRE_MESSAGE(at != std::string::npos, file.string() << " does not hold:\n" << gone);
  write(file, text.replace(at, gone.size(), instead));
}

/// Makes the mistakes of a case: a line with a file's path, then lines that go (-) and lines that come (+).
void make_mistakes(const fs::path& mistakes, const fs::path& folder) {
  std::ifstream lines(mistakes, std::ios::binary);
  fs::path file;
  std::string gone;
  std::string instead;
  const auto make = [&] {
    if (!gone.empty()) replace(file, gone.substr(1), instead.substr(1));  // without the first line's end
    gone.clear();
    instead.clear();
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('-')) {
      gone.append("\n").append(line, 1);
    } else if (line.starts_with('+')) {
      instead.append("\n").append(line, 1);
    } else {
      make();
      file = folder / line;
    }
  }
  make();
}

/// The folder in which a case is run.
void prepare(const fs::path& of_case, const fs::path& folder) {
  const auto over = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  fs::copy(kCases / "scenarios", folder / "scenarios", over);
  for (const auto& entry : fs::directory_iterator(of_case)) {
    const std::string name = entry.path().filename();
    if (name != "mistake.txt" && name != "expected.txt" && name != "command")
      fs::copy(entry.path(), folder / name, over);
  }
  if (fs::exists(of_case / "mistake.txt")) make_mistakes(of_case / "mistake.txt", folder);
}

/// The words of a case's command: as written, or a run of its policy.
std::string command_of(const fs::path& of_case) {
  if (fs::exists(of_case / "command")) {
    const std::string words = tests::text_of(of_case / "command");
    return words.substr(0, words.find('\n'));
  }
  return fs::exists(of_case / "policy.yaml") ? "run policy.yaml" : "run history";
}

bool is_updating() { return std::getenv("CHOKEPOINT_UPDATE") != nullptr; }  // NOLINT(concurrency-mt-unsafe)

void check_answer(const fs::path& of_case) {
  const tests::Folder folder;
  prepare(of_case, folder.path);
  const tests::ProgramRun ran = tests::run_program(folder.path, command_of(of_case) + " --out results");
  CHECK(ran.status == 2);
  CHECK(ran.out == "");
  CHECK(!fs::exists(folder.path / "results"));
  if (is_updating()) write(of_case / "expected.txt", ran.err);
  CHECK_MESSAGE(ran.err == tests::text_of(of_case / "expected.txt"),
                "if the new text is better, run again with CHOKEPOINT_UPDATE=1 and read the difference");
}

}  // namespace

TEST_CASE("the scenarios in which mistakes are made run without any") {
  const tests::Folder folder;
  fs::copy(kCases / "scenarios", folder.path / "scenarios", fs::copy_options::recursive);
  const tests::ProgramRun ran = tests::run_program(folder.path, "run history tight -n 1 --until 2022-12-31");
  CHECK_MESSAGE(ran.status == 0, ran.err);
}

// A folder a subcase, and a test of its own in ctest (tests/CMakeLists.txt).
// Run case by case, each a test of ctest's: tests/CMakeLists.txt.
TEST_CASE("every wrong input is answered by its exact text, and nothing is run or written" *
          doctest::skip()) {
  const std::vector<fs::path> cases = folders_of_cases();
  CHECK(cases.size() >= 45);
  for (const fs::path& of_case : cases) {
    SUBCASE(of_case.filename().c_str()) { check_answer(of_case); }
  }
}
