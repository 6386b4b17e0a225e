// Reading: from the tree a user wrote to the structs of the models. The one clever template is FieldReader: a
// struct's fields() calls it once a field, it looks the field up in the map, reads it by its type with the
// matching read_value, and remembers the name; what is then left in the map is misspelt, what was not found
// is missing. Included by fields.h; include that.
#pragma once

#include <concepts>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "sim/input/fields.h"

namespace sim {

/// What is asked of one value: its declaration, its name in messages, and where problems go.
struct Asked {
  const Says& says;
  std::string_view as;
  Problems& problems;
};

struct AnyVisitor {
  template <class T>
  void operator()(std::string_view, T&, const Says&) {}
};
template <class T>
concept HasFields = requires(T& value, AnyVisitor& visitor) {
  value.fields(visitor);
};
template <class T>
concept HasCheck = requires(T& value, Checker& checker) {
  value.check(checker);
};
template <class T>
concept HasPlace = requires(T& value) {
  { value.at } -> std::same_as<Where&>;
};
template <class T>
concept HasName = requires {
  std::string_view{T::kName};
};
template <class T>
concept Enumerated = std::is_enum_v<T>;

/// The names of an enum's values, in order.
template <Enumerated E>
std::vector<std::string> enum_names() {
  return {std::begin(EnumNames<E>::names), std::end(EnumNames<E>::names)};
}
template <Enumerated E>
std::string_view enum_name(E value) {
  return EnumNames<E>::names[static_cast<std::size_t>(value)];
}

// One overload a type. Each adds problems at the value's place and leaves `into` as it was when there are
// any.
void read_value(const Node& node, bool& into, const Asked& asked);
void read_value(const Node& node, int& into, const Asked& asked);
void read_value(const Node& node, std::int64_t& into, const Asked& asked);
void read_value(const Node& node, std::uint64_t& into, const Asked& asked);
void read_value(const Node& node, double& into, const Asked& asked);
void read_value(const Node& node, std::string& into, const Asked& asked);
void read_value(const Node& node, Date& into, const Asked& asked);
void read_value(const Node& node, Reference& into, const Asked& asked);
void read_value(const Node& node, OneOrMore& into, const Asked& asked);
void read_value(const Node& node, Parameter& into, const Asked& asked);
void read_value(const Node& node, Series& into, const Asked& asked);
void read_value(const Node& node, Steps& into, const Asked& asked);

/// The index of the name that a value is, or nothing with a problem added.
std::optional<std::size_t> read_choice(const Node& node, const std::vector<std::string>& names,
                                       const Asked& asked);
/// Adds the problem that a map of several kinds does not say which it is.
void add_missing_kind(const Node& node, const std::vector<std::string>& kinds, const Asked& asked);
/// Whether a value is there but could not be read.
bool is_unread(const Node& node);
/// What the items of a list are: one value each, or maps.
enum class Items { kSingle, kMaps };
/// What the entries of a map are: a number each, or more.
enum class Entries { kNumbers, kOther };
/// Whether a value is a list, a map; adds a problem when not.
bool is_list(const Node& node, const Asked& asked, Items items);
bool is_map(const Node& node, const Asked& asked, Entries entries = Entries::kOther);

/// Visits the fields of a struct and reads each from a map.
class FieldReader {
 public:
  FieldReader(const Node& map, const Asked& asked) : map_(map), asked_(asked) {}

  template <class T>
  void operator()(std::string_view name, T& into, const Says& says) {
    if (const Node* value = look_up(name, says)) read_value(*value, into, Asked{says, name, asked_.problems});
  }
  /// Accepts a key that was read elsewhere.
  void accept(std::string_view name) { declared_.emplace_back(name); }
  /// Adds problems for keys that are no fields and for required fields that were not found.
  void finish();

 private:
  struct Missing {
    std::string name;
    std::string why;
  };
  const Node* look_up(std::string_view name, const Says& says);

