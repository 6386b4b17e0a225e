#include "tools/study/asked.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "sim/input/problems.h"
#include "tests/support/small_study.h"

namespace tests {
namespace {

constexpr const char* kRuns = " history tight -n 2 --until 2022-12-31 --scenarios scenarios";

TEST_CASE("a question that runs cannot answer is refused whole before any is made") {
  tools::StudyInput runs;
  runs.years = {2026, 2027};
  try {
    tools::require_kept(runs, {"fleet_chin", {2027, 2031}, {}});
    FAIL("was not refused");
  } catch (const sim::BadInput& refused) {
    const std::string what = refused.what();
    CHECK(what.find("unknown measure 'fleet_chin' (did you mean 'fleet_china'?)") != std::string::npos);
    CHECK(what.find("the runs do not reach the end of 2031 (accepted: 2026, 2027)") != std::string::npos);
  }
  CHECK_NOTHROW(tools::require_kept(runs, {"premium", {2026}, 2.0}));
}

TEST_CASE("run, compare and price answer for the measure, year and threshold that are asked") {
  const SmallStudy study("scenarios: [history]\n");
  for (const std::string command : {"run", "compare", "price"}) {
    CAPTURE(command);
    const ProgramRun asked = study.run(command + kRuns + " --measure nation_china --years 2022 --at-least 1");
    CHECK(asked.status == 0);
    std::string sentences = asked.out;
    std::ranges::replace(sentences, '\n', ' ');
    CHECK(sentences.find("China as a whole holds 1 H100e by the end of 2022") != std::string::npos);
    const ProgramRun refused = study.run(command + kRuns + " --years 1999");
    CHECK(refused.status == 2);
    CHECK(refused.err.find("the runs do not reach the end of 1999") != std::string::npos);
  }
}

}  // namespace
}  // namespace tests
