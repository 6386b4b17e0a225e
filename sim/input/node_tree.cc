// What can be done with a tree once it is read: finding, merging, comparing, writing it as YAML again.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "sim/input/node.h"
#include "sim/input/number.h"

namespace sim {
namespace {

/// Whether a text looks like a number, a truth value or nothing: then quotes around it change what it means.
bool looks_typed(std::string_view text) {
  constexpr std::array<std::string_view, 14> kWords{"true", "false", "True", "False", "TRUE", "FALSE", "yes",
                                                    "no",   "on",    "off",  "null",  "Null", "NULL",  "~"};
  if (text.empty() || std::find(kWords.begin(), kWords.end(), text) != kWords.end()) return true;
  const char second = text.size() > 1 ? text[1] : ' ';
  if (is_digit(text[0])) return true;
  return (text[0] == '.' || text[0] == '-' || text[0] == '+') &&
         (is_digit(second) || second == '.' || text[0] == '.');
}

bool is_null_word(std::string_view text) {
  return text.size() <= 4 && (text == "~" || text == "null" || text == "Null" || text == "NULL");
}

/// Whether YAML reads a text back unchanged when it stands without quotes.
bool is_plain(std::string_view text) {
  constexpr std::string_view kNeverFirst = " -?:,[]{}#&*!|>'\"%@`.";
  if (text.empty() || is_null_word(text) || text.back() == ' ' || text.back() == ':') return false;
  const bool number = (text[0] == '-' || text[0] == '.') && looks_typed(text);
  if (!number && kNeverFirst.find(text[0]) != std::string_view::npos) return false;
  if (number && text.starts_with("...")) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c > '#') continue;  // most letters
    const char before = i == 0 ? '\0' : text[i - 1];
    if (c < 0x20 || (c == ' ' && before == ':') || (c == '#' && before == ' ')) return false;
  }
  return true;
}

std::string in_quotes(std::string_view text) {
  std::string all;
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      all += '\\';
      all += c;
    } else if (c == '\n') {
      all += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      all += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      all += c;
    }
  }
  return fmt::format("\"{}\"", all);
}

/// Whether a scalar needs its quotes to stay the text it is.
bool is_text(const Node& scalar) {
  return scalar.quoted && looks_typed(scalar.text) && is_plain(scalar.text);
}

void write_scalar(const Node& node, std::string& all) {
  if (is_text(node) || !is_plain(node.text)) {
    all += in_quotes(node.text);
  } else {
    all += node.text;
  }
}

constexpr std::string_view kChanges = "_changes";

bool is_added_to(const Node::Entry& over, const Node& base) {
  return over.key.ends_with(kChanges) && over.value.kind == Node::Kind::kList &&
         base.kind == Node::Kind::kList;
}

/// Takes out the changes to a list that is written anew.
void drop_changes(Node& map, const std::string& list) {
  const std::string changes = list + std::string(kChanges);
  if (map.find(changes) == nullptr) return;
  std::erase_if(map.entries.change(), [&](const Node::Entry& entry) { return entry.key == changes; });
}

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

/// Where in a map the keys of another stand, in the other's order; kNowhere for those that do not.
std::vector<std::size_t> places_of_keys(const Node& map, const Node& others) {
  std::map<std::string_view, std::size_t> wanted;
  for (std::size_t i = 0; i < others.entries.size(); ++i) wanted.emplace(others.entries[i].key, i);
  std::vector<std::size_t> places(others.entries.size(), kNowhere);
  for (std::size_t i = 0; i < map.entries.size(); ++i) {
    const auto key = wanted.find(map.entries[i].key);
    if (key != wanted.end() && places[key->second] == kNowhere) places[key->second] = i;
  }
  return places;
}

bool is_block(const Node& node) { return !node.items.empty() || !node.entries.empty(); }

void write_inline(const Node& node, std::string& all) {
  switch (node.kind) {
    case Node::Kind::kNothing:
      all += "null";
      break;
    case Node::Kind::kScalar:
      write_scalar(node, all);
      break;
    case Node::Kind::kList:
      all += "[]";
      break;
    case Node::Kind::kMap:
      all += "{}";
      break;
  }
  all += '\n';
}

using LeavesOut = bool (*)(const Node& map, const Node::Entry& entry);

