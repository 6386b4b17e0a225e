// chokepoint tables: the tables of a brief from a store, ready to be pasted.
#pragma once

#include "tools/commands.h"

namespace tools {

void declare_tables(CLI::App& command, int& status);

}  // namespace tools
