// What may be written, from the same declarations that read it: rows for the printed reference, and a JSON
// Schema for editors and other programs. Structs are described as they are made by default, so defaults are
// true. A struct that holds itself, however far below, cannot be described.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/input/fields.h"

namespace sim {

/// A line of the reference. Paths are those of --set, with `[]` for an item of a list, `<name>` for a free
/// name and `{kind: quota}` after what may be of several kinds.
struct FieldRow {
  std::string path;
  std::string
      type;  ///< "number", "whole number", "true or false", "text", "date", "name", "parameter", "list (number)"
  std::string unit;
  double low;                ///< minus infinity where there is no bound
  double high;               ///< infinity where there is no bound
  std::string default_text;  ///< "" when the field is required
  bool required;
  std::string says;
};

template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsNamed = false;
template <class T>
inline constexpr bool kIsNamed<Named<T>> = true;
template <class T>
inline constexpr bool kIsVariant = false;
template <class... Kinds>
inline constexpr bool kIsVariant<std::variant<Kinds...>> = true;

template <class T>
inline constexpr bool kIsUnread = false;
template <class T>
inline constexpr bool kIsUnread<Unread<T>> = true;

template <class T>
T read_as(const Unread<T>&) {
  return {};
}
template <class T>
using ValueOf = std::remove_cvref_t<decltype(std::declval<T>().begin()->value)>;

// Rows.

template <class T>
std::string type_word() {
  if constexpr (kIsList<T>) {
    return fmt::format("list ({})", type_word<typename T::value_type>());
  } else if constexpr (kIsOptional<T>) {
    return type_word<typename T::value_type>();
  } else if constexpr (kIsNamed<T>) {
    return fmt::format("map by name ({})", type_word<ValueOf<T>>());
  } else if constexpr (kIsVariant<T> || HasFields<T>) {
    return "map";
  } else if constexpr (Enumerated<T>) {
    return fmt::format("one of {}", fmt::join(enum_names<T>(), ", "));
  } else if constexpr (std::same_as<T, bool>) {
    return "true or false";
  } else if constexpr (std::integral<T>) {
    return "whole number";
  } else if constexpr (std::same_as<T, double>) {
    return "number";
  } else if constexpr (std::same_as<T, std::string>) {
    return "text";
  } else if constexpr (std::same_as<T, Date>) {
    return "date";
  } else if constexpr (std::same_as<T, Reference>) {
    return "name";
  } else if constexpr (std::same_as<T, OneOrMore>) {
    return "name or list (name)";
  } else if constexpr (kIsUnread<T>) {
    return type_word<decltype(read_as(T{}))>();
  } else if constexpr (std::same_as<T, Steps>) {
    return "number or list (from, level)";
  } else if constexpr (std::same_as<T, Parameter>) {
    return "parameter";
  } else {
    static_assert(std::same_as<T, Series>, "no word for this type");
    return "dated values";
  }
}

/// A default as it would be written; "" where that would be no single line.
nlohmann::json default_of(const Parameter& value);
nlohmann::json default_of(const Steps& value);
template <class T>
nlohmann::json default_of(const T& value) {
  if constexpr (kIsOptional<T>) {
    return value ? default_of(*value) : nlohmann::json(nullptr);
  } else if constexpr (kIsList<T>) {
    nlohmann::json items = nlohmann::json::array();
    for (const auto& item : value) items.push_back(default_of(item));
    return items;
  } else if constexpr (kIsNamed<T>) {
    nlohmann::json entries = nlohmann::json::object();
    for (const auto& entry : value) entries[entry.name] = default_of(entry.value);
    return entries;
  } else if constexpr (Enumerated<T>) {
    return enum_name(value);
  } else if constexpr (std::is_arithmetic_v<T> || std::same_as<T, std::string>) {
    return value;
  } else if constexpr (std::same_as<T, Date>) {
    return value.iso();
  } else if constexpr (std::same_as<T, Reference>) {
    return value.name;
  } else {
    return nullptr;  // a struct's defaults are those of its fields
  }
}
/// Numbers without a needless point, text without quotes, "none" for nothing, lists as [a, b].
std::string default_text(const nlohmann::json& value);

class FieldDescriber {
 public:
  explicit FieldDescriber(std::string path) : path_(std::move(path)) {}

  template <class T>
  void operator()(std::string_view name, T& value, const Says& says) {
    const std::string path = path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
    const bool has_text = !says.required && !kIsVariant<T> && !HasFields<T>;
    rows_.push_back({path, type_word<T>(), std::string(says.unit), says.low, says.high,
                     has_text ? default_text(default_of(value)) : "", says.required, std::string(says.says)});
    inside(path, value);
  }
  std::vector<FieldRow> take() { return std::move(rows_); }

  /// Adds the rows of what lies inside a value.
  template <class T>
  void inside(const std::string& path, T& value) {
    if constexpr (HasFields<T>) {
      const std::string outer = std::exchange(path_, path);
      value.fields(*this);
      path_ = outer;
    } else if constexpr (kIsList<T>) {
      typename T::value_type item{};
      inside(path + "[]", item);
    } else if constexpr (kIsOptional<T>) {
      typename T::value_type present{};
      inside(path, present);
    } else if constexpr (kIsNamed<T>) {
      ValueOf<T> entry{};
      inside(path + ".<name>", entry);
    } else if constexpr (kIsUnread<T>) {
      auto read = read_as(value);
      inside(path, read);
    } else if constexpr (kIsVariant<T>) {
      inside_kinds(path, value);
    }
  }

