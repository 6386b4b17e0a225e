// A tree of what the user wrote, each part with its place. The only reader of YAML is node.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/problems.h"
#include "sim/input/shared_list.h"
#include "sim/input/where.h"

namespace sim {

/// What is in it is shared with its copies until one of them changes it.
struct Node {
  enum class Kind { kNothing, kScalar, kList, kMap };
  struct Entry;

  Kind kind = Kind::kNothing;
  std::string text;     ///< a scalar's text, as written, without its quotes; "null" where null was written
  bool quoted = false;  ///< a quoted scalar is text whatever it looks like
  std::optional<double> value{};  ///< of a scalar that a program set as a number
  SharedList<Node> items;         ///< of a list
  SharedList<Entry> entries;      ///< of a map, in the order written
  /// A part only: what is not here may stand elsewhere, or in what could not be read. Its absence is no
  /// problem.
  bool partial = false;
  /// Of the value. A map or list that begins on a line below its key, and an empty value, stand at their key.
  Where at;

  static Node scalar(std::string text, Where at);
  /// A finite number, not written by anybody: its text is for messages and files.
  static Node number(double value, Where at);
  /// An empty node of a kind.
  static Node of(Kind kind, Where at);
  /// The value of a key of a map; null when it has none.
  const Node* find(std::string_view key) const;
  /// The same, to be changed.
  Node* find_to_change(std::string_view key);
  /// "a number", "text", "a list", "a map", "nothing": for messages.
  std::string describe_kind() const;
  /// Whether `null` or `~` was written, rather than nothing at all: how a later file takes something out.
  bool is_null() const { return kind == Kind::kNothing && !text.empty(); }
};

struct Node::Entry {
  std::string key;
  Where key_at;
  Node value;
};

/// Reads one YAML file. Adds problems (no such file, a directory, not UTF-8, empty, too large, nested too deep, bad
/// syntax, a duplicate key, an alias or tag, several documents) and returns what could be read; `partial` when that is not all.
Node read_yaml(const std::filesystem::path& file, const std::string& shown_as, Problems& problems);
/// The same for a text already in memory.
Node parse_yaml(const std::string& text, const std::string& shown_as, Problems& problems);

/// Marks a map and the maps in it as partial: a difference, to be read by itself.
void mark_partial(Node& node);

/// Lays `over` on `base`: maps are merged key by key, lists whose key ends in `_changes` are added to, anything else
/// is replaced. A list that replaces another takes the changes to that one with it. Places are kept. Something
/// that could not be read leaves the other as it is, and makes it partial.
Node merge(Node base, const Node& over);

/// `--set path=value`: the value (YAML, flow style allowed) at a dotted path, as a tree to merge over the
/// rest; every place in it names the option. Adds a problem when the text has no '=', an empty path, or bad
/// YAML.
Node parse_override(const std::string& path_equals_value, Problems& problems);

/// The tree as YAML with keys in the order written and no places: the form that is saved and hashed. Reading
/// it again gives the same tree, less those entries of maps that are left out.
std::string write_yaml(const Node& node,
                       bool (*leaves_out)(const Node& map, const Node::Entry& entry) = nullptr);

/// Whether two trees say the same, wherever they stand; quotes count only where they change the meaning.
bool same(const Node& a, const Node& b);
/// Whether they are one, places and all.
bool is_one(const Node& a, const Node& b);

}  // namespace sim
