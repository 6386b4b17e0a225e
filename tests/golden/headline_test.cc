// The headline table on record. A change of the model or of its inputs changes it, and says so here.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace tests {
namespace {

constexpr const char* kFile = REPOSITORY "/tests/golden/headline.csv";
/// Policies whose law differs by the end of 2025; the others would repeat the rows of history.
constexpr const char* kRun =
    "run history loopholes-open no-controls strong-enforcement tight -n 8 --seed 1 --until 2025-12-31 "
    "--format csv";

TEST_CASE("the headline table of the shipped policies is the one on record") {
  const ProgramRun ran = run_program(REPOSITORY, kRun);
  REQUIRE(ran.status == 0);
  if (std::getenv("CHOKEPOINT_UPDATE") != nullptr) std::ofstream(kFile, std::ios::binary) << ran.out;
  std::ostringstream recorded;
  recorded << std::ifstream(kFile, std::ios::binary).rdbuf();
  const bool same = ran.out == recorded.str();
  CHECK_MESSAGE(same, "tests/golden/headline.csv is not what `chokepoint ", std::string(kRun),
                "` writes. When the change is meant, record it with\n"
                "  CHOKEPOINT_UPDATE=1 BUILD/tests/unit_tests -tc='the headline table*'\n"
                "and say in the commit why the numbers moved (git diff tests/golden).");
}

}  // namespace
}  // namespace tests
