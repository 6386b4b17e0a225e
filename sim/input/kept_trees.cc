#include "sim/input/kept_trees.h"

#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include "sim/input/kept.h"

namespace sim {
namespace {

constexpr std::string_view kTree = "tree";

/// A tree as bytes: of each node its kind, place and text, then what is in it. Read by the same program on the same
/// machine, so numbers stand as they are in memory.
class Writer {
 public:
  std::string bytes;

  void put(const Node& node) {
    put_number(static_cast<std::uint32_t>(node.kind) * 2 + (node.quoted ? 1 : 0));
    put(node.at);
    put(node.text);
    put_number(static_cast<std::uint32_t>(node.items.size()));
    for (const Node& item : node.items) put(item);
    put_number(static_cast<std::uint32_t>(node.entries.size()));
    for (const Node::Entry& entry : node.entries) {
      put(entry.key);
      put(entry.key_at);
      put(entry.value);
    }
  }

 private:
  void put_number(std::uint32_t number) {
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void put(const std::string& text) {
    put_number(static_cast<std::uint32_t>(text.size()));
    bytes += text;
  }
  void put(const Where& at) {
    put_number(static_cast<std::uint32_t>(at.line));
    put_number(static_cast<std::uint32_t>(at.column));
  }
};

class Reader {
 public:
  Reader(std::string_view bytes, std::shared_ptr<const SourceText> source)
      : bytes_(bytes), source_(std::move(source)) {}

  Node take_node() {
    const std::uint32_t kind = take_number();
    Node node = Node::of(static_cast<Node::Kind>(kind / 2), take_place());
    node.quoted = kind % 2 != 0;
    node.text = take(take_number());
    if (const std::uint32_t items = take_number(); items > 0) {
      node.items.change().resize(items);
      for (Node& item : node.items.change()) item = take_node();
    }
    const std::uint32_t entries = take_number();
    if (entries == 0) return node;
    node.entries.change().resize(entries);
    for (Node::Entry& entry : node.entries.change()) {
      entry.key = take(take_number());
      entry.key_at = take_place();
      entry.value = take_node();
    }
    return node;
  }

 private:
  std::string_view take(std::size_t count) {
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(taken.size());
    return taken;
  }
  std::uint32_t take_number() {
    std::uint32_t number = 0;
    const std::string_view taken = take(sizeof number);
    std::memcpy(&number, taken.data(), taken.size());
    return number;
  }
  Where take_place() {
    const int line = static_cast<int>(take_number());
    return {source_, line, static_cast<int>(take_number())};
  }

  std::string_view bytes_;
  std::shared_ptr<const SourceText> source_;
};

}  // namespace

std::optional<Node> kept_tree(const std::string& text, const std::string& shown_as) {
  const std::optional<std::string> tree = kept_bytes(kTree, text);
  if (!tree) return std::nullopt;
  return Reader(*tree, source_text(shown_as, text)).take_node();
}

void keep_tree(const std::string& text, const Node& tree) {
  if (text.starts_with("\xEF\xBB\xBF")) return;  // the mark counts in no column
  Writer writer;
  writer.put(tree);
  keep_bytes(kTree, text, writer.bytes);
}

}  // namespace sim
