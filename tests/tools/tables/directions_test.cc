#include "tools/tables/directions.h"

#include <doctest/doctest.h>

#include "tools/study/batch.h"

namespace tools {
namespace {

StudyOptions shipped() {
  StudyOptions options;
  options.folder = REPOSITORY "/scenarios";
  return options;
}

TEST_CASE("a claim holds or fails only when the whole interval says so") {
  CHECK(judge(Expected::kLess, {-3, -1}, 0) == Claim::kHolds);
  CHECK(judge(Expected::kLess, {-3, 1}, 0) == Claim::kNotDistinguishable);
  CHECK(judge(Expected::kLess, {1, 3}, 0) == Claim::kFails);
  CHECK(judge(Expected::kMore, {1, 3}, 0) == Claim::kHolds);
  CHECK(judge(Expected::kMore, {-3, -1}, 0) == Claim::kFails);
  CHECK(judge(Expected::kNoLess, {0, 0}, 0) == Claim::kHolds);
  CHECK(judge(Expected::kNoLess, {-1, 3}, 0) == Claim::kNotDistinguishable);
  CHECK(judge(Expected::kNoLess, {-3, -1}, 0) == Claim::kFails);
  CHECK(judge(Expected::kMore, {0, 0}, 0) == Claim::kNotDistinguishable);
  CHECK(judge(Expected::kAtLeast, {0.5, 0.9}, 0.5) == Claim::kHolds);
  CHECK(judge(Expected::kAtLeast, {0.1, 0.4}, 0.5) == Claim::kFails);
  CHECK(judge(Expected::kAtMost, {0, 0.4}, 0.5) == Claim::kHolds);
  CHECK(judge(Expected::kAtMost, {0.4, 0.6}, 0.5) == Claim::kNotDistinguishable);
}

TEST_CASE("the shipped directions are read without a problem and share the policies they compare") {
  sim::Problems problems;
  const DirectionsFile file = read_directions(shipped(), problems);
  CHECK_MESSAGE(problems.empty(), problems.describe());
  CHECK(file.directions.size() >= 12);
  const Experiments experiments = experiments_of(file);
  CHECK(experiments.of.size() == file.directions.size());
  CHECK(experiments.variants.size() < file.directions.size());
}

TEST_CASE("a direction is judged by paired runs, and the table says how many and with which interval") {
  sim::Problems problems;
  StudyOptions options = shipped();
  options.overrides = {"population.scale=0.05"};
  DirectionsFile file = read_directions(options, problems);
  std::erase_if(file.directions.entries,
                [](const auto& entry) { return entry.name != "enforcement-lowers-smuggling"; });
  REQUIRE(file.directions.size() == 1);
  file.directions.entries.front().value.runs = 8;
  const Experiments experiments = experiments_of(file);
  const Results results = run_study(typed_study(options, experiments.variants));
  const sim::Table table = directions_table(results, file, experiments);
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows.front().back().text == "holds");
  CHECK(std::get<double>(table.rows.front()[6].raw) < 0);
  CHECK(table.rows.front()[9].text == "8");
  CHECK(table.notes.back().find("90 % t interval") != std::string::npos);
}

}  // namespace
}  // namespace tools
