#include "tools/explore/state.h"

#include <doctest/doctest.h>

namespace tools {
namespace {

QueryWords words_of(std::initializer_list<std::pair<const std::string, std::string>> words) { return words; }

TEST_CASE("a state comes out of its own query as it went in") {
  ExploreState state;
  state.sides = {{{"history", {"enforcement.checks=2", "gate=[]"}}, {"my policy.yaml"}}};
  state.question = {"nation_china", {2026}, 5e5};
  state.seed = 7;
  state.runs = 12;
  CHECK(query_of(state) ==
        "a=history&a.set=enforcement.checks%3D2&a.set=gate%3D%5B%5D&b=my%20policy.yaml&measure=nation_china&"
        "year=2026&at_least=500000&seed=7&runs=12");
  sim::Problems problems;
  const ExploreState read = read_state(words_of({{"a", "history"},
                                                 {"a.set", "enforcement.checks=2"},
                                                 {"a.set", "gate=[]"},
                                                 {"b", "my policy.yaml"},
                                                 {"measure", "nation_china"},
                                                 {"year", "2026"},
                                                 {"at_least", "500000"},
                                                 {"seed", "7"},
                                                 {"runs", "12"}}),
                                       {}, problems);
  CHECK(problems.empty());
  CHECK(query_of(read) == query_of(state));
}

TEST_CASE("every wrong word of a state is named at once") {
  sim::Problems problems;
  read_state(words_of({{"runs", "401"}, {"seed", "-1"}, {"year", "soon"}, {"at_least", "1e"}}), {}, problems);
  CHECK(problems.size() == 4);
  CHECK(problems.describe().find("runs: '401' is no whole number from 1 to 400") != std::string::npos);
}

TEST_CASE("what a page may send is bounded") {
  QueryWords many;
  for (std::size_t i = 0; i <= kMostOverrides; ++i) many.emplace("a.set", "gate=[]");
  sim::Problems problems;
  read_state(many, {}, problems);
  CHECK(problems.describe().find("too many values are set") != std::string::npos);
  sim::Problems of_long;
  read_state(words_of({{"a", std::string(kLongestWord + 1, 'x')}}), {}, of_long);
  CHECK(of_long.describe().find("too long") != std::string::npos);
}

TEST_CASE("sides that differ in their policies alone are compared, others run one after the other") {
  ExploreState state;
  state.runs = 5;
  for (ExploreSide& side : state.sides) side.overrides = {"gate=[]"};
  CHECK(command_lines(state, "") ==
        std::vector<std::string>{"chokepoint compare history tight --set 'gate=[]' -n 5 --seed 1"});
  state.sides[1].overrides.clear();
  CHECK(command_lines(state, " --prior") ==
        std::vector<std::string>{"chokepoint run history --set 'gate=[]' -n 5 --seed 1 --prior",
                                 "chokepoint run tight -n 5 --seed 1 --prior"});
}

}  // namespace
}  // namespace tools
