#include "tools/study/schema_names.h"

#include <string>
#include <vector>

#include "models/record/figures.h"
#include "models/record/measures.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/scenarios/levers.h"

namespace tools {
namespace {

using nlohmann::json;

template <class Things>
json names_json(const Things& things) {
  json names = json::array();
  for (const auto& thing : things) names.push_back(thing.name);
  return names;
}

bool may_be_null(const json& text) { return text.at("type").is_array(); }

json one_of(const json& names) { return {{"type", "string"}, {"enum", names}}; }

/// Takes none but these for a text.
void take_only(json& text, const json& names) {
  if (may_be_null(text)) {
    text["anyOf"] = {one_of(names), {{"type", "null"}}};
    text.erase("type");
  } else {
    text.update(one_of(names));
  }
}

/// Offers these, and takes any.
void offer(json& text, const json& names) {
  if (names.empty()) return;
  text["anyOf"] = {one_of(names), {{"type", text.at("type")}}};
  text.erase("type");
}

/// The schema of a field, by the names on the way to it; `*` is what any name stands for, `[]` any item.
json& field_at(json& schema, std::initializer_list<const char*> path) {
  json* here = &schema;
  for (const std::string name : path) {
    here = name == "*"    ? &here->at("additionalProperties")
           : name == "[]" ? &here->at("items")
                          : &here->at("properties").at(name);
  }
  return *here;
}

json levers_json() {
  json names = json::array();
  for (const sim::FieldRow& lever : levers()) names.push_back(lever.path);
  return names;
}

json measures_of_a_direction() {
  json names = names_json(chokepoint::measures());
  for (const json& name : names_json(chokepoint::place_measures())) names.push_back(name);
  return names;
}

void add_to_policy(json& schema, const json& policies, const json& regimes) {
  offer(field_at(schema, {"extends"}), policies);
  offer(field_at(schema, {"calendar", "[]", "regime"}), regimes);
  offer(field_at(schema, {"calendar_changes", "[]", "regime"}), regimes);
  offer(field_at(schema, {"adaptation", "[]", "closes"}), regimes);
}

void add_to_study(json& schema, const json& policies) {
  offer(field_at(schema, {"scenarios", "[]"}), policies);
  offer(field_at(schema, {"versions", "*", "policy"}), policies);
  offer(field_at(schema, {"levers", "*", "path"}), levers_json());
  take_only(field_at(schema, {"measures", "[]"}), names_json(chokepoint::measures()));
  // A figure of the study's own may stand there too.
  offer(field_at(schema, {"outcome", "measure"}), names_json(chokepoint::measures()));
  take_only(field_at(schema, {"threshold", "outcome", "measure"}), names_json(chokepoint::measures()));
}

void add_to_sides(json& claim, const json& policies) {
  for (const char* side : {"base", "change"}) offer(field_at(claim, {side, "policy"}), policies);
}

}  // namespace

void add_names(const std::string& kind, const std::filesystem::path& folder, json& schema) {
  const json policies = policies_of(folder);
  const json regimes = yaml_names(folder / "regimes");
  if (kind == "policy") add_to_policy(schema, policies, regimes);
  if (kind == "regime") {
    json& one_or_more = field_at(schema, {"extends"}).at("oneOf");
    offer(one_or_more[0], regimes);
    offer(one_or_more[1].at("items"), regimes);
  }
  if (kind == "study") add_to_study(schema, policies);
  if (kind == "questions") offer(field_at(schema, {"scenarios", "*", "policy"}), policies);
  if (kind == "steps") {
    for (const char* end : {"from", "to"}) offer(field_at(schema, {"steps", "*", end}), policies);
  }
  if (kind == "directions") {
    json& direction = field_at(schema, {"directions", "*"});
    add_to_sides(direction, policies);
    take_only(field_at(direction, {"measure"}), measures_of_a_direction());
  }
  if (kind == "essay") {
    json& claim = field_at(schema, {"claims", "*"});
    add_to_sides(claim, policies);
    take_only(field_at(claim, {"measure"}), names_json(chokepoint::measures()));
    take_only(field_at(claim, {"figure"}), names_json(chokepoint::figures()));
  }
}

}  // namespace tools
