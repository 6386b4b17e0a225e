// chokepoint rare: the probability of an outcome that plain runs would hardly ever meet.
#pragma once

#include "tools/commands.h"

namespace tools {

void declare_rare(CLI::App& command, int& status);

}  // namespace tools
