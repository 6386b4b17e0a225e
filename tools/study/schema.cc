#include "tools/study/schema.h"

#include <array>

#include <fmt/format.h>

#include "models/scenario/scenario_input.h"
#include "sim/input/fields_describe.h"
#include "tools/scenarios/files.h"
#include "tools/study/directions_file.h"
#include "tools/study/essay_file.h"
#include "tools/study/file.h"
#include "tools/study/questions.h"
#include "tools/study/schema_names.h"
#include "tools/study/steps_file.h"

namespace tools {
namespace {

using nlohmann::json;

/// scenarios/priors.yaml as it is written.
struct PriorsFile {
  chokepoint::Parameters parameters;

  template <class Visit>
  void fields(Visit& visit) {
    visit("parameters", parameters, {.says = "what is uncertain", .required = true});
  }
};

/// Makes the schema of a whole into that of a difference to it: nothing is required, and what may be of
/// several kinds need not say which. A list is replaced as a whole, so its items stay as they are.
json difference(json schema) {
  if (schema.is_array()) {
    for (json& part : schema) part = difference(part);
    return schema;
  }
  if (!schema.is_object()) return schema;
  schema.erase("required");
  if (schema.contains("oneOf")) {
    schema["anyOf"] = difference(schema["oneOf"]);
    schema.erase("oneOf");
  }
  if (schema.contains("additionalProperties"))
    schema["additionalProperties"] = difference(schema["additionalProperties"]);
  if (schema.contains("properties")) {
    for (auto& [name, property] : schema["properties"].items()) property = difference(property);
  }
  return schema;
}

json policy_schema() {
  json schema = difference(sim::json_schema<chokepoint::ScenarioInput>("A chokepoint policy"));
  for (const json& shared :
       {sim::json_schema<chokepoint::CatalogueFile>(""), sim::json_schema<chokepoint::PlacesFile>("")}) {
    for (const auto& [name, property] : shared["properties"].items())
      schema["properties"][name] = difference(property);
  }
  schema["properties"]["extends"] = {{"type", "string"},
                                     {"description", "the policy this is a difference to"}};
  schema["required"] = {"scenario"};
  return schema;
}

json regime_schema() {
  json schema = sim::json_schema<chokepoint::Regime>("A chokepoint regime");
  schema["properties"]["controls"] = difference(schema["properties"]["controls"]);
  return schema;
}

/// Makes the sides of claims differences to the policies that they name.
json with_sides(json schema, const char* claims) {
  json& side = schema["properties"][claims]["additionalProperties"]["properties"];
  for (const char* name : {"base", "change"}) {
    side[name] = difference(side[name]);
    side[name]["required"] = {"policy"};
  }
  return schema;
}

json questions_schema() {
  json schema = sim::json_schema<QuestionsFile>("questions.yaml of chokepoint");
  json& with = schema["properties"]["scenarios"]["additionalProperties"]["properties"]["with"];
  with = difference(with);
  return schema;
}

json study_schema() {
  json schema = sim::json_schema<StudyInput>("A chokepoint study");
  schema["properties"]["with"] = difference(schema["properties"]["with"]);
  json& version = schema["properties"]["versions"]["additionalProperties"]["properties"];
  version["with"] = difference(version["with"]);
  return schema;
}

struct FileKind {
  const char* name;
  json (*schema)();
};

constexpr std::array<FileKind, 13> kFileKinds{{
    {"policy", policy_schema},
    {"regime", regime_schema},
    {"chips", [] { return sim::json_schema<chokepoint::CatalogueFile>("chips.yaml of chokepoint"); }},
    {"places", [] { return sim::json_schema<chokepoint::PlacesFile>("places.yaml of chokepoint"); }},
    {"supply", [] { return sim::json_schema<chokepoint::SupplyInput>("supply.yaml of chokepoint"); }},
    {"actors", [] { return sim::json_schema<chokepoint::PopulationInput>("actors.yaml of chokepoint"); }},
    {"directions",
     [] {
       return with_sides(sim::json_schema<DirectionsFile>("directions.yaml of chokepoint"), "directions");
     }},
    {"essay", [] { return with_sides(sim::json_schema<EssayFile>("essay.yaml of chokepoint"), "claims"); }},
    {"questions", questions_schema},
    {"steps", [] { return sim::json_schema<StepsFile>("steps.yaml of chokepoint"); }},
    {"labs", [] { return sim::json_schema<chokepoint::LabsInput>("labs.yaml of chokepoint"); }},
    {"study", study_schema},
    {"priors", [] { return sim::json_schema<PriorsFile>("priors.yaml of chokepoint"); }},
}};

}  // namespace

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const FileKind& kind : kFileKinds) names.emplace_back(kind.name);
  return names;
}

json schema_named(const std::string& name, const std::string& folder) {
  for (const FileKind& kind : kFileKinds) {
    if (name != kind.name) continue;
    json schema = kind.schema();
    add_names(name, scenario_folder(folder), schema);
    return schema;
  }
  sim::Problems problems;
  problems.add(argument("FILE"), fmt::format("no schema for '{}'", name),
               sim::did_you_mean(name, schema_names()));
  throw sim::BadInput(problems);
}

}  // namespace tools
