#include "tools/scenarios/overrides.h"

#include <doctest/doctest.h>

#include "tools/scenarios/files.h"

namespace {

sim::Node history() {
  sim::Problems problems;
  sim::Node root = tools::resolve_policy(REPOSITORY "/scenarios", "history", {}, problems);
  REQUIRE(problems.empty());
  return root;
}

}  // namespace

TEST_CASE("a number set at a path is what --set writes there, throughout or from a day on") {
  const sim::Node root = history();
  sim::Problems problems;
  const auto written = [&](const std::string& text) {
    return tools::lay_over(root, *tools::read_override(text, problems), problems);
  };
  const auto set = [&](const std::optional<sim::Date>& from) {
    return tools::lay_over(root, tools::number_override("enforcement.checks", 0.1, from, root.at), problems);
  };
  CHECK(sim::same(set(std::nullopt), written("enforcement.checks=0.1")));
  CHECK(sim::same(set(sim::Date::of(2026, 10, 1)),
                  written("enforcement.checks=[{from: 2026-10-01, level: 0.1}]")));
  CHECK(problems.empty());
}

TEST_CASE("a number is set as it is, and not as its text is read again") {
  const sim::Where here;
  const sim::Node node = sim::Node::number(0.1 + 0.2, here);
  CHECK(*node.value == 0.1 + 0.2);
  CHECK(node.text == "0.30000000000000004");
}

TEST_CASE("a path that no scenario has is refused with what it may mean") {
  sim::Problems problems;
  tools::lay_over(history(), tools::number_override("rings.hurdel", 1, {}, {}), problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems.all().front().why == "did you mean 'parameters.rings.hurdle'?");
}
