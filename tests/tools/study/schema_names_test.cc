#include "tools/study/schema_names.h"

#include <doctest/doctest.h>

#include "sim/input/problems.h"
#include "tests/support/json_schema.h"
#include "tests/support/program.h"
#include "tools/study/schema.h"

namespace {

/// What the schema of a kind of file says against a text.
std::string why(const std::string& kind, const std::string& text) {
  sim::Problems problems;
  return tests::refused(tools::schema_named(kind, REPOSITORY "/scenarios"),
                        sim::parse_yaml(text, "a.yaml", problems));
}

bool offers(const nlohmann::json& schema, const std::string& name) {
  return schema.dump().find("\"" + name + "\"") != std::string::npos;
}

TEST_CASE("schemas take no measure or figure that the program has not") {
  const std::string study = "study: a\ntitle: b\n";
  CHECK(why("study", study + "measures: [nation_china]\n") == "");
  CHECK(why("study", study + "measures: [nation_chin]\n") != "");
  const std::string claim = "claims: {c: {claim: x, where: w, kind: level, base: {policy: tight}, see: s, ";
  CHECK(why("essay", claim + "measure: nation_china}}\n") == "");
  CHECK(why("essay", claim + "measure: null}}\n") == "");
  CHECK(why("essay", claim + "measure: nation_chin}}\n") != "");
  CHECK(why("essay", claim + "figure: nothing_known}}\n") != "");
}

TEST_CASE("schemas offer policies, regimes and levers, and take others that may be there tomorrow") {
  CHECK(offers(tools::schema_named("policy")["properties"]["extends"], "history"));
  CHECK(offers(tools::schema_named("study")["properties"]["scenarios"], "tight"));
  CHECK(offers(tools::schema_named("study")["properties"]["levers"], "enforcement.checks"));
  CHECK(offers(tools::schema_named("regime")["properties"]["extends"], "2022-10"));
  CHECK(why("policy", "scenario: a\nextends: of-my-own\n") == "");
  CHECK(why("study", "study: a\ntitle: b\nlevers: {l: {path: parameters.rings.hurdle}}\n") == "");
}

TEST_CASE("what is offered comes from the folder that is named, and is nothing where there is none") {
  CHECK(tools::schema_named("policy", "/nowhere")["properties"]["extends"]["type"] == "string");
  const auto ran =
      tests::run_program("/", "schema study --scenarios '" REPOSITORY "/tests/errors/scenarios'");
  CHECK(ran.status == 0);
  CHECK(ran.out.find("\"loopholes-open\"") == std::string::npos);
}

}  // namespace
