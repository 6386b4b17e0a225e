#include "tools/tables/steps.h"

#include <cmath>

#include <doctest/doctest.h>

#include "tools/study/batch.h"

namespace tools {
namespace {

StudyOptions small(std::vector<std::string> policies) {
  StudyOptions options;
  options.scenarios = std::move(policies);
  options.folder = REPOSITORY "/scenarios";
  options.overrides = {"population.scale=0.05"};
  options.until = "2023-12-31";
  options.runs = 4;
  return options;
}

StepsFile shipped(const StudyOptions& options) {
  sim::Problems problems;
  StepsFile file = read_steps(options, problems);
  CHECK_MESSAGE(problems.empty(), problems.describe());
  return file;
}

double number_in(const sim::Table& table, std::size_t row, std::size_t column) {
  return std::get<double>(table.rows[row][column].raw);
}

TEST_CASE("steps that follow each other add up to the step that spans them") {
  const StudyOptions options = small({"no-controls", "money-alone", "law-alone", "history"});
  const sim::Table table = steps_table(run_study(typed_study(options)), shipped(options), 2023);
  REQUIRE(table.rows.size() == 4);
  for (const std::size_t column : {3, 6, 9, 12}) {
    const double parts =
        number_in(table, 0, column) + number_in(table, 1, column) + number_in(table, 2, column);
    CHECK(parts == doctest::Approx(number_in(table, 3, column)));
  }
  CHECK(number_in(table, 3, 3) < 0);
}

TEST_CASE("a step with one policy that is not run has no row") {
  const StudyOptions options = small({"history", "no-controls"});
  const sim::Table table = steps_table(run_study(typed_study(options)), shipped(options), 2023);
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows.front()[0].text == "No chip controls at all");
}

}  // namespace
}  // namespace tools
