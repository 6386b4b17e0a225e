#include "sim/input/fields_describe.h"

#include <cmath>

#include "sim/input/priors.h"

namespace sim {
namespace {

nlohmann::json bound(double value) {
  if (std::floor(value) == value && std::abs(value) < 1e15) return static_cast<std::int64_t>(value);
  return value;
}

}  // namespace

nlohmann::json default_of(const Parameter& value) { return value.value; }
nlohmann::json default_of(const Steps& value) {
  return std::isnan(value.before) ? nlohmann::json() : nlohmann::json(value.before);
}

std::string default_text(const nlohmann::json& value) {
  if (value.is_null()) return "none";
  if (value.is_string()) return value.get<std::string>().empty() ? "\"\"" : value.get<std::string>();
  if (value.is_number_float()) return fmt::format("{}", value.get<double>());
  if (value.is_array()) {
    std::vector<std::string> items;
    for (const auto& item : value) items.push_back(default_text(item));
    return fmt::format("[{}]", fmt::join(items, ", "));
  }
  return value.dump();
}

nlohmann::json number_schema(std::string_view type, const Says& says) {
  nlohmann::json schema = {{"type", type}};
  if (std::isfinite(says.low)) schema["minimum"] = bound(says.low);
  if (std::isfinite(says.high)) schema["maximum"] = bound(says.high);
  return schema;
}

nlohmann::json parameter_schema(const Says& says) {
  WrittenPrior written(says);
  return {{"oneOf", {number_schema("number", says), schema_of(written, says)}}};
}

nlohmann::json series_schema(const Says& says) {
  WrittenPoint written(says);
  return {{"type", "array"}, {"minItems", 1}, {"items", schema_of(written, says)}};
}

nlohmann::json steps_schema(const Says& says) {
  WrittenStep written(says);
  return {
      {"oneOf", {number_schema("number", says), {{"type", "array"}, {"items", schema_of(written, says)}}}}};
}

nlohmann::json or_null(nlohmann::json schema) {
  if (!schema.contains("type")) return {{"oneOf", {std::move(schema), {{"type", "null"}}}}};
  if (schema["type"].is_string()) schema["type"] = {schema["type"], "null"};
  return schema;
}

void SchemaBuilder::add_kind(std::string_view kind) {
  schema_["properties"]["kind"] = {{"const", kind}};
  schema_["required"].push_back("kind");
}

void SchemaBuilder::add(const std::string& name, nlohmann::json schema, const Says& says) {
  schema["description"] =
      says.unit.empty() ? std::string(says.says) : fmt::format("{} ({})", says.says, says.unit);
  if (says.required) schema_["required"].push_back(name);
  schema_["properties"][name] = std::move(schema);
}

void SchemaBuilder::set_default(const std::string& name, nlohmann::json value) {
  if (!value.is_null()) schema_["properties"][name]["default"] = std::move(value);
}

}  // namespace sim
