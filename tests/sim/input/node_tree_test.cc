#include <doctest/doctest.h>

#include "sim/input/node.h"

using sim::Node;
using sim::Problems;

namespace {

Node tree_of(const std::string& text) {
  Problems problems;
  Node node = sim::parse_yaml(text, "a.yaml", problems);
  REQUIRE(problems.describe() == "");
  return node;
}

std::string override_as_yaml(const std::string& scenario) {
  Problems problems;
  const Node node = sim::parse_override(scenario, problems);
  return problems.empty() ? sim::write_yaml(node) : problems.describe();
}

}  // namespace

TEST_CASE("merging goes into maps and replaces all else") {
  const Node base = tree_of("a: {x: 1, y: 2}\nb: [1, 2]\nc: 3\n");
  const Node over = tree_of("b: [9]\na: {y: 5, z: 6}\nc: {d: 1}\n");
  CHECK(sim::write_yaml(sim::merge(base, over)) == "a:\n  x: 1\n  y: 5\n  z: 6\nb:\n  - 9\nc:\n  d: 1\n");
}

TEST_CASE("merged parts keep the places they were written at") {
  Problems problems;
  const Node over = sim::parse_override("a.y=5", problems);
  const Node merged = sim::merge(tree_of("a:\n  x: 1\n  y: 2\n"), over);
  CHECK(merged.find("a")->find("x")->at.describe() == "a.yaml:2:6");
  CHECK(merged.find("a")->find("y")->at.describe() == "--set a.y=5");
  CHECK(merged.find("a")->at.describe() == "a.yaml:1:1");
}

TEST_CASE("merging with an empty map changes nothing") {
  const Node base = tree_of("a: {x: 1}\n");
  CHECK(sim::same(sim::merge(base, tree_of("{}")), base));
}

TEST_CASE("an override is a value at a dotted path") {
  CHECK(override_as_yaml("rings.hurdle=0.2") == "rings:\n  hurdle: 0.2\n");
  CHECK(override_as_yaml("a={b: [1, x=y]}") == "a:\n  b:\n    - 1\n    - x=y\n");
  CHECK(override_as_yaml("note=\"010\"") == "note: \"010\"\n");
  CHECK(override_as_yaml("controls.quota=null") == "controls:\n  quota: null\n");
}

TEST_CASE("the parts of an override point into the option") {
  Problems problems;
  const Node node = sim::parse_override("rings.hurdle=[1, x]", problems);
  const Node& hurdle = *node.find("rings")->find("hurdle");
  problems.add(hurdle.items[1].at, "wrong");
  problems.add(node.find("rings")->entries[0].key_at, "unknown");
  CHECK(problems.describe() ==
        "--set rings.hurdle=[1, x]: unknown\n    rings.hurdle=[1, x]\n          ^\n"
        "--set rings.hurdle=[1, x]: wrong\n    rings.hurdle=[1, x]\n                     ^\n"
        "2 problems\n");
}

TEST_CASE("an override that cannot be read is refused at its place") {
  const std::string how = " (write path=value, for example span.last=2026-12-31)\n";
  CHECK(override_as_yaml("rings.hurdle") ==
        "--set rings.hurdle: an override without '='" + how + "    rings.hurdle\n    ^\n");
  CHECK(override_as_yaml("=3") == "--set =3: an override without a name" + how + "    =3\n    ^\n");
  CHECK(override_as_yaml("a..b=3") ==
        "--set a..b=3: an override without a name" + how + "    a..b=3\n      ^\n");
  CHECK(override_as_yaml("a.=3") == "--set a.=3: an override without a name" + how + "    a.=3\n      ^\n");
  CHECK(override_as_yaml("") == "--set : an override without '='" + how);
  CHECK(override_as_yaml("a=") ==
        "--set a=: no value after '=' (write null for none and \"\" for an empty text)\n    a=\n      ^\n");
  CHECK(override_as_yaml("a=[1") == "--set a=[1: a '[' is not closed by ']'\n    a=[1\n      ^\n");
}

