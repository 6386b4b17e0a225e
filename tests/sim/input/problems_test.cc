#include "sim/input/problems.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using sim::Problems;
using sim::Where;

TEST_CASE("problems are sorted by place, without repeats, each with its line and a caret") {
  const auto text = sim::source_text("a.yaml", "one: 1\ntwo: 2\n");
  Problems problems;
  problems.add(Where{text, 2, 6}, "wrong", "why");
  problems.add(Where{text, 1, 1}, "early");
  problems.add(Where{text, 2, 6}, "wrong", "why");
  CHECK(problems.describe() ==
        "a.yaml:1:1: early\n    one: 1\n    ^\n"
        "a.yaml:2:6: wrong (why)\n    two: 2\n         ^\n"
        "2 problems\n");
}

TEST_CASE("a problem of a whole text has no line") {
  Problems problems;
  problems.add(Where{sim::source_text("a.yaml", ""), 0, 0}, "no such file");
  problems.add(Where{}, "no place at all");
  CHECK(problems.describe() == "no place at all\na.yaml: no such file\n2 problems\n");
}

TEST_CASE("a caret stands under its character after tabs and letters beyond ASCII") {
  const auto text = sim::source_text("a.yaml", "\té: x\r\n");
  Problems problems;
  problems.add(Where{text, 1, 5}, "here");
  CHECK(problems.describe() == "a.yaml:1:5: here\n    \té: x\n    \t   ^\n");
}

TEST_CASE("a long line is cut to what lies around the caret") {
  const auto text =
      sim::source_text("a.yaml", fmt::format("{}b{}", std::string(300, 'a'), std::string(300, 'c')));
  Problems problems;
  problems.add(Where{text, 1, 301}, "here");
  const std::string shown = "    ... " + std::string(50, 'a') + "b" + std::string(49, 'c') + " ...\n    " +
                            std::string(54, ' ') + "^\n";
  CHECK(problems.describe() == "a.yaml:1:301: here\n" + shown);
}

TEST_CASE("a bad input says its problems") {
  Problems problems;
  problems.add(Where{}, "wrong");
  CHECK(std::string(sim::BadInput(problems).what()) == "wrong\n");
}

TEST_CASE("the nearest name is found through slips, swaps and letter case") {
  const std::vector<std::string> names{"tpp_limit", "places", "hurdle", "quota"};
  CHECK(sim::nearest("tpp_limt", names) == "tpp_limit");
  CHECK(sim::nearest("TPP-LIMIT", names) == "tpp_limit");
  CHECK(sim::nearest("hurlde", names) == "hurdle");
  CHECK(sim::nearest("qouta", names) == "quota");
  CHECK(sim::nearest("licence", names) == "");
  CHECK(sim::nearest("", names) == "");
}

TEST_CASE("a word too far from all, or too short to tell, has no nearest name") {
  CHECK(sim::nearest("CN", std::vector<std::string>{"US", "TW"}) == "");
  CHECK(sim::nearest("CM", std::vector<std::string>{"US", "CN"}) == "CN");
  CHECK(sim::nearest("hurd", std::vector<std::string>{"hurdle"}) == "hurdle");
  CHECK(sim::nearest("hur", std::vector<std::string>{"hurdle"}) == "");
  CHECK(sim::nearest("performance_thresh", std::vector<std::string>{"performance_threshold"}) ==
        "performance_threshold");
}

TEST_CASE("of names equally near the earlier is taken") {
  CHECK(sim::nearest("line_c", std::vector<std::string>{"line_b", "line_a"}) == "line_b");
}

TEST_CASE("where no name is near, what is accepted is listed, at most twelve") {
  CHECK(sim::did_you_mean("xyz", std::vector<std::string>{"red", "blue"}) == "accepted: red, blue");
  CHECK(sim::did_you_mean("xyz", {}) == "");
  std::vector<std::string> names;
  for (char c = 'a'; c <= 'n'; ++c) names.emplace_back(5, c);
  CHECK(sim::did_you_mean("xyz", names) ==
        "accepted: aaaaa, bbbbb, ccccc, ddddd, eeeee, fffff, ggggg, hhhhh, iiiii, jjjjj, kkkkk, lllll, ... "
        "(14 in all)");
}

TEST_CASE("of more than a hundred problems the first are shown and the rest counted") {
  const auto text = sim::source_text("a.yaml", "x\n");
  Problems problems;
  for (int i = 1; i <= 20'000; ++i) problems.add(Where{text, i, 1}, "wrong");
  const std::string said = problems.describe();
  CHECK(said.find("a.yaml:100:1: wrong\n") != std::string::npos);
  CHECK(said.find("a.yaml:101:1") == std::string::npos);
  CHECK(said.ends_with("... and 19900 more\n20000 problems\n"));
}
