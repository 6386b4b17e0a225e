#include "tools/study/misses_file.h"

#include <fstream>

#include <doctest/doctest.h>

#include "tests/support/folder.h"

namespace tools {
namespace {

/// The misses of a folder whose file has this text; what is wrong with it, in `problems`.
std::vector<sim::Miss> read_text(const std::string& text, sim::Problems& problems) {
  const tests::Folder folder;
  std::ofstream(folder.path / "misses.csv") << text;
  return read_misses(folder.path, problems);
}

TEST_CASE("misses are read from columns by name, and rows without an error say nothing") {
  sim::Problems problems;
  const auto misses =
      read_text("figure,years,kind,error,variance\na,0.5,legal,-0.25,0.04\nb,1,site,,\n", problems);
  CHECK(problems.empty());
  REQUIRE(misses.size() == 1);
  CHECK(misses[0].kind == 1);
  CHECK(misses[0].error == -0.25);
  CHECK(misses[0].variance == 0.04);
  CHECK(misses[0].years == 0.5);
}

TEST_CASE("a folder without forecasts has no misses") {
  sim::Problems problems;
  const tests::Folder folder;
  CHECK(read_misses(folder.path, problems).empty());
  CHECK(problems.empty());
}

TEST_CASE("what is wrong with a file of misses is said all at once") {
  sim::Problems problems;
  read_text("kind,error,variance,years\nlegl,x,-1,2\nsite,1\n", problems);
  CHECK(problems.size() == 4);
  sim::Problems missing;
  read_text("kind,error\n", missing);
  CHECK(missing.size() == 2);
}

}  // namespace
}  // namespace tools
