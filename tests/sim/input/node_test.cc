#include "sim/input/node.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

using sim::Node;
using sim::Problems;

namespace {

Node tree_of(const std::string& text) {
  Problems problems;
  Node node = sim::parse_yaml(text, "a.yaml", problems);
  REQUIRE(problems.describe() == "");
  return node;
}

/// The first line of what is said of a text, without the file's name.
std::string said_of(const std::string& text) {
  Problems problems;
  sim::parse_yaml(text, "a.yaml", problems);
  const std::string all = problems.describe();
  return all.substr(std::min(all.size(), std::string("a.yaml:").size()),
                    all.find('\n') - std::string("a.yaml:").size());
}

std::string said_of_file(const std::filesystem::path& file) {
  Problems problems;
  sim::read_yaml(file, file.filename().string(), problems);
  return problems.describe();
}

/// A folder of this process alone (tests run side by side) that goes away with the test.
struct Folder {
  std::filesystem::path own =
      std::filesystem::temp_directory_path() / ("chokepoint_" + std::to_string(::getpid()));
  std::filesystem::path path = own / "inputs";
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(own); }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }
};

}  // namespace

TEST_CASE("a tree keeps the order, the text and the place of everything") {
  const Node node = tree_of("b: 010\na:\n  - 'x'\n  - {k: [1, 2]}\n");
  CHECK(node.entries[0].key == "b");
  CHECK(node.find("b")->text == "010");
  CHECK(!node.find("b")->quoted);
  const Node& list = *node.find("a");
  CHECK(list.items[0].quoted);
  CHECK(list.items[0].at.describe() == "a.yaml:3:5");
  CHECK(list.items[1].entries[0].key_at.describe() == "a.yaml:4:6");
  CHECK(list.items[1].find("k")->items[1].at.describe() == "a.yaml:4:13");
  CHECK(node.find("c") == nullptr);
}

TEST_CASE("blocks and empty values stand at their key or dash") {
  const Node node = tree_of("a:\nb:\n  c: 1\nd:\n-\n- # later\n- x\n- ~\n");
  CHECK(node.find("a")->at.describe() == "a.yaml:1:1");
  CHECK(node.find("b")->at.describe() == "a.yaml:2:1");
  CHECK(node.find("d")->at.describe() == "a.yaml:4:1");
  CHECK(node.find("d")->items[0].at.describe() == "a.yaml:5:1");
  CHECK(node.find("d")->items[1].at.describe() == "a.yaml:6:1");
  CHECK(node.find("d")->items[3].at.describe() == "a.yaml:8:3");
}

TEST_CASE("columns count characters, and neither a byte order mark nor line ends of Windows disturb them") {
  const Node node = tree_of(
      "\xEF\xBB\xBF"
      "a: x\r\n算力: [é, b]\r\n");
  CHECK(node.find("a")->text == "x");
  CHECK(node.find("算力")->items[1].at.describe() == "a.yaml:2:9");
}

TEST_CASE("null written out is told from nothing written") {
  const Node node = tree_of("a: null\nb: ~\nd: ''\nc:\nnullable: 1\n");
  CHECK(node.find("a")->is_null());
  CHECK(node.find("b")->is_null());
  CHECK(!node.find("c")->is_null());
  CHECK(node.find("c")->kind == Node::Kind::kNothing);
  CHECK(node.find("d")->kind == Node::Kind::kScalar);
}

TEST_CASE("kinds have names for messages") {
  const Node node = tree_of("a: [5, -5, .5, abc, -, '5', [], {}, null, 2023-10]\n");
  std::string kinds;
  for (const Node& item : node.find("a")->items) kinds += item.describe_kind() + "; ";
  CHECK(kinds == "a number; a number; a number; text; text; text; a list; a map; nothing; text; ");
}

