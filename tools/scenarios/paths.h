// The paths of --set: what stands at one, and what somebody means who leaves out the beginning of it.
#pragma once

#include <string>
#include <string_view>

#include "sim/input/node.h"

namespace tools {

/// The full path that a dotted path seems to mean, "parameters.rings.hurdle" for "rings.hurdle" or
/// "rings.hurdel"; "" when its first name is a field of a scenario already, or nothing is near. `scenario` is
/// a resolved scenario.
std::string path_meant(const sim::Node& scenario, std::string_view path);

/// What stands at a dotted path of names; nullptr when nothing does.
const sim::Node* node_at(const sim::Node& root, std::string_view path);

}  // namespace tools
