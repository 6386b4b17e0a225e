// chokepoint compare: paired differences to the first scenario, under the same luck.
#pragma once

#include "tools/commands.h"

namespace tools {

void declare_compare(CLI::App& command, int& status);

}  // namespace tools
