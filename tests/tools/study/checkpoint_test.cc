#include "tools/study/checkpoint.h"

#include <doctest/doctest.h>

#include "sim/experiment/files.h"
#include "tests/support/program.h"

namespace {

const std::string kRuns = "run history -n 2 --until 2023-12-31 --format csv ";

bool says(const tests::ProgramRun& run, const std::string& part) {
  return run.status == 2 && run.err.find(part) != std::string::npos;
}

std::string in(const tests::Folder& folder, const char* file) {
  return "'" + (folder.path / file).string() + "'";
}

}  // namespace

TEST_CASE("runs that are saved after a week and taken up again give the table of whole ones") {
  const tests::Folder folder;
  CHECK(tests::run_program(REPOSITORY, kRuns + "--save 60 " + in(folder, "past")).status == 0);
  const tests::ProgramRun whole = tests::run_program(REPOSITORY, kRuns);
  CHECK(whole.status == 0);
  CHECK(tests::run_program(REPOSITORY, kRuns + "--from " + in(folder, "past")).out == whole.out);
}

TEST_CASE("a saved past is refused, with the reason, where it does not fit") {
  const tests::Folder folder;
  CHECK(tests::run_program(REPOSITORY, kRuns + "--save 8 " + in(folder, "past")).status == 0);
  const std::string from = "--from " + in(folder, "past");
  CHECK(says(tests::run_program(REPOSITORY, "run tight -n 2 --until 2023-12-31 " + from),
             "the file is of policy history, not tight"));
  CHECK(says(tests::run_program(REPOSITORY, "run history -n 3 --until 2023-12-31 " + from),
             "the file is of runs 2, not 3"));
  CHECK(says(tests::run_program(REPOSITORY, kRuns + "--seed 9 " + from), "the file is of seed 1, not 9"));
  CHECK(says(tests::run_program(REPOSITORY, kRuns + "--set population.rings=50 " + from),
             "the file is of scenario"));
  const std::string text = tests::text_of(folder.path / "past");
  sim::write_file_atomically(folder.path / "past", text.substr(0, text.size() - 100));
  CHECK(says(tests::run_program(REPOSITORY, kRuns + from), "cut short"));
  sim::write_file_atomically(folder.path / "past", "no past\n");
  CHECK(says(tests::run_program(REPOSITORY, kRuns + from), "no file of `run --save`"));
}

TEST_CASE("a week that the calendar does not have is refused, and nothing is left behind") {
  const tests::Folder folder;
  CHECK(
      says(tests::run_program(REPOSITORY, kRuns + "--save 500 " + in(folder, "past")), "accepted: 1 to 105"));
  CHECK(
      says(tests::run_program(REPOSITORY, kRuns + "--save soon " + in(folder, "past")), "'soon' is no week"));
  CHECK_FALSE(std::filesystem::exists(folder.path / "past"));
}
