#include <string>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace {

const char* const kSearch =
    "scenarios: [history]\nother_guesses: central\n"
    "levers:\n  hosting: {path: parameters.demand.abroad_spending, low: 0.2, high: 3}\n"
    "threshold:\n  lever: hosting\n  target: 0.3\n  most_runs: 200\n"
    "  outcome: {measure: campus_china, year: 2022, at_least: ";

}  // namespace

TEST_CASE("a search says what was found, from which levels, with how many runs") {
  const tests::SmallStudy study(std::string(kSearch) + "1e9}\n");
  const auto never = study.run("threshold small --out out");
  CHECK_MESSAGE(never.status == 0, never.err);
  CHECK(never.out.find("already below") != std::string::npos);
  CHECK(study.text("out/threshold.csv").find("history,") != std::string::npos);
  study.write("small", std::string(kSearch) + "0}\n");
  const auto always = study.run("threshold small");
  CHECK(always.out.find("above 3") != std::string::npos);
}

TEST_CASE("a study without a threshold has none to search for") {
  const tests::SmallStudy study("scenarios: [history]\n");
  const auto ran = study.run("threshold small");
  CHECK(ran.status == 2);
  CHECK(ran.err.find("looks for no threshold") != std::string::npos);
}
