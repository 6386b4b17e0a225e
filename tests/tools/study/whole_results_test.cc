#include "tools/study/whole_results.h"

#include <fstream>

#include <doctest/doctest.h>

#include "sim/experiment/store.h"
#include "tests/support/small_study.h"

namespace tools {
namespace {

const char* const kOne =
    "scenarios: [history]\nreplicates: 2\noutcome: {measure: nation_china, year: 2022}\n";

std::string refusal(const tests::SmallStudy& study, const std::string& results) {
  try {
    whole_results((study.folder.path / results).string(), (study.folder.path / "scenarios").string());
  } catch (const sim::StoreError& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("runs that a command kept are there again with their weeks, as many as were made") {
  const tests::SmallStudy study(kOne);
  REQUIRE(study.run("run history tight -n 3 --until 2022-12-31 --quiet --out kept").status == 0);
  const Results results =
      whole_results((study.folder.path / "kept").string(), (study.folder.path / "scenarios").string());
  CHECK(results.counts().done == 6);
  REQUIRE(results.variants().size() == 2);
  REQUIRE(results.variants()[1].outcomes.at(2).has_value());
  CHECK(results.variants()[1].outcomes[2]->standings.size() > 10);
  const Results read = Results::read((study.folder.path / "kept").string());
  const Question stock{"nation_china", 2022, std::nullopt};
  CHECK(results.values("tight", stock) == read.values("tight", stock));
}

TEST_CASE("weeks of a sweep were never kept, and that is said") {
  const tests::SmallStudy study(kOne);
  REQUIRE(study.run("sweep small --quiet --out swept").status == 0);
  CHECK(refusal(study, "swept").find("keeps numbers of its runs") != std::string::npos);
}

TEST_CASE("weeks of runs whose scenarios were changed since are refused by name") {
  const tests::SmallStudy study(kOne);
  REQUIRE(study.run("run history -n 1 --until 2022-12-31 --quiet --out kept").status == 0);
  const std::string file = "scenarios/policies/history.yaml";
  std::string text = study.text(file);
  std::ofstream(study.folder.path / file) << text.replace(text.find("Two rules"), 3, "Three");
  CHECK(refusal(study, "kept").find("'history' are not those that were run") != std::string::npos);
}

}  // namespace
}  // namespace tools
