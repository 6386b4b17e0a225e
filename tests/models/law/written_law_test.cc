#include "models/law/written_law.h"

#include <doctest/doctest.h>

#include "tests/models/law/written_law.h"

namespace chokepoint {
namespace {

TEST_CASE("a control is read once for all versions in which it is written alike") {
  const written::Law law(
      {written::regime("ban", "2022-10-07", written::kBan),
       written::regime("other", "2023-10-17",
                       "extends: ban\ncontrols:\n  other:\n    kind: performance_threshold\n"
                       "    items: {small: {tpp_limit: 1600}}\n"
                       "    verdicts: {all: {items: [small], to: [CN], verdict: denied}}\n"),
       written::regime("tighter", "2024-10-17",
                       "extends: other\ncontrols:\n  ban:\n    items: {big: {tpp_limit: 2400}}\n")});
  REQUIRE(law.problems == "");
  sim::Problems problems;
  const WrittenLaw read = read_law(law.regimes, calendar_of_history(law.regimes), problems);
  REQUIRE(read.size() == 4);
  CHECK(read[0].controls.empty());
  REQUIRE(read[3].controls.size() == 2);
  CHECK(read[2].controls[0].control == read[1].controls[0].control);
  CHECK(read[3].controls[0].control != read[2].controls[0].control);
  CHECK(read[3].controls[1].control == read[2].controls[1].control);
}

TEST_CASE("a control of no known kind is named as unread, and said to be wrong") {
  const written::Law law(
      {written::regime("odd", "2022-10-07", "controls:\n  odd:\n    kind: performance_treshold\n")});
  sim::Problems problems;
  const WrittenLaw read = read_law(law.regimes, calendar_of_history(law.regimes), problems);
  CHECK(read.back().unread == std::vector<std::string>{"odd"});
  CHECK(problems.size() > 0);
}

}  // namespace
}  // namespace chokepoint
