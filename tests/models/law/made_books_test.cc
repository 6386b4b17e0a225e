#include "models/law/made_books.h"

#include <doctest/doctest.h>

#include "tools/scenarios/folder.h"

namespace chokepoint {
namespace {

TEST_CASE("a rule book that was made before is that which is built anew") {
  sim::Problems problems;
  const tools::Library library = tools::read_library(REPOSITORY "/scenarios", problems);
  const std::vector<CalendarEntry> history = calendar_of_history(library.regimes);
  const auto made = [&](std::span<const CalendarEntry> calendar) {
    return made_rule_book(library.regimes, calendar, library.catalogue, library.network, problems);
  };
  const RuleBook first = made(history);
  const RuleBook shorter = made(std::span(history).first(1));
  const RuleBook again = made(history);
  const RuleBook anew =
      build_rule_book(library.regimes, history, library.catalogue, library.network, problems);
  CHECK(problems.empty());
  CHECK(shorter.versions().size() < again.versions().size());
  REQUIRE(again.versions().size() == anew.versions().size());
  CHECK(again.versions().back().controls.front().control == first.versions().back().controls.front().control);
  const Trade trade{library.catalogue.find("H20"), library.network.find("US"), library.network.find("CN"),
                    library.network.find("CN"), false};
  for (int version = 0; version < static_cast<int>(anew.versions().size()); ++version)
    CHECK(strictness(again.rule(version, trade)) == strictness(anew.rule(version, trade)));
}

TEST_CASE("the text of regimes is that of the files asked for, whichever were asked for before") {
  const auto regime = [](const char* text) {
    sim::Problems none;
    return sim::parse_yaml(text, "regime.yaml", none);
  };
  const std::vector<sim::Node> one{regime("regime: a\n")};
  const std::vector<sim::Node> two{one.front(), regime("regime: b\n")};
  CHECK(text_of(one) == sim::write_yaml(one.front()));
  CHECK(text_of(two) == sim::write_yaml(one.front()) + sim::write_yaml(two.back()));
  CHECK(text_of(one) == sim::write_yaml(one.front()));
  CHECK(text_of(std::span<const sim::Node>{}).empty());
}

}  // namespace
}  // namespace chokepoint
