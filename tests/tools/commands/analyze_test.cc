#include "tools/study/asked.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"
#include "tools/tables/tables.h"

namespace {

using tests::SmallStudy;

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string kTwoLevers =
    "scenarios: [history]\nguesses: []\nother_guesses: central\n"
    "levers:\n  money: {path: parameters.demand.chinese_spending, low: 0.2, high: 2}\n"
    "  hearsay: {path: parameters.rings.hearsay, low: 0.1, high: 0.5}\n"
    "outcome: {measure: nation_china, year: 2022}\n";

/// The row of a table that begins with a scenario and a factor.
const std::vector<sim::Cell>& row_of(const sim::Table& table, const std::string& factor) {
  for (const auto& row : table.rows) {
    if (row[1].text == factor) return row;
  }
  FAIL("no row " << factor);
  return table.rows.front();
}

tools::Results swept(const SmallStudy& study) {
  const auto ran = study.run("sweep small --out out");
  REQUIRE_MESSAGE(ran.status == 0, ran.err);
  return tools::Results::read((study.folder.path / "out").string());
}

}  // namespace

TEST_CASE("indices of a Saltelli study name the factor that matters") {
  const SmallStudy study(kTwoLevers + "design: {method: saltelli, samples: 32}\n");
  const tools::Results stored = swept(study);
  const sim::Table table = tools::sensitivity_table(stored, stored.usual_question());
  CHECK(std::get<double>(row_of(table, "money")[6].raw) > 0.9);
  CHECK(std::get<double>(row_of(table, "hearsay")[6].raw) < 0.1);
  CHECK(row_of(table, "hearsay")[6].text == "0");
}

TEST_CASE("effects, swings and rank correlations name it too") {
  for (const char* design :
       {"morris, samples: 8", "one_at_a_time, samples: 3", "latin_hypercube, samples: 24"}) {
    CAPTURE(design);
    const SmallStudy study(kTwoLevers + "design: {method: " + design + "}\n");
    const tools::Results stored = swept(study);
    const sim::Table table = tools::sensitivity_table(stored, stored.usual_question());
    CHECK(table.rows.front()[1].text == "money");
  }
}

TEST_CASE("a lever that the model never reads is not told from noise, by any design") {
  const std::string levers =
      "scenarios: [history]\nguesses: []\nother_guesses: central\n"
      "levers:\n  money: {path: parameters.demand.chinese_spending, low: 0.2, high: 2}\n"
      "  dead: {path: parameters.costs.case_usd, low: 1, high: 2}\n"
      "outcome: {measure: nation_china, year: 2022}\n";
  for (const char* design : {"saltelli, samples: 32}", "morris, samples: 8}",
                             "one_at_a_time, samples: 3}\nreplicates: 6", "latin_hypercube, samples: 48}"}) {
    CAPTURE(design);
    const SmallStudy study(levers + "design: {method: " + design + "\n");
    const tools::Results stored = swept(study);
    const sim::Table table = tools::sensitivity_table(stored, stored.usual_question());
    CHECK(table.columns.back().header == "from noise");
    CHECK(row_of(table, "money").back().text == "told");
    CHECK(row_of(table, "dead").back().text == "not told");
  }
}

TEST_CASE("an analysis that the design does not allow is refused when it is asked for by name") {
  const SmallStudy study(kTwoLevers + "design: {method: latin_hypercube, samples: 8}\n");
  swept(study);
  const auto refused = study.run("analyze out convergence");
  CHECK(refused.status == 2);
  CHECK(says(refused.err, "indices of variance need a saltelli design, this is latin_hypercube"));
  CHECK(study.run("analyze out").status == 0);
  const auto unknown = study.run("analyze out sensitivty");
  CHECK(unknown.status == 2);
  CHECK(says(unknown.err, "did you mean 'sensitivity'?"));
  const auto unkept = study.run("analyze out --measure nation_chin");
  CHECK(unkept.status == 2);
  CHECK(says(unkept.err, "the study kept no nation_chin 2022"));
}

TEST_CASE("a grid over a lever says where an outcome becomes rare, and who regrets least") {
  const SmallStudy study(
      "scenarios: [history, tight]\nother_guesses: drawn\n"
      "levers:\n  thrift: {path: parameters.demand.patience_weeks, levels: [1, 13, 100]}\n"
      "design: {method: grid}\nreplicates: 6\noutcome: {measure: nation_china, year: 2022, at_least: 100}\n");
  const tools::Results stored = swept(study);
  const sim::Table levers = tools::lever_table(stored, stored.usual_question());
  CHECK(levers.rows.size() == 6);
  const sim::Table regret = tools::regret_table(stored, stored.usual_question());
  CHECK(regret.rows.size() == 6);
  CHECK(stored.choices().front().name == "history, thrift 1");
}

TEST_CASE("the tables of a brief are written in four forms, and those that cannot be made say why") {
  const SmallStudy study(
      "scenarios: [history, tight]\nprice: true\nreplicates: 4\n"
      "outcome: {measure: nation_china, year: 2022, at_least: 1000}\n");
  swept(study);
  const auto ran = study.run("tables out --out tables");
  CHECK_MESSAGE(ran.status == 0, ran.err);
  for (const char* name : {"T1-scenarios", "T2-differences", "T5-provenance", "T6-cost", "T8-regret"}) {
    for (const char* ending : {".csv", ".md", ".tex", ".html"})
      CHECK_MESSAGE(!study.text(std::string("tables/") + name + ending).empty(), name << ending);
  }
  CHECK(says(ran.out, "T4 sensitivity: not made, a none design varies no parameter"));
  CHECK(says(study.text("tables/T1-scenarios.md"), "24 of 24 runs, 0 failed"));
  CHECK(!says(study.text("tables/T1-scenarios.md"), "unenforced"));
  CHECK(says(study.text("tables/T1-scenarios.tex"), "\\toprule"));
  CHECK(says(study.text("tables/T1-scenarios.html"), "<table"));
}

TEST_CASE("conditions of an outcome are found where they are") {
  const SmallStudy study(
      "scenarios: [history]\nguesses: []\nother_guesses: central\n"
      "levers:\n  money: {path: parameters.demand.chinese_spending, low: 0.2, high: 2}\n"
      "  hearsay: {path: parameters.rings.hearsay, low: 0.1, high: 0.5}\n"
      "design: {method: sobol, samples: 128}\n");
  const tools::Results stored = swept(study);
  std::vector<double> stock = stored.means("history", {"nation_china", 2022, std::nullopt});
  std::sort(stock.begin(), stock.end());
  const sim::Table table = tools::discovery_table(stored, {"nation_china", 2022, stock[100]});
  REQUIRE(!table.rows.empty());
  CHECK(says(table.rows.front()[2].text, "money at least"));
  CHECK(!says(table.rows.front()[2].text, "hearsay"));
  const sim::Table steps = tools::trajectory_table(stored, {"nation_china", 2022, stock[100]});
  CHECK(steps.rows.size() > table.rows.size());
  CHECK(steps.rows.front()[3].text == "100%");
}

TEST_CASE("a study that allows no analysis says what each would need") {
  const SmallStudy study("scenarios: [history]\nreplicates: 2\n");
  REQUIRE(study.run("sweep small --out out").status == 0);
  const auto ran = study.run("analyze out");
  CHECK(ran.status == 2);
  CHECK(ran.out == "");
  CHECK(says(ran.err, "RESULTS: study small allows no analysis (sensitivity: "));
  CHECK(says(ran.err, "; differences: "));
}
