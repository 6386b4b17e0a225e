// chokepoint threshold: the least level of a lever at which an outcome is rare enough.
#pragma once

#include "tools/commands.h"

namespace tools {

void declare_threshold(CLI::App& command, int& status);

}  // namespace tools
