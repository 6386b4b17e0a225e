#include "tests/support/json_schema.h"

#include <algorithm>
#include <cmath>

#include "sim/input/number.h"

namespace tests {
namespace {

using nlohmann::json;
using sim::Node;

/// What YAML 1.2 says a node is, in the words of JSON Schema. A whole number is also a number.
std::vector<std::string> types_of(const Node& node) {
  if (node.kind == Node::Kind::kMap) return {"object"};
  if (node.kind == Node::Kind::kList) return {"array"};
  if (node.kind == Node::Kind::kNothing) return {"null"};
  if (node.quoted) return {"string"};
  if (node.text == "true" || node.text == "false") return {"boolean"};
  const auto number = sim::parse_number(node.text).value;
  if (!number) return {"string"};
  return std::floor(*number) == *number ? std::vector<std::string>{"number", "integer"}
                                        : std::vector<std::string>{"number"};
}

std::string refuse(const Node& node, const std::string& why) {
  return fmt::format("{}: {}", node.at.describe(), why);
}

std::string refused_type(const json& wanted, const Node& node) {
  for (const std::string& type : types_of(node)) {
    if (wanted == type) return "";
    if (wanted.is_array() && std::find(wanted.begin(), wanted.end(), type) != wanted.end()) return "";
  }
  return refuse(node, fmt::format("is not {}", wanted.dump()));
}

std::string refused_value(const json& schema, const Node& node) {
  if (schema.contains("const") && schema["const"] != node.text) return refuse(node, "is not the constant");
  if (schema.contains("enum")) {
    const json& words = schema["enum"];
    if (std::find(words.begin(), words.end(), node.text) == words.end())
      return refuse(node, fmt::format("'{}' is not of {}", node.text, words.dump()));
  }
  const auto number = node.quoted ? std::nullopt : sim::parse_number(node.text).value;
  if (number && schema.contains("minimum") && *number < schema["minimum"].get<double>())
    return refuse(node, "is below the minimum");
  if (number && schema.contains("maximum") && *number > schema["maximum"].get<double>())
    return refuse(node, "is above the maximum");
  return "";
}

std::string refused_map(const json& schema, const Node& node) {
  for (const json& name : schema.value("required", json::array())) {
    if (node.find(name.get<std::string>()) == nullptr)
      return refuse(node, fmt::format("lacks {}", name.get<std::string>()));
  }
  const json properties = schema.value("properties", json::object());
  const json others = schema.value("additionalProperties", json(true));
  for (const Node::Entry& entry : node.entries) {
    const bool declared = properties.contains(entry.key);
    if (!declared && others == false) return refuse(node, fmt::format("has no property '{}'", entry.key));
    const std::string why = refused(declared         ? properties[entry.key]
                                    : others == true ? json::object()
                                                     : others,
                                    entry.value);
    if (!why.empty()) return why;
  }
  return "";
}

std::string refused_choice(const json& schema, const Node& node) {
  for (const char* keyword : {"oneOf", "anyOf"}) {
    if (!schema.contains(keyword)) continue;
    int accepted = 0;
    std::string why;
    for (const json& choice : schema[keyword]) {
      const std::string said = refused(choice, node);
      accepted += said.empty() ? 1 : 0;
      why += said.empty() ? "" : said + "; ";
    }
    if (accepted == 0) return refuse(node, fmt::format("none of {}: {}", keyword, why));
    if (accepted > 1 && std::string(keyword) == "oneOf") return refuse(node, "more than one of oneOf");
  }
  return "";
}

bool is_type(const json& word) {
  const json types = {"object", "array", "null", "string", "boolean", "number", "integer"};
  return std::find(types.begin(), types.end(), word) != types.end();
}

bool is_right(const std::string& keyword, const json& value) {
  if (keyword == "type") {
    return value.is_array() ? !value.empty() && std::all_of(value.begin(), value.end(), is_type)
                            : is_type(value);
  }
  if (keyword == "required" || keyword == "enum")
    return value.is_array() &&
           std::all_of(value.begin(), value.end(), [](const json& v) { return v.is_string(); });
  if (keyword == "minimum" || keyword == "maximum" || keyword == "minItems") return value.is_number();
  if (keyword == "oneOf" || keyword == "anyOf") return value.is_array() && !value.empty();
  if (keyword == "properties") return value.is_object();
  if (keyword == "items") return value.is_object();
  if (keyword == "additionalProperties") return value.is_object() || value.is_boolean();
  if (keyword == "$schema" || keyword == "title" || keyword == "description" || keyword == "format")
    return value.is_string();
  return keyword == "default" || keyword == "const";
}

}  // namespace

std::string malformed(const json& schema) {
  if (schema.is_boolean()) return "";
  if (!schema.is_object()) return "a schema that is no object";
  for (const auto& [keyword, value] : schema.items()) {
    if (!is_right(keyword, value)) return fmt::format("{}: {}", keyword, value.dump());
    std::vector<json> parts;
    if (keyword == "properties" || keyword == "oneOf" || keyword == "anyOf")
      parts.insert(parts.end(), value.begin(), value.end());
    if (keyword == "items" || keyword == "additionalProperties") parts.push_back(value);
    for (const json& part : parts) {
      const std::string inner = malformed(part);
      if (!inner.empty()) return fmt::format("{}: {}", keyword, inner);
    }
  }
  return "";
}

std::string refused(const json& schema, const Node& node) {
  std::string why = schema.contains("type") ? refused_type(schema["type"], node) : "";
  if (why.empty() && node.kind == Node::Kind::kScalar) why = refused_value(schema, node);
  if (why.empty() && node.kind == Node::Kind::kMap) why = refused_map(schema, node);
  if (why.empty() && node.kind == Node::Kind::kList) {
    if (node.items.size() < schema.value("minItems", std::size_t{0}))
      return refuse(node, "has too few items");
    for (const Node& item : node.items) {
      if (why.empty()) why = refused(schema.value("items", json::object()), item);
    }
  }
  return why.empty() ? refused_choice(schema, node) : why;
}

}  // namespace tests