/// Writes a list or map that has something in it, so many blanks from the left. What comes first stands at the end of
/// `all` as it is, so that a map in a list begins behind its dash.
void write_block(const Node& node, std::size_t indent, LeavesOut leaves_out, std::string& all) {
  const std::size_t deeper = indent + 2;
  bool first = true;
  for (const Node& item : node.items) {
    if (!std::exchange(first, false)) all.append(indent, ' ');
    all += "- ";
    if (is_block(item)) {
      write_block(item, deeper, leaves_out, all);
    } else {
      write_inline(item, all);
    }
  }
  for (const Node::Entry& entry : node.entries) {
    if (leaves_out != nullptr && leaves_out(node, entry)) continue;
    if (!std::exchange(first, false)) all.append(indent, ' ');
    all += is_plain(entry.key) ? entry.key : in_quotes(entry.key);
    if (is_block(entry.value)) {
      all += ":\n";
      all.append(deeper, ' ');
      write_block(entry.value, deeper, leaves_out, all);
    } else {
      all += ": ";
      write_inline(entry.value, all);
    }
  }
}

}  // namespace

Node Node::scalar(std::string text, Where at) {
  Node node = of(Kind::kScalar, std::move(at));
  node.text = std::move(text);
  return node;
}

Node Node::number(double value, Where at) {
  Node node = scalar(fmt::format("{}", value), std::move(at));
  node.value = value;
  return node;
}

Node Node::of(Kind kind, Where at) {
  Node node;
  node.kind = kind;
  node.at = std::move(at);
  return node;
}

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Node* Node::find_to_change(std::string_view key) {
  for (Entry& entry : entries.change()) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::string Node::describe_kind() const {
  switch (kind) {
    case Kind::kNothing:
      return "nothing";
    case Kind::kScalar: {
      return !quoted && parse_number(text).value ? "a number" : "text";
    }
    case Kind::kList:
      return "a list";
    case Kind::kMap:
      return "a map";
  }
  return "";
}

void mark_partial(Node& node) {
  if (node.kind != Node::Kind::kMap) return;
  node.partial = true;
  for (Node::Entry& entry : node.entries.change()) mark_partial(entry.value);
}

Node merge(Node base, const Node& over) {
  const bool unread = over.kind == Node::Kind::kNothing && over.partial;
  const bool partial = base.partial || over.partial;
  if (!unread && (base.kind != Node::Kind::kMap || over.kind != Node::Kind::kMap)) {
    const bool base_unread = base.kind == Node::Kind::kNothing && base.partial;
    Node instead = over;
    instead.partial = over.partial || base_unread;
    return instead;
  }
  base.partial = partial;
  for (const Node::Entry& entry : over.entries) {
    if (entry.value.kind == Node::Kind::kList) drop_changes(base, entry.key);
  }
  const std::vector<std::size_t> places = places_of_keys(base, over);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Node::Entry& entry = over.entries[i];
    if (places[i] == kNowhere) {
      base.entries.change().push_back(entry);
      continue;
    }
    Node& value = base.entries.change()[places[i]].value;
    if (is_added_to(entry, value)) {
      std::vector<Node>& items = value.items.change();
      items.insert(items.end(), entry.value.items.begin(), entry.value.items.end());
      value.at = entry.value.at;
    } else {
      value = merge(std::move(value), entry.value);
    }
  }
  return base;
}

std::string write_yaml(const Node& node, LeavesOut leaves_out) {
  std::string all;
  if (is_block(node)) {
    write_block(node, 0, leaves_out, all);
  } else {
    write_inline(node, all);
  }
  return all;
}

bool same(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.items.size() != b.items.size() || a.entries.size() != b.entries.size())
    return false;
  if (a.kind == Node::Kind::kScalar && (a.text != b.text || is_text(a) != is_text(b))) return false;
  if (a.items.is_shared_with(b.items) && a.entries.is_shared_with(b.entries)) return true;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same(a.items[i], b.items[i])) return false;
  }
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    if (a.entries[i].key != b.entries[i].key || !same(a.entries[i].value, b.entries[i].value)) return false;
  }
  return true;
}

bool is_one(const Node& a, const Node& b) {
  const auto stand_alike = [](const Where& one, const Where& other) {
    return one.line == other.line && one.column == other.column && one.text == other.text;
  };
  return a.kind == b.kind && a.quoted == b.quoted && a.partial == b.partial && a.value == b.value &&
         stand_alike(a.at, b.at) && a.text == b.text &&
         (a.items.is_shared_with(b.items) ||
          std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), is_one)) &&
         (a.entries.is_shared_with(b.entries) ||
          std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                     [&](const Node::Entry& one, const Node::Entry& other) {
                       return one.key == other.key && stand_alike(one.key_at, other.key_at) &&
                              is_one(one.value, other.value);
                     }));
}

}  // namespace sim
