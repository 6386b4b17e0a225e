// chokepoint status: what of a study is done, failed, left.
#pragma once

#include "tools/commands.h"

namespace tools {

void declare_status(CLI::App& command, int& status);

}  // namespace tools
