#include "sim/input/kept_trees.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/numeric/hash.h"

namespace sim {
namespace {

namespace fs = std::filesystem;

/// Edited files and older programs leave trees behind; with more than this the folder is emptied.
constexpr std::ptrdiff_t kMostKept = 1000;

struct Kept {
  fs::path folder;
  std::string program;
};
Kept& kept() {
  static Kept one;
  return one;
}

fs::path file_of(const std::string& text) {
  return kept().folder / fmt::format("{}-{}.tree", hex(hash_of(kept().program)), hex(hash_of(text)));
}

/// What a file begins with: all that the tree follows from, so that no two hashes need differ.
std::string head_of(const std::string& text) {
  return fmt::format("{}\n{}\n", kept().program, text.size()) + text;
}

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

void make_room() {
  std::error_code error;
  const fs::directory_iterator all(kept().folder, error);
  if (error || std::distance(fs::begin(all), fs::end(all)) <= kMostKept) return;
  for (fs::directory_iterator file(kept().folder, error), end; !error && file != end; file.increment(error)) {
    std::error_code ignored;
    if (file->path().extension() == ".tree") fs::remove(file->path(), ignored);
  }
}

}  // namespace

void keep_trees_in(fs::path folder, std::string program) { kept() = {std::move(folder), std::move(program)}; }

std::optional<Node> kept_tree(const std::string& text, const std::string& shown_as) {
  if (kept().folder.empty()) return std::nullopt;
  std::ifstream stream(file_of(text), std::ios::binary);
  if (!stream) return std::nullopt;
  std::string all(text.size() * 4 + 1024, '\0');
  std::size_t size = 0;
  while (stream.read(all.data() + size, static_cast<std::streamsize>(all.size() - size))) {
    size = all.size();
    all.resize(all.size() * 2);
  }
  size += static_cast<std::size_t>(stream.gcount());
  const std::string_view whole = std::string_view(all).substr(0, size);
  const std::string begins = head_of(text);
  std::uint64_t sum = 0;
  if (!whole.starts_with(begins) || whole.size() < begins.size() + sizeof sum) return std::nullopt;
  const std::string_view tree = whole.substr(begins.size() + sizeof sum);
  std::memcpy(&sum, whole.data() + begins.size(), sizeof sum);
  if (sum != hash_of(tree)) return std::nullopt;
  return Reader(tree, source_text(shown_as, text)).take_node();
}

void keep_tree(const std::string& text, const Node& tree) {
  if (kept().folder.empty() || text.starts_with("\xEF\xBB\xBF")) return;  // the mark counts in no column
  std::error_code error;
  fs::create_directories(kept().folder, error);
  static const bool has_room = (make_room(), true);
  static_cast<void>(has_room);
  Writer writer;
  writer.put(tree);
  const std::uint64_t sum = hash_of(writer.bytes);
  // Written aside and then named, so that nobody reads half of it.
  const fs::path file = file_of(text);
  fs::path aside = file;
  aside += fmt::format(".{}", getpid());
  std::ofstream stream(aside, std::ios::binary);
  stream << head_of(text);
  stream.write(reinterpret_cast<const char*>(&sum), sizeof sum);
  stream << writer.bytes;
  stream.close();
  if (stream) {
    fs::rename(aside, file, error);
  } else {
    fs::remove(aside, error);
  }
}

}  // namespace sim