  const Node& map_;
  const Asked& asked_;
  std::vector<std::string> declared_;
  std::vector<Missing> missing_;
};

/// Keys in `accepted` are read elsewhere.
template <HasFields T>
void read_struct(const Node& node, T& into, const Asked& asked,
                 const std::vector<std::string>& accepted = {}) {
  if constexpr (HasPlace<T>) into.at = node.at;
  if (!is_map(node, asked)) return;
  const std::size_t before = asked.problems.size();
  FieldReader reader(node, asked);
  for (const std::string& key : accepted) reader.accept(key);
  into.fields(reader);
  reader.finish();
  if constexpr (HasCheck<T>) {
    Checker checker(node, asked.problems);
    if (asked.problems.size() == before && !node.partial) into.check(checker);
  }
}

template <HasFields T>
void read_value(const Node& node, T& into, const Asked& asked) {
  read_struct(node, into, asked);
}

template <Enumerated E>
void read_value(const Node& node, E& into, const Asked& asked) {
  if (const auto index = read_choice(node, enum_names<E>(), asked)) into = static_cast<E>(*index);
}

template <class T>
void read_value(const Node& node, std::optional<T>& into, const Asked& asked) {
  into.reset();
  if (!node.is_null()) read_value(node, into.emplace(), asked);
}

template <class T>
void read_value(const Node& node, std::vector<T>& into, const Asked& asked) {
  if (!is_list(node, asked, HasFields<T> ? Items::kMaps : Items::kSingle)) return;
  into.clear();
  for (const Node& item : node.items) {
    T value{};
    const std::string as = fmt::format("item {} of {}", into.size() + 1, asked.as);
    read_value(item, value, Asked{asked.says, as, asked.problems});
    into.push_back(std::move(value));
  }
}

template <class T>
void read_value(const Node& node, Unread<T>& into, const Asked& asked) {
  if (is_map(node, asked)) into.node = node;
}

/// An entry written `name: null` is left out: this is how a later file takes out what an earlier one put in.
template <class T>
void read_value(const Node& node, Named<T>& into, const Asked& asked) {
  if (!is_map(node, asked, std::is_arithmetic_v<T> ? Entries::kNumbers : Entries::kOther)) return;
  into.entries.clear();
  std::string_view what = asked.as;
  if constexpr (HasName<T>) what = T::kName;
  for (const Node::Entry& entry : node.entries) {
    if (entry.value.is_null()) continue;
    auto& added = into.entries.emplace_back();
    added.name = entry.key;
    added.at = entry.key_at;
    const std::string as = fmt::format("{} '{}'", what, entry.key);
    read_value(entry.value, added.value, Asked{asked.says, as, asked.problems});
  }
}

/// One of several structs: the key `kind` says which, by its kKind.
template <class... Kinds>
void read_value(const Node& node, std::variant<Kinds...>& into, const Asked& asked) {
  if (!is_map(node, asked)) return;
  const std::vector<std::string> kinds{Kinds::kKind...};
  const Node* written = node.find("kind");
  if (written == nullptr) {
    add_missing_kind(node, kinds, asked);
    return;
  }
  const auto index = read_choice(*written, kinds, Asked{asked.says, "kind", asked.problems});
  if (!index) return;
  const auto read_if_chosen = [&](std::size_t candidate, auto kind) {
    if (candidate != *index) return;
    read_struct(node, kind, Asked{asked.says, decltype(kind)::kKind, asked.problems}, {"kind"});
    into = std::move(kind);
  };
  std::size_t candidate = 0;
  (read_if_chosen(candidate++, Kinds{}), ...);
}

/// Reads a value of any type that is read; `as` names it in messages: "performance_threshold", "ring
/// parameters".
template <class T>
void read(const Node& node, T& into, std::string_view as, Problems& problems) {
  const Says says{.says = as};
  read_value(node, into, Asked{says, as, problems});
}

}  // namespace sim
