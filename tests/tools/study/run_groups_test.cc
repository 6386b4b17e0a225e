#include "tools/study/run_groups.h"

#include <set>
#include <tuple>

#include <doctest/doctest.h>

#include "tests/support/program.h"
#include "tests/support/small_study.h"
#include "tools/study/runner.h"
#include "tools/study/sweep.h"

namespace tools {
namespace {

const char* const kGrid =
    "scenarios: [history, tight]\n"
    "levers:\n  strength: {path: enforcement.strength, from: 2024-07-01, levels: [0.5, 1, 2, 4, 8]}\n"
    "design: {method: grid}\nreplicates: 3\n";

Study prepared(const std::string& folder, const std::string& name) {
  StudyOptions options;
  options.folder = folder;
  return prepare_study(options, name);
}

TEST_CASE("groups hold every run that is left once, each group of one replicate") {
  const tests::SmallStudy files(kGrid);
  const Study study = prepared((files.folder.path / "scenarios").string(), "small");
  RunsLeft left(study);
  left.take_out({2, 1, 1});
  for (const int threads : {1, 2, 16}) {
    const RunGroups groups(study, threads);
    std::set<std::tuple<std::size_t, std::size_t, std::uint64_t>> seen;
    for (std::uint64_t group = 0; group < groups.count(); ++group) {
      for (const RunAddress& run : groups.of(group, left)) {
        CHECK(run.replicate == groups.of(group, left).front().replicate);
        CHECK(seen.emplace(run.point, run.variant, run.replicate).second);
      }
    }
    CHECK(seen.size() == 2 * 5 * 3 - 1);
    CHECK_FALSE(seen.contains({2, 1, 1}));
  }
}

TEST_CASE("one thread makes all points of a replicate together, many threads fewer") {
  const tests::SmallStudy files(kGrid);
  const Study study = prepared((files.folder.path / "scenarios").string(), "small");
  const RunsLeft all(study);
  CHECK(RunGroups(study, 1).count() == 3);
  CHECK(RunGroups(study, 1).of(0, all).size() == 2 * 5);
  CHECK(RunGroups(study, 2).of(0, all).size() == 2);
}

TEST_CASE("runs of every shipped study made together are those made one by one") {
  for (const std::string& name : studies_of(REPOSITORY "/scenarios")) {
    CAPTURE(name);
    const Study study = prepared(REPOSITORY "/scenarios", name);
    const Runner runner(study);
    std::vector<RunAddress> runs = RunGroups(study, 1).of(0, RunsLeft(study));
    if (runs.size() > 5) runs.resize(5);
    std::vector<std::vector<double>> together(runs.size());
    RunsTold told;
    told.ended = [&](std::size_t run, const chokepoint::RunOutcome& outcome) {
      together[run] = numbers_of(study, outcome);
    };
    told.failed = [](std::size_t, const std::string& why) { FAIL(why); };
    told.worked = [](std::int64_t weeks, std::int64_t whole) { CHECK(weeks <= whole); };
    runner.run_together(runs, told);
    for (std::size_t run = 0; run < runs.size(); ++run)
      CHECK(together[run] == numbers_of(study, runner.run(runs[run])));
  }
}

TEST_CASE("policies that share their past give the tables of runs made whole") {
  const std::string words =
      "compare history bis-x5 gain-act h200-as-is tight -n 2 --until 2026-12-31 --format csv";
  const tests::ProgramRun shared = tests::run_program(REPOSITORY, words);
  CHECK(shared.status == 0);
  CHECK(shared.out == tests::run_program(REPOSITORY, words + " --whole --threads 1").out);
}

TEST_CASE("policies that are priced share their past and cost what they cost when made whole") {
  const std::string words = "price history bis-x5 -n 2 --until 2025-12-31 --format csv";
  const tests::ProgramRun shared = tests::run_program(REPOSITORY, words);
  CHECK(shared.status == 0);
  CHECK(shared.out == tests::run_program(REPOSITORY, words + " --whole --threads 1").out);
}

TEST_CASE("a study with figures shares pasts, and its store says how much, whoever went on with it") {
  const tests::SmallStudy study(
      "scenarios: [history, tight]\n"
      "levers:\n  strength: {path: enforcement.strength, from: 2022-10-10, levels: [0.5, 1, 2, 4, 8]}\n"
      "figures: {summer: {is: 'smuggled_chips_in_year(2022Q3)', unit: chips}}\n"
      "design: {method: grid}\nreplicates: 3\n");
  REQUIRE(study.run("sweep small --out shared").status == 0);
  REQUIRE(study.run("sweep small --out whole --whole").status == 0);
  CHECK(study.text("shared/csv/wide.csv") == study.text("whole/csv/wide.csv"));
  const std::string whole = study.run("status whole").out;
  CHECK(whole.find("0% of the weeks were shared: 1560 were run, where runs made whole take 1560.") !=
        std::string::npos);
  const std::string shared = study.run("status shared").out;
  CHECK(shared.find("where runs made whole take 1560.") != std::string::npos);
  CHECK(shared.find("0% of the weeks were shared: 1560") == std::string::npos);
  std::string more = study.text("scenarios/studies/small.yaml");
  study.write("small",
              more.substr(more.find("scenarios:"), more.rfind(" 3") - more.find("scenarios:")) + " 4\n");
  REQUIRE(study.run("sweep small --out shared").status == 0);
  CHECK(study.run("status shared").out.find("made whole take 2080.") != std::string::npos);
}

}  // namespace
}  // namespace tools
