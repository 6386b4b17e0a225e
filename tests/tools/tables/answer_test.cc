#include "tools/tables/answer.h"

#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "sim/report/table_screen.h"
#include "sim/report/words.h"
#include "tools/study/batch.h"
#include "tools/study/runner.h"
#include "tools/tables/differences.h"

namespace tools {
namespace {

StudyOptions small(std::vector<std::string> policies) {
  StudyOptions options;
  options.scenarios = std::move(policies);
  options.folder = REPOSITORY "/scenarios";
  options.overrides = {"population.scale=0.05", "question={million: 100000, definition: nation}"};
  options.until = "2023-12-31";
  options.runs = 3;
  return options;
}

Results small_runs(std::vector<std::string> policies) {
  return run_study(typed_study(small(std::move(policies))));
}

TEST_CASE("the answer says how likely it is in words, with the runs and the interval they stand on") {
  const Results results = small_runs({"history"});
  const Answer usual = answer(results, {});
  REQUIRE(usual.sentences.size() == 3);
  CHECK(usual.sentences[0].starts_with("Controls as they were: "));
  CHECK(usual.sentences[0].find("one Chinese actor commands 100,000 H100e by the end of 2023") !=
        std::string::npos);
  CHECK(usual.sentences[0].find("of 3 runs, 90 % interval ") != std::string::npos);
  CHECK(usual.sentences[1].find("China as a whole holds as much") != std::string::npos);
  CHECK(usual.sentences[2].starts_with("China then holds "));
}

TEST_CASE("several policies are set beside each other, run by run") {
  const Answer usual = answer(small_runs({"history", "no-controls"}), {});
  REQUIRE(usual.sentences.size() == 3);
  CHECK((usual.sentences[2].starts_with("Of 2 policies ") ||
         usual.sentences[2].starts_with("It is the same under both policies")));
  CHECK(usual.table.rows.size() == 2);
}

TEST_CASE("a policy whose runs all failed is said to have no answer, and the others have theirs") {
  Results results(typed_study(small({"no-controls", "history"})));
  const Runner runner(results.study());
  for (std::uint64_t run = 0; run < 3; ++run) results.add({0, 1, run}, runner.run({0, 1, run}));
  results.finish(3, false);
  const Answer usual = answer(results, {});
  REQUIRE(usual.sentences.size() == 4);
  CHECK(usual.sentences[0] == "No chip controls at all: no run has an answer.");
  CHECK(usual.sentences[1].starts_with("Controls as they were: "));
  CHECK(usual.table.rows[0][1].text == "n/a");
  const sim::Table table = asked_differences(results, questions_of(results, {"nation_china", {2023}, 1e12}));
  CHECK(table.rows[0][2].text == "n/a");
}

TEST_CASE("an answer fits 80 columns, and names no measure as the code does") {
  const Answer asked = answer(small_runs({"history", "no-controls"}), {"fleet_us", {2022, 2023}, {}});
  const std::string text = sentences_of(asked) + sim::write_for_screen(asked.table, 80);
  CHECK(text.find("fleet_us") == std::string::npos);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) CHECK(sim::display_width(line) <= 80);
}

TEST_CASE("differences to questions are paired, in points where a threshold is asked for") {
  const Results results = small_runs({"history", "no-controls"});
  const RunQuestion question{"nation_china", {2022, 2023}, 1e12};
  const sim::Table table = asked_differences(results, questions_of(results, question));
  REQUIRE(table.rows.size() == 2);
  CHECK(table.columns[3].unit == "points");
  CHECK(table.rows[0][3].text == "0");
  CHECK(table.rows[1].back().text == "3");
}

}  // namespace
}  // namespace tools
