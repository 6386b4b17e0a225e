#include "tools/study/check.h"

#include <algorithm>
#include <fstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

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

TEST_CASE("the shipped scenarios have no problem, no idle regime and one idle lever") {
  const auto ran = tests::run_program(REPOSITORY, "check");
  CHECK_MESSAGE(ran.status == 0, ran.err);
  CHECK(holds(ran.out, " scenarios, "));
  CHECK(holds(ran.out, " regimes, no problems"));
  CHECK_MESSAGE(!holds(ran.out, "is in no calendar"), ran.out);
  CHECK_MESSAGE(!holds(ran.out, "without range and source"), ran.out);
  // No buyer of the model has its seat in tier 1 and stands in tier 2.
  const std::string idle = "quota 'validated-end-users' does nothing in 'diffusion-kept'";
  CHECK(holds(ran.out, idle));
  CHECK_MESSAGE(ran.out.find("does nothing") == ran.out.rfind("does nothing"), ran.out);
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

TEST_CASE("check warns of parameters that lie at an end of their range and of those without any") {
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
  CHECK(holds(ran.out,
              "scenarios/priors.yaml:31:13: warning: parameters.rings.payout: a parameter without range"));
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

namespace {

const std::string kPolicy = "title: T\nsays: S\nextends: history\n";

}  // namespace

TEST_CASE("files that systems and editors leave behind are no policies, regimes or studies") {
  const Scenarios scenarios;
  for (const char* folder : {"regimes", "policies"}) {
    for (const char* name : {"._2023-10.yaml", ".#2023-10.yaml"})
      scenarios.add(std::string(folder) + "/" + name, std::string(3, '\0'));
  }
  const auto ran = scenarios.check();
  CHECK(ran.status == 0);
  CHECK(holds(ran.out, "2 scenarios, 3 regimes, no problems"));
}

TEST_CASE("a file that ends in .yml is not read, and that is said") {
  const Scenarios scenarios;
  scenarios.add("regimes/mine.yml", "regime: mine\n" + kRegime);
  const auto ran = scenarios.check();
  CHECK(ran.status == 0);
  CHECK(ran.err == "scenarios/regimes/mine.yml: warning: is not read (rename it to .yaml)\n");
}

TEST_CASE("a list that replaces another and drops entries is warned of by check and by a run") {
  const Scenarios scenarios;
  scenarios.add("policies/mine.yaml",
                "scenario: mine\n" + kPolicy + "calendar: [{regime: 2023-10, from: 2023-01-01}]\n");
  const std::string warning =
      "scenarios/policies/mine.yaml:5:1: warning: calendar: replaces the list at "
      "scenarios/policies/history.yaml:5:1 and drops 2 of its 3 entries (calendar_changes adds, moves and "
      "takes "
      "out)\n";
  CHECK(holds(scenarios.check("mine").out, warning));
  const auto ran = tests::run_program(scenarios.folder.path, "run mine -n 1 --until 2022-03-01");
  CHECK(holds(ran.err, warning));
  CHECK(!holds(scenarios.check("tight").out, "replaces the list"));
}

TEST_CASE("a lane in a policy leaves the other lanes as they are") {
  const Scenarios scenarios;
  scenarios.add("policies/mine.yaml", "scenario: mine\n" + kPolicy + "lanes: {MY-CN: {inspection: 0.5}}\n");
  const auto ran = scenarios.check("mine");
  CHECK(holds(ran.out, "1 scenario, 3 regimes, no problems"));
  CHECK(!holds(ran.out, "no lane"));
}

TEST_CASE("check warns of a place where somebody stands and no lane begins or ends") {
  const Scenarios scenarios;
  scenarios.add("policies/mine.yaml",
                "scenario: mine\n" + kPolicy +
                    "lanes: {US-SG: null, SG-MY: null}\nactors: {sellers: {places: {SG: 5}}}\n");
  CHECK(holds(scenarios.check("mine").out, "warning: sellers in SG, where no lane begins or ends"));
}

TEST_CASE("check warns of a policy that changes nothing and of what begins after the last day") {
  const Scenarios scenarios;
  scenarios.add("policies/same.yaml",
                "scenario: same\n" + kPolicy + "calendar_changes: [{regime: 2023-10}]\n");
  scenarios.add("policies/late.yaml",
                "scenario: late\n" + kPolicy + "enforcement: {checks: [{from: 2031-01-01, level: 5}]}\n");
  CHECK(holds(scenarios.check("same").out,
              "same.yaml:1:11: warning: 'same' changes nothing of 'history' (its runs are the same)"));
  const auto late = scenarios.check("late").out;
  CHECK(holds(late, "late.yaml:5:31: warning: from 2031-01-01: begins after the last day, 2025-01-05"));
  CHECK(!holds(late, "changes nothing of"));
}

TEST_CASE("check and a sweep warn of a lever that begins after the last year that is kept") {
  const Scenarios scenarios;
  fs::create_directories(scenarios.folder.path / "scenarios/studies");
  scenarios.add("studies/late.yaml",
                "study: late\ntitle: T\nscenarios: [history]\nlevers:\n"
                "  checks: {path: enforcement.checks, title: checks, from: 2031-01-01, levels: [1, 5]}\n"
                "design: {method: grid}\nyears: [2023]\n");
  const std::string warning =
      "late.yaml:5:59: warning: lever 'checks' begins after 2023, the last year that is kept (it changes "
      "nothing)";
  CHECK(holds(scenarios.check("late").out, warning));
  CHECK(holds(tests::run_program(scenarios.folder.path, "sweep late --dry-run").err, warning));
}

TEST_CASE("check warns of a chip that nothing makes") {
  const Scenarios scenarios;
  scenarios.add(
      "policies/mine.yaml",
      "scenario: mine\n" + kPolicy +
          "chips:\n  NEW: {name: N, designer: NVIDIA, made_in: US, segment: gpu, data_centre: true, "
          "role: global, status: shipping, launched: 2022-09-20, fp16_tflops: 989.5, tpp: 15832, "
          "die_area_mm2: 814, memory_bandwidth_gbs: 3350, link_gbs: 900, power_w: 700, "
          "price_usd: 28000, line: TSMC_N7, source: [S1], confidence: A}\n");
  CHECK(holds(scenarios.check("mine").out, "warning: chip 'NEW' has no bill of materials: it is never sold"));
}

TEST_CASE("a chain of policies has an end") {
  const Scenarios scenarios;
  for (int i = 1; i <= 40; ++i) {
    const std::string base = i == 1 ? "history" : fmt::format("p{}", i - 1);
    scenarios.add(fmt::format("policies/p{}.yaml", i),
                  fmt::format("scenario: p{}\ntitle: T\nsays: S\nextends: {}\n", i, base));
  }
  CHECK(scenarios.check("p31").status == 0);
  const auto ran = scenarios.check("p40");
  CHECK(ran.status == 2);
  CHECK(holds(ran.err, "policies/p9.yaml:4:10: too many policies extend each other (a chain of 32 at most)"));
}

TEST_CASE("check warns of levers that do nothing by construction, where they are written") {
  const Scenarios scenarios;
  scenarios.add("policies/mine.yaml",
                "scenario: mine\n" + kPolicy +
                    "enforcement:\n  closing: 3\n  inspections: [{from: 2023-01-02, level: 5}]\n");
  const auto ran = scenarios.check("mine");
  CHECK(holds(ran.out,
              "scenarios/policies/mine.yaml:6:12: warning: enforcement.closing does nothing "
              "(adaptation names no loophole)\n"));
  CHECK(!holds(ran.out, "enforcement.inspections"));
}
