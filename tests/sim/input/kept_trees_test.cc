#include "sim/input/kept_trees.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/folder.h"

namespace fs = std::filesystem;

namespace {

const std::string kText = "a: 1\nlist:\n  - 'quoted: text'\n  - {b: ~, c: [x, y]}\nempty:\n";

sim::Node parsed() {
  sim::Problems problems;
  return sim::parse_yaml(kText, "one.yaml", problems);
}

/// Keeps trees in a folder as long as it lives.
struct Keeping {
  tests::Folder folder;
  Keeping() { sim::keep_trees_in(folder.path, "program"); }
  ~Keeping() { sim::keep_trees_in({}, ""); }
  Keeping(const Keeping&) = delete;
  Keeping& operator=(const Keeping&) = delete;
  fs::path file() const { return fs::directory_iterator(folder.path)->path(); }
};

std::string places_of(const sim::Node& node) {
  std::string all =
      node.at.describe() + (node.quoted ? " quoted" : "") + (node.is_null() ? " null" : "") + "\n";
  for (const sim::Node& item : node.items) all += places_of(item);
  for (const auto& entry : node.entries) all += entry.key_at.describe() + "\n" + places_of(entry.value);
  return all;
}

}  // namespace

TEST_CASE("a kept tree is the tree that was read, with its places") {
  const Keeping keeping;
  sim::keep_tree(kText, parsed());
  const auto kept = sim::kept_tree(kText, "one.yaml");
  REQUIRE(kept);
  CHECK(sim::same(*kept, parsed()));
  CHECK(places_of(*kept) == places_of(parsed()));
}

TEST_CASE("another text, another program and a folder of none have no kept tree") {
  const Keeping keeping;
  sim::keep_tree(kText, parsed());
  CHECK(!sim::kept_tree(kText + " ", "one.yaml"));
  sim::keep_trees_in(keeping.folder.path, "another");
  CHECK(!sim::kept_tree(kText, "one.yaml"));
  sim::keep_trees_in({}, "");
  CHECK(!sim::kept_tree(kText, "one.yaml"));
}

TEST_CASE("a kept tree that is cut short or altered is not read") {
  const Keeping keeping;
  sim::keep_tree(kText, parsed());
  const fs::path file = keeping.file();
  const auto size = fs::file_size(file);
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(-3, std::ios::end).put('!');
  CHECK(!sim::kept_tree(kText, "one.yaml"));
  for (std::uintmax_t left = 0; left < size; ++left) {
    sim::keep_tree(kText, parsed());
    fs::resize_file(file, left);
    CHECK(!sim::kept_tree(kText, "one.yaml"));
  }
}

TEST_CASE("a folder that cannot be made keeps nothing, in silence") {
  sim::keep_trees_in("/dev/null/trees", "program");
  sim::keep_tree(kText, parsed());
  CHECK(!sim::kept_tree(kText, "one.yaml"));
  sim::keep_trees_in({}, "");
}
