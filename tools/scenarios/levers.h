// What a policy maker sets of enforcement.
#pragma once

#include <vector>

#include "sim/input/fields_describe.h"

namespace tools {

/// The levers of enforcement that are one figure or one in steps, as --set and studies name them: enforcement.checks.
std::vector<sim::FieldRow> levers();

}  // namespace tools
