#include "tools/study/schema.h"

#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "sim/input/problems.h"
#include "tests/support/json_schema.h"
#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;

const fs::path kScenarios = REPOSITORY "/scenarios";

sim::Node tree_of(const std::string& text) {
  sim::Problems problems;
  return sim::parse_yaml(text, "a.yaml", problems);
}

/// What the schema of a kind of file says against the files, a line each.
std::string refusals(const std::string& kind, const std::vector<fs::path>& files) {
  const nlohmann::json schema = tools::schema_named(kind);
  std::string all;
  for (const fs::path& file : files) {
    sim::Problems problems;
    const std::string why = tests::refused(schema, sim::read_yaml(file, file.filename(), problems));
    if (!why.empty()) all += why + "\n";
  }
  return all;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  return files;
}

}  // namespace

TEST_CASE("every schema is a schema") {
  for (const std::string& name : tools::schema_names()) {
    CAPTURE(name);
    CHECK(tests::malformed(tools::schema_named(name)) == "");
    CHECK(tools::schema_named(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  }
  CHECK(tests::malformed({{"type", "number"}, {"minimun", 0}}) != "");
  CHECK(tests::malformed({{"properties", {{"a", {{"type", "nummer"}}}}}}) != "");
}

TEST_CASE("the schemas accept every shipped file") {
  for (const char* name : {"chips", "places", "supply", "actors", "priors"})
    CHECK(refusals(name, {kScenarios / (std::string(name) + ".yaml")}) == "");
  CHECK(refusals("policy", files_in(kScenarios / "policies")) == "");
  CHECK(refusals("regime", files_in(kScenarios / "regimes")) == "");
  CHECK(refusals("study", files_in(kScenarios / "studies")) == "");
  for (const char* name : {"directions", "essay", "questions", "steps"})
    CHECK(refusals(name, {kScenarios / (std::string(name) + ".yaml")}) == "");
}

TEST_CASE("the schema of a policy refuses what reading refuses, and asks for no more than a difference has") {
  const nlohmann::json schema = tools::schema_named("policy");
  const auto why = [&](const std::string& text) { return tests::refused(schema, tree_of(text)); };
  CHECK(why("scenario: a\nextends: history\n") == "");
  CHECK(why("scenario: a\nparameters: {rings: {hurdle: 0.2}}\n") == "");
  CHECK(why("scenario: a\nparameters: {rings: {hurdle: {value: 0.2}}}\n") == "");
  CHECK(why("scenario: a\nchips: {H20: {tpp: 100}, H100_PCIE: null}\n") == "");
  CHECK(why("extends: history\n") != "");
  CHECK(why("scenario: a\nenforcment: {}\n") != "");
  CHECK(why("scenario: a\nenforcement: {checks: 200}\n") != "");
  CHECK(why("scenario: a\nenforcement: {checks: yes}\n") != "");
  CHECK(why("scenario: a\ncalendar: [{from: 2023-01-01}]\n") != "");
  CHECK(why("scenario: a\nparameters: {rings: {hurdle: {valeu: 0.2}}}\n") != "");
}

TEST_CASE("the schema of a regime takes controls as differences, of any kind") {
  const nlohmann::json schema = tools::schema_named("regime");
  const auto why = [&](const std::string& control) {
    return tests::refused(schema, tree_of("regime: r\ntitle: t\neffective: 2024-01-01\nsource: s\n"
                                          "confidence: A\ncontrols:\n  c: " +
                                          control + "\n"));
  };
  CHECK(why("{enforced: false}") == "");
  CHECK(why("null") == "");
  CHECK(why("{kind: quota, total_units: 5}") == "");
  CHECK(why("{kind: quota, affiliates: 0.5}") != "");
  CHECK(why("{kind: quta}") != "");
  CHECK(why("{enforcd: false}") != "");
}

TEST_CASE("schema prints one schema to stdout and helps with its name") {
  const auto ran = tests::run_program(REPOSITORY, "schema regime");
  CHECK(ran.status == 0);
  CHECK(nlohmann::json::parse(ran.out) == tools::schema_named("regime"));
  const auto wrong = tests::run_program(REPOSITORY, "schema regimes");
  CHECK(wrong.status == 2);
  CHECK(wrong.out == "");
  CHECK(wrong.err == "FILE: no schema for 'regimes' (did you mean 'regime'?)\n");
}

TEST_CASE("a schema passes the validator of others, where there is one") {
  if (std::system("python3 -c 'import jsonschema' >/dev/null 2>&1") != 0) return;  // NOLINT
  const tests::Folder folder;
  const std::string check =
      "python3 -c 'import json, jsonschema, sys; "
      "jsonschema.Draft202012Validator.check_schema(json.load(open(sys.argv[1])))' ";
  for (const std::string& name : tools::schema_names()) {
    std::ofstream(folder.path / name) << tools::schema_named(name).dump();
    CHECK(std::system((check + (folder.path / name).string()).c_str()) == 0);  // NOLINT
  }
}
