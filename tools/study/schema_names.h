// Names that a file takes from elsewhere, in its JSON Schema, for editors to complete.
#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

namespace tools {

/// Has the schema of a kind of file (schema.h) say which names there are: measures, figures and mechanisms are the
/// program's, and no other is accepted; policies, regimes and levers are offered, since a file that is not there yet, or
/// any path that --set takes, may be meant as well. Policies and regimes are those of the scenarios folder.
void add_names(const std::string& kind, const std::filesystem::path& folder, nlohmann::json& schema);

}  // namespace tools
