// A small check of JSON Schema (draft 2020-12), as much of it as the project prints.
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/input/node.h"

namespace tests {

/// What is wrong with a schema itself: keywords that are none, or hold what they may not. "" when nothing is.
std::string malformed(const nlohmann::json& schema);

/// Why a schema refuses what a user wrote, with the place; "" when it accepts it.
std::string refused(const nlohmann::json& schema, const sim::Node& node);

}  // namespace tests
