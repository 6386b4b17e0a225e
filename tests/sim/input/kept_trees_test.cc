#include "sim/input/kept_trees.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/keeping.h"

namespace {

const std::string kText = "a: 1\nlist:\n  - 'quoted: text'\n  - {b: ~, c: [x, y]}\nempty:\n";

sim::Node parsed() {
  sim::Problems problems;
  return sim::parse_yaml(kText, "one.yaml", problems);
}

std::string places_of(const sim::Node& node) {
  std::string all =
      node.at.describe() + (node.quoted ? " quoted" : "") + (node.is_null() ? " null" : "") + "\n";
  for (const sim::Node& item : node.items) all += places_of(item);
  for (const auto& entry : node.entries) all += entry.key_at.describe() + "\n" + places_of(entry.value);
  return all;
}

}  // namespace

TEST_CASE("a kept tree is the tree that was read, with its places") {
  const tests::Keeping keeping;
  sim::keep_tree(kText, parsed());
  const auto kept = sim::kept_tree(kText, "one.yaml");
  REQUIRE(kept);
  CHECK(sim::same(*kept, parsed()));
  CHECK(places_of(*kept) == places_of(parsed()));
}

TEST_CASE("a text that begins with a byte order mark keeps no tree") {
  const tests::Keeping keeping;
  sim::keep_tree("\xEF\xBB\xBF" + kText, parsed());
  CHECK(!sim::kept_tree("\xEF\xBB\xBF" + kText, "one.yaml"));
}
