// What may be chosen and moved on the page: policies, levers, changes of the law, the parameters that matter most.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include <nlohmann/json.hpp>

namespace tools {

/// A parameter that the page offers, by the path that --set takes.
struct OfferedParameter {
  const char* path;
  const char* group;
};
/// The twenty of which China's largest fleet hangs most, as in choices.cc, where it is said by what ranking.
std::span<const OfferedParameter> offered_parameters();

/// {"policies": [{name, title, says, regimes}], "levers": [{path, title, unit, usual, stops}], "changes": [{id, group, title,
/// set, needs, adds}], "parameters": [{path, title, unit, value, low, high, shape}], "measures": [{name, title, unit}]}.
/// `set` is what --set takes; `needs` are regimes that must stand in the calendar, `adds` those that must not. Throws
/// sim::BadInput when the folder cannot be read.
nlohmann::json choices_of(const std::filesystem::path& folder);

}  // namespace tools
