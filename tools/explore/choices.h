// What may be chosen and moved on the page: policies, levers, changes of the law, the parameters that matter most.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include <nlohmann/json.hpp>

namespace tools {

/// The twenty that China's largest fleet hangs on most, by the paths that --set takes; choices.cc says by what ranking.
std::span<const char* const> offered_parameters();

/// {"policies": [{name, title, says, regimes}], "levers": [{path, title, unit, usual, stops}], "changes": [{id, group, title,
/// set, needs, adds}], "parameters": [{path, title, unit, value, low, high, shape}], "measures": [{name, title, unit}]}.
/// `set` is what --set takes; `needs` are regimes that must stand in the calendar, `adds` those that must not. Throws
/// sim::BadInput when the folder cannot be read.
nlohmann::json choices_of(const std::filesystem::path& folder);

}  // namespace tools