 private:
  template <class... Kinds>
  void inside_kinds(const std::string& path, const std::variant<Kinds...>&) {
    const std::vector<std::string> kinds{Kinds::kKind...};
    const Says says{.says = "which kind it is", .required = true};
    rows_.push_back({path + ".kind", fmt::format("one of {}", fmt::join(kinds, ", ")), "", says.low,
                     says.high, "", true, std::string(says.says)});
    const auto inside_kind = [&](auto kind) {
      inside(fmt::format("{}{{kind: {}}}", path, kind.kKind), kind);
    };
    (inside_kind(Kinds{}), ...);
  }

  std::string path_;
  std::vector<FieldRow> rows_;
};

/// Every field of a struct and of what it holds, in the order declared, with paths below `path_prefix`.
template <HasFields T>
std::vector<FieldRow> describe_fields(std::string path_prefix) {
  FieldDescriber describer(path_prefix);
  T made{};
  describer.inside(path_prefix, made);
  return describer.take();
}

// JSON Schema.

/// The schema of a number of a JSON type ("number", "integer") within declared bounds.
nlohmann::json number_schema(std::string_view type, const Says& says);
nlohmann::json parameter_schema(const Says& says);
nlohmann::json series_schema(const Says& says);
nlohmann::json steps_schema(const Says& says);
/// The same schema, or null.
nlohmann::json or_null(nlohmann::json schema);

class SchemaBuilder;

template <class T>
nlohmann::json schema_of(T& value, const Says& says);

/// Visits the fields of a struct and gathers the schema of the map they are read from.
class SchemaBuilder {
 public:
  template <class T>
  void operator()(std::string_view name, T& value, const Says& says) {
    nlohmann::json schema = schema_of(value, says);
    add(std::string(name), std::move(schema), says);
    if constexpr (!HasFields<T> && !kIsVariant<T> && !std::same_as<T, Parameter> &&
                  !std::same_as<T, Series>) {
      if (!says.required) set_default(std::string(name), default_of(value));
    }
  }
  void add_kind(std::string_view kind);
  nlohmann::json take() { return std::move(schema_); }

 private:
  void add(const std::string& name, nlohmann::json schema, const Says& says);
  void set_default(const std::string& name, nlohmann::json value);

  nlohmann::json schema_ = {
      {"type", "object"}, {"properties", nlohmann::json::object()}, {"additionalProperties", false}};
};

template <class... Kinds>
nlohmann::json kinds_schema(const std::variant<Kinds...>&) {
  nlohmann::json kinds = nlohmann::json::array();
  const auto add = [&](auto kind) {
    SchemaBuilder builder;
    builder.add_kind(kind.kKind);
    kind.fields(builder);
    kinds.push_back(builder.take());
  };
  (add(Kinds{}), ...);
  return {{"oneOf", kinds}};
}

template <class T>
nlohmann::json schema_of(T& value, const Says& says) {
  if constexpr (kIsList<T>) {
    typename T::value_type item{};
    return {{"type", "array"}, {"items", schema_of(item, says)}};
  } else if constexpr (kIsOptional<T>) {
    typename T::value_type present{};
    return or_null(schema_of(present, says));
  } else if constexpr (kIsNamed<T>) {
    ValueOf<T> entry{};
    return {{"type", "object"}, {"additionalProperties", or_null(schema_of(entry, says))}};
  } else if constexpr (kIsUnread<T>) {
    auto read = read_as(value);
    return schema_of(read, says);
  } else if constexpr (std::same_as<T, OneOrMore>) {
    return {{"oneOf", {{{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}}}}};
  } else if constexpr (kIsVariant<T>) {
    return kinds_schema(value);
  } else if constexpr (HasFields<T>) {
    SchemaBuilder builder;
    value.fields(builder);
    return builder.take();
  } else if constexpr (Enumerated<T>) {
    return {{"enum", enum_names<T>()}};
  } else if constexpr (std::same_as<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::integral<T>) {
    return number_schema("integer", says);
  } else if constexpr (std::same_as<T, double>) {
    return number_schema("number", says);
  } else if constexpr (std::same_as<T, Date>) {
    return {{"type", "string"}, {"format", "date"}};
  } else if constexpr (std::same_as<T, Parameter>) {
    return parameter_schema(says);
  } else if constexpr (std::same_as<T, Steps>) {
    return steps_schema(says);
  } else if constexpr (std::same_as<T, Series>) {
    return series_schema(says);
  } else {
    return {{"type", "string"}};
  }
}

/// The JSON Schema (draft 2020-12) of a file that is read into a T.
template <HasFields T>
nlohmann::json json_schema(std::string_view title) {
  T made{};
  nlohmann::json schema = schema_of(made, Says{.says = title});
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = title;
  return schema;
}

}  // namespace sim