TEST_CASE("what is written as YAML reads as the same tree") {
  const char* texts[] = {
      "a: 1\nb: {}\nc: []\nd: null\ne: ''\n",
      "a: '010'\nb: 010\nc: 'true'\nd: true\ne: \"null\"\nf: '-5'\ng: -5\n",
      "a: 'x: y'\nb: 'x #y'\nc: '#x'\nd: 'trailing: '\ne: ' x '\nf: '- x'\ng: '-'\n",
      "'a: b': 1\n'null': 2\n'': 3\n'[x]': 4\n2023-10: 5\n",
      "- - 1\n  - 2\n- a: 1\n  b:\n    - c: 2\n      d: 3\n- []\n-\n",
      "a: |\n  two\n  lines\nb: \"tab\\there \\\\ \\\" \\x07\"\n",
      "a: 算力 é\nb: it's\nc: a,b [c] {d}\nd: http://x.y/z?q=1&r\n",
      "a: '...'\nb: '---'\nc: '~'\nd: '@x'\ne: '.5'\nf: .5\ng: '%'\nh: 50%\n",
      "a: 1\te-1\nb: nullable\nc: .\nd: +\ne: -.5\nf: 1:2\ng: 'a:'\n",
      "just text\n",
      "[]\n",
  };
  for (const char* text : texts) {
    const Node node = tree_of(text);
    const std::string written = sim::write_yaml(node);
    CHECK_MESSAGE(sim::same(tree_of(written), node), written);
    CHECK(sim::write_yaml(tree_of(written)) == written);
  }
}

TEST_CASE("written YAML is one plain form, whatever form was read") {
  CHECK(sim::write_yaml(tree_of("# why\na:   'text'\nb: {c: [1, {d: \"2\"}]}\n")) ==
        "a: text\nb:\n  c:\n    - 1\n    - d: \"2\"\n");
}

TEST_CASE("what could not be read leaves the other side of a merge as it is, and makes it partial") {
  sim::Problems problems;
  const Node broken = sim::parse_yaml("a: [1\n", "b.yaml", problems);
  CHECK(problems.size() == 1);
  CHECK(broken.partial);
  for (const Node& merged : {sim::merge(tree_of("a: 1"), broken), sim::merge(broken, tree_of("a: 1"))}) {
    CHECK(sim::same(merged, tree_of("a: 1")));
    CHECK(merged.partial);
  }
  CHECK(!sim::merge(tree_of("a: 1"), tree_of("b: 1")).partial);
}

TEST_CASE("quotes make a difference only where they change the meaning") {
  CHECK(sim::same(tree_of("a: 'text'"), tree_of("a: text")));
  CHECK(!sim::same(tree_of("a: '5'"), tree_of("a: 5")));
  CHECK(!sim::same(tree_of("a: 5"), tree_of("b: 5")));
  CHECK(!sim::same(tree_of("a: [5]"), tree_of("a: [5, 5]")));
  CHECK(!sim::same(tree_of("a: null"), tree_of("a: 'null'")));
}

TEST_CASE("changes to a list are added to those of what lies below, until the list is written anew") {
  const Node base = tree_of("calendar: [a]\ncalendar_changes: [b]\n");
  const Node more = sim::merge(base, tree_of("calendar_changes: [c]\n"));
  CHECK(sim::write_yaml(more) == "calendar:\n  - a\ncalendar_changes:\n  - b\n  - c\n");
  CHECK(sim::write_yaml(sim::merge(more, tree_of("calendar: []\n"))) == "calendar: []\n");
  const Node anew = sim::merge(more, tree_of("calendar_changes: [d]\ncalendar: [e]\n"));
  CHECK(sim::write_yaml(anew) == "calendar:\n  - e\ncalendar_changes:\n  - d\n");
}

TEST_CASE("a change to a merged tree is none to those it was made of") {
  const Node base = tree_of("a: {x: 1}\nb: [1]\nc: {d: 1}\n");
  const Node over = tree_of("a: {y: 2}\ne: {f: 1}\n");
  Node merged = sim::merge(base, over);
  merged.find_to_change("e")->find_to_change("f")->text = "9";
  merged.find_to_change("c")->find_to_change("d")->text = "9";
  merged.find_to_change("b")->items.change().front().text = "9";
  CHECK(sim::write_yaml(base) == "a:\n  x: 1\nb:\n  - 1\nc:\n  d: 1\n");
  CHECK(sim::write_yaml(over) == "a:\n  y: 2\ne:\n  f: 1\n");
  CHECK(sim::write_yaml(merged) == "a:\n  x: 1\n  y: 2\nb:\n  - 9\nc:\n  d: 9\ne:\n  f: 9\n");
}

TEST_CASE("a tree is written without the entries that are left out") {
  const auto marked = [](const Node& map, const Node::Entry& entry) {
    return entry.key == "mark" && map.find("value") != nullptr;
  };
  CHECK(sim::write_yaml(tree_of("a: {value: 1, mark: 2}\nb: {mark: 3}\nc: [{mark: 4, value: 5}]\n"),
                        marked) == "a:\n  value: 1\nb:\n  mark: 3\nc:\n  - value: 5\n");
}
