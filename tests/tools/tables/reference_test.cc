#include "tools/tables/reference.h"

#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "models/record/measures.h"
#include "models/week.h"
#include "tests/support/program.h"

namespace {

tests::ProgramRun describe(const std::string& words) {
  return tests::run_program(REPOSITORY, "describe " + words);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The row whose cell in a column is this; fails when there is none.
std::vector<sim::Cell> row_of(const sim::Table& table, std::size_t column, const std::string& text) {
  for (const auto& row : table.rows) {
    if (row[column].text == text) return row;
  }
  FAIL("no row " << text);
  return {};
}

/// Checks what parameters with a range say below a node, and counts them. Dated figures have no shape.
int checked(const sim::Node& node) {
  int found = 0;
  const auto has = [&](const char* key) { return node.find(key) != nullptr; };
  if (has("value") && has("low") && has("high") && !has("date") &&
      node.find("low")->text != node.find("high")->text) {
    ++found;
    for (const char* key : {"shape", "source", "confidence"})
      CHECK_MESSAGE(has(key), node.at.describe() << " says no " << key);
  }
  for (const auto& entry : node.entries) found += checked(entry.value);
  for (const auto& item : node.items) found += checked(item);
  return found;
}

}  // namespace

TEST_CASE("describe says what it can describe") {
  const auto ran = describe("");
  CHECK(ran.status == 0);
  for (const char* topic : {"fields", "parameters", "measures", "controls", "week"})
    CHECK(holds(ran.out, std::string("| ") + topic));
}

TEST_CASE("a field is described by file, path, type, unit, bounds, default and sentence") {
  const sim::Table fields = tools::fields_table();
  const auto row = row_of(fields, 1, "enforcement.checks");
  CHECK(row[0].text == "policies/");
  CHECK(row[2].text == "number or list (from, level)");
  CHECK(row[3].text == "x");
  CHECK(row[4].text == "0");
  CHECK(row[5].text == "100");
  CHECK(row[6].text == "1");
  CHECK(row[7].text == "end-use checks");
  CHECK(row_of(fields, 1, "chips.<name>.tpp")[0].text == "chips.yaml");
  CHECK(row_of(fields, 1, "lanes.<name>.inspection")[0].text == "places.yaml");
  CHECK(row_of(fields, 1, "parameters.rings.hurdle")[6].text == "required");
  CHECK(row_of(fields, 1, "extends")[0].text == "regimes/");
}

TEST_CASE("describe parameters gives every parameter of a scenario with its source") {
  const sim::Table parameters = tools::parameters_table(REPOSITORY "/tests/errors/scenarios", "history");
  const auto hurdle = row_of(parameters, 0, "parameters.rings.hurdle");
  CHECK(hurdle[1].text == "0.15");
  CHECK(hurdle[2].text == "0.05");
  CHECK(hurdle[3].text == "0.35");
  CHECK(hurdle[4].text == "uniform");
  CHECK(hurdle[6].text == "C");
  CHECK(hurdle[8].text == "a guess");
  CHECK(row_of(parameters, 0, "parameters.rings.payout")[4].text == "fixed");
  CHECK(row_of(parameters, 0, "chips.H20.price_usd")[6].text == "A");
  CHECK(row_of(parameters, 0, "lanes.MY-CN.inspection")[1].text == "0.03");
}

TEST_CASE("describe parameters says what was in view when a range was set") {
  const sim::Table shipped = tools::parameters_table(REPOSITORY "/scenarios", "history");
  CHECK(shipped.columns[7].header == "in view");
  CHECK(row_of(shipped, 0, "parameters.market.premium_floor")[7].text == "record");
  CHECK(row_of(shipped, 0, "parameters.enforcement.visibility_midpoint")[7].text == "essay");
  CHECK(row_of(shipped, 0, "parameters.capability.multipliers.kept_weeks_abroad")[7].text == "essay, record");
  CHECK(row_of(shipped, 0, "parameters.rings.hurdle")[7].text == "");
}

TEST_CASE("a shipped parameter whose source names the essay is marked") {
  for (const auto& row : tools::parameters_table(REPOSITORY "/scenarios", "history").rows) {
    if (holds(row[8].text, "essay")) CHECK_MESSAGE(holds(row[7].text, "essay"), row[0].text);
  }
}

TEST_CASE("every shipped parameter with a range says shape, source and confidence") {
  int parameters = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(REPOSITORY "/scenarios")) {
    if (entry.path().extension() != ".yaml" || entry.path().filename() == "record.yaml") continue;
    sim::Problems problems;
    parameters += checked(sim::read_yaml(entry.path(), entry.path().filename(), problems));
    CHECK(problems.empty());
  }
  CHECK(parameters > 400);
}

TEST_CASE("describe has a row for each measure, kind of control and phase") {
  CHECK(tools::measures_table().rows.size() == chokepoint::measures().size());
  CHECK(row_of(tools::measures_table(), 0, "campus_china")[1].text == "H100e");
  CHECK(tools::week_table().rows.size() == chokepoint::phases_of_a_week().size());
  CHECK(tools::week_table().rows.front()[0].text == "enact");
  CHECK(row_of(tools::controls_table(), 1, "per_buyer_units")[0].text == "quota");
}

TEST_CASE("describe with a name gives what has the name or lies below it") {
  const auto ran = describe("fields parameters.rings --format csv");
  CHECK(ran.status == 0);
  CHECK(holds(ran.out, "parameters.rings.hurdle"));
  CHECK(!holds(ran.out, "parameters.market"));
  CHECK(holds(describe("measures campus_us").out, "largest single site in the United States"));
  CHECK(holds(describe("controls quota --format json").out, "\"per_buyer_units\""));
}

TEST_CASE("describe helps with the spelling of topics and names") {
  CHECK(describe("mesures").err == "TOPIC: unknown topic 'mesures' (did you mean 'measures'?)\n");
  const auto ran = describe("measures campus_chna");
  CHECK(ran.status == 2);
  CHECK(ran.out == "");
  CHECK(ran.err == "NAME: nothing named 'campus_chna' among the measures (did you mean 'campus_china'?)\n");
}
