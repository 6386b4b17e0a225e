// chokepoint backcast: a scenario beside the published record, figure by figure.
#pragma once

#include "tools/commands.h"

namespace tools {

void declare_backcast(CLI::App& command, int& status);

}  // namespace tools
