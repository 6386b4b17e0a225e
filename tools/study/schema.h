// JSON Schema of the files in a scenarios folder, for editors.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace tools {

/// The kinds of files that have a schema: policy, regime, chips, places, supply, actors, priors.
std::vector<std::string> schema_names();

/// The JSON Schema (draft 2020-12) of a kind of file. Policies and the controls of regimes are differences:
/// no field of theirs is required but a policy's name. Policies and regimes that are offered are those of the scenarios
/// folder that `folder` means (scenario_folder()). Throws sim::BadInput for an unknown name.
nlohmann::json schema_named(const std::string& name, const std::string& folder = "");

}  // namespace tools
