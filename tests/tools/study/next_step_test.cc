#include "tools/study/next_step.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace tests {
namespace {

/// What a command prints to be typed next, behind the program.
std::string next_of(const std::string& out) {
  const std::string before = "\nNext: " CHOKEPOINT " ";
  const std::size_t at = out.rfind(before);
  REQUIRE(at != std::string::npos);
  return out.substr(at + before.size(), out.find('\n', at + 1) - at - before.size());
}

TEST_CASE("the command that is printed to be typed next runs as printed, in a shell, from the same folder") {
  const SmallStudy study("scenarios: [history]\n");
  std::string words =
      "run history tight -n 2 --until 2022-12-31 --set question.million=200000"
      " --scenarios scenarios --out 'a b'";
  for (const std::string command : {"compare history", "price history", "tables 'a b-price'"}) {
    const ProgramRun run = study.run(words);
    CAPTURE(words);
    CAPTURE(run.err);
    REQUIRE(run.status == 0);
    words = next_of(run.out);
    CHECK(words.starts_with(command + " "));
  }
  CHECK(study.run(words).status == 0);
}

}  // namespace
}  // namespace tests
