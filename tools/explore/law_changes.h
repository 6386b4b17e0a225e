// The changes of the law that the page offers, and those of them that a policy cannot take.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "sim/input/problems.h"

namespace tools {

/// [{id, group, title, set, needs, adds}] as choices_of() has them: those of which the folder has the regimes, then every
/// draft that none of them names. Adds problems of regime files.
nlohmann::json law_changes(const std::filesystem::path& folder, sim::Problems& problems);

/// Ids of the changes with which the law of a policy with these overrides cannot be written: of two rules that set the same
/// field neither gives way, or nothing is left of what one stands on. Those that are among the overrides are not asked about.
/// Throws sim::BadInput when the folder cannot be read.
std::vector<std::string> refused_changes(const std::filesystem::path& folder, const std::string& policy,
                                         const std::vector<std::string>& overrides);

}  // namespace tools
