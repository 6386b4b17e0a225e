#include "tools/study/source.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/tiny_study.h"

namespace {

TEST_CASE("a source names the program that made the results, and no day of another's commit") {
  const sim::StudyRecord study = tests::tiny_study();
  CHECK(tools::source_note(study) == "Source: Chokepoint 0.1.0, commit abc.");
}

TEST_CASE("Epoch AI is credited where a scenario rests on its figures") {
  sim::StudyRecord study = tests::tiny_study();
  study.scenarios.front().resolved += "source: \"Epoch AI units\"\n";
  CHECK(tools::source_note(study).find("Epoch AI.") != std::string::npos);
}

TEST_CASE("a scenario is credited by any text in it, and one without names nobody") {
  sim::Problems problems;
  const auto credits = [&](const char* text) {
    return tools::credits_of(sim::parse_yaml(text, "a.yaml", problems));
  };
  CHECK(credits("a: {b: [{source: Epoch AI units}]}\n") == "Epoch AI");
  CHECK(credits("a: {b: [{source: epoch of units}]}\n") == "");
}

TEST_CASE("notes end with the source, and a panel without notes stays without") {
  const sim::StudyRecord study = tests::tiny_study();
  const auto tables = tools::with_source(study, {{"a", {{"x"}}, {}, {}}, {"b", {{"x"}}, {}, {"Of 2 runs."}}});
  CHECK(tables[0].notes.empty());
  CHECK(tables[1].notes.back() == tools::source_note(study));
}

}  // namespace
