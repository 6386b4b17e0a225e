#include "tools/check_command.h"

#include <algorithm>
#include <fstream>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;

/// A copy of the small scenarios to which a test adds.
struct Scenarios {
  tests::Folder folder;

  Scenarios() {
    fs::copy(REPOSITORY "/tests/errors/scenarios", folder.path / "scenarios", fs::copy_options::recursive);
  }
  void add(const std::string& file, const std::string& text) const {
    std::ofstream(folder.path / "scenarios" / file, std::ios::app) << text;
  }
  tests::ProgramRun check(const std::string& words = "") const {
    return tests::run_program(folder.path, "check " + words);
  }
};

const std::string kRegime =
    "title: T\neffective: 2023-01-01\nextends: 2022-10\nsource: s\nconfidence: A\ncontrols:\n"
    "  advanced-computing:\n    verdicts:\n";

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the shipped scenarios have no problem and no idle regime") {
  const auto ran = tests::run_program(REPOSITORY, "check");
  CHECK_MESSAGE(ran.status == 0, ran.err);
  CHECK(holds(ran.out, " scenarios, "));
  CHECK(holds(ran.out, " regimes, no problems"));
  CHECK_MESSAGE(!holds(ran.out, "is in no calendar"), ran.out);
  CHECK_MESSAGE(!holds(ran.out, "without range and source"), ran.out);
}

TEST_CASE("check counts what it read, of all policies or of those named") {
  const Scenarios scenarios;
  CHECK(holds(scenarios.check().out, "2 scenarios, 3 regimes, no problems"));
  CHECK(holds(scenarios.check("tight").out, "1 scenario, 3 regimes, no problems"));
}

TEST_CASE("check reads regimes that are in no calendar, and warns of them unless they are drafts") {
  const Scenarios scenarios;
  scenarios.add("regimes/idle.yaml", "regime: idle\n" + kRegime + "      to-China: null\n");
  scenarios.add("regimes/draft.yaml", "regime: draft\ndraft: true\n" + kRegime + "      to-China: null\n");
  const auto ran = scenarios.check();
  CHECK(ran.status == 0);
  CHECK(holds(ran.out, "scenarios/regimes/idle.yaml:1:1: warning: regime 'idle' is in no calendar"));
  CHECK(!holds(ran.out, "regime 'draft'"));
  scenarios.add("regimes/draft.yaml", "      more: {items: [3A091], to: [CN], verdict: denied}\n");
  const auto wrong = scenarios.check();
  CHECK(wrong.status == 2);
  CHECK(wrong.out == "");
  CHECK(holds(wrong.err, "scenarios/regimes/draft.yaml:12:22: unknown item '3A091' (did you mean '3A090'?)"));
}

TEST_CASE("check warns of guesses that lie at an end of their range and of those without any") {
  const Scenarios scenarios;
  scenarios.add(
      "policies/lopsided.yaml",
      "scenario: lopsided\ntitle: T\nsays: S\nextends: history\nparameters:\n  rings:\n    payout: 0.4\n"
      "    hurdle: {value: 0.05, low: 0.05, high: 0.35}\n");
  const auto ran = scenarios.check();
  CHECK(ran.status == 0);
  CHECK(holds(ran.out,
              "scenarios/policies/lopsided.yaml:8:21: warning: parameters.rings.hurdle: the central value "
              "0.05 is an end of its "
              "range (from 0.05 to 0.35)\n"));
  CHECK(
      holds(ran.out, "scenarios/priors.yaml:28:13: warning: parameters.rings.payout: a guess without range"));
  CHECK(!holds(ran.out, "lopsided.yaml:7:"));
}

TEST_CASE("check reports the problems of all policies at once and exits with 2") {
  const Scenarios scenarios;
  scenarios.add("policies/history.yaml", "enforcment: {}\n");
  scenarios.add("policies/wrong.yaml", "scenario: wrong\ntitle: T\nsays: S\nextends: tight\ngate: open\n");
  const auto ran = scenarios.check();
  CHECK(ran.status == 2);
  CHECK(holds(ran.err, "unknown field 'enforcment' in scenario (did you mean 'enforcement'?)"));
  CHECK(holds(ran.err, "gate: expected a list, got text 'open'"));
  CHECK(holds(ran.err, "2 problems\n"));
}