TEST_CASE("a text that is not plain YAML of one document is refused at its place") {
  const std::pair<std::string, const char*> cases[] = {
      {"", " is empty (nothing stands in it but blanks and comments)"},
      {"# only this\n", " is empty (nothing stands in it but blanks and comments)"},
      {"a: 1\nb: 2\na: 3\n", "3:1: duplicate key 'a' (first on line 1)"},
      {"a: &x 1\n", "1:4: anchor '&x' (anchors and aliases are not used here: write the value out)"},
      {"a: *x\n", "1:4: alias (anchors and aliases are not used here: write the value out)"},
      {"a: !!int 3\n", "1:4: tag '!!int' (tags are not used here: the field says its type)"},
      {"a: !mine {b: 1}\n", "1:4: tag '!mine' (tags are not used here: the field says its type)"},
      {"a: 1\n---\nb: 2\n", "2:1: a second document begins here (one file holds one document)"},
      {"- a\nb: c\n",
       "2:1: this belongs to nothing before it (check the indentation, and that lists and maps are not "
       "mixed)"},
      {"? [a]\n: 1\n", "1:3: a key must be a name, not a list"},
      {": 1\n", "1:1: a key must be a name, not nothing"},
      {"a: b: c\n",
       "1:5: a ':' is not expected here (check the indentation; text that holds ': ' needs quotes)"},
      {"a: 1\n b: 3\n",
       "2:3: a ':' is not expected here (check the indentation; text that holds ': ' needs quotes)"},
      {"a:\n\tb: 1\n", "2:1: a tab in the indentation (use spaces)"},
      {"a: [1, 2\nb: 3\n", "1:4: a '[' is not closed by ']'"},
      {"a: {b: [1, 2]\n", "1:4: a '{' is not closed by '}'"},
      {"a: ]\n", "1:4: a closing bracket without its opening one"},
      {"a: \"x\nb: 1\n", "1:4: a quote is opened and not closed"},
      {"a: 'it''s\n", "1:4: a quote is opened and not closed"},
      {"a: @x\n",
       "1:4: this character cannot begin a value (put quotes around text that begins with one of % @ ` & * | "
       "> "
       "or holds ': ')"},
      {"a: * x\n",
       "1:5: a '*' cannot begin a value (put quotes around text that begins with one of % @ ` & * | > or "
       "holds ': ')"},
      {"a: - 1\n", "1:4: a '-' is not expected here (begin the list on its own line)"},
      {"a: 'x' y\n", "1:8: this does not fit the map it stands in (check the indentation and the quotes)"},
      {"a: \"\\q\"\n", "1:7: an unknown escape in a quoted text (use single quotes, or \\\\ for \\)"},
      {"a: caf\xE9\n", "1:7: not UTF-8 (byte 0xE9; save the file as UTF-8)"},
      {std::string("a: 1\nb: \0\n", 10), "2:4: a control character, 0x00 (a text file has none)"},
  };
  for (const auto& [text, expected] : cases) CHECK(said_of(text) == expected);
}

TEST_CASE("quotes that hold quotes and line ends are closed") {
  const Node node = tree_of("a: 'it''s'\nb: \"say \\\"no\\\"\"\nc: \"two\n  lines\"\n");
  CHECK(node.find("a")->text == "it's");
  CHECK(node.find("b")->text == "say \"no\"");
  CHECK(node.find("c")->text == "two lines");
}

TEST_CASE("deep nesting is refused, not a crash") {
  CHECK(said_of(std::string(100000, '[')) != "");
  CHECK(said_of("a: " + std::string(100000, '{')) != "");
}

TEST_CASE("the first of duplicate keys is kept") {
  Problems problems;
  const Node node = sim::parse_yaml("a: 1\na: 2\n", "a.yaml", problems);
  CHECK(node.entries.size() == 1);
  CHECK(node.find("a")->text == "1");
}

TEST_CASE("a file that is not there is named with one that is like it") {
  const Folder folder;
  folder.write("2023-10.yaml", "a: 1\n");
  CHECK(said_of_file(folder.path / "2023-01.yaml") ==
        "2023-01.yaml: no such file (did you mean '2023-10.yaml'?)\n");
  CHECK(said_of_file(folder.path / "something.json") == "something.json: no such file\n");
  CHECK(said_of_file(folder.path / "no" / "a.yaml") ==
        "a.yaml: no such file (there is no folder '" + (folder.path / "no").string() + "')\n");
}

TEST_CASE("a folder, an unreadable file and an empty one are told apart") {
  const Folder folder;
  CHECK(said_of_file(folder.path) == "inputs: is a folder, not a file (name a file in it)\n");
  CHECK(said_of_file("/proc/self/mem") == "mem: cannot be read (Input/output error)\n");
  CHECK(said_of_file(folder.write("empty.yaml", "")) ==
        "empty.yaml: is empty (nothing stands in it but blanks and comments)\n");
}

TEST_CASE("a file is read as its text is") {
  const Folder folder;
  Problems problems;
  const std::string text = "a: " + std::string(200000, 'x') + "\nb: [1]\n";
  const Node node = sim::read_yaml(folder.write("a.yaml", text), "a.yaml", problems);
  CHECK(problems.empty());
  CHECK(sim::same(node, tree_of(text)));
}

TEST_CASE("a lone carriage return ends a line") {
  const Node node = tree_of("a: 1\rb:\r  c: x\rd: |\r  two\r  lines\r");
  CHECK(node.find("b")->find("c")->at.describe() == "a.yaml:3:6");
  CHECK(node.find("d")->text == "two\nlines\n");
  CHECK(said_of("a: 1\rb: 2\ra: 3\r") == "3:1: duplicate key 'a' (first on line 1)");
}

TEST_CASE("columns are counted once along a line that holds many values") {
  std::string text = "a: [é";
  for (int i = 0; i < 50'000; ++i) text += ", x";
  const Node node = tree_of(text + "]\n");
  CHECK(node.find("a")->items.size() == 50'001);
  CHECK(node.find("a")->items[1].at.describe() == "a.yaml:1:8");
  CHECK(node.find("a")->items.back().at.describe() == "a.yaml:1:150005");
}

TEST_CASE("lists and maps are nested no deeper than anybody writes") {
  const std::string deep = "a: " + std::string(60, '[') + std::string(60, ']') + "\n";
  CHECK(said_of(deep) == "1:53: lists and maps are nested too deep (at most 50 levels)");
}

TEST_CASE("a file of a size that no scenario has is refused unread") {
  const Folder folder;
  const auto file = folder.write("a.yaml", "title: " + std::string(5 << 20, 'x') + "\n");
  CHECK(said_of_file(file) == "a.yaml: is too large (at most 4 MB are read of a file)\n");
}
