// `chokepoint network`: where smuggling can be held back, and what one more inspector is worth.
#pragma once

#include <CLI/CLI.hpp>

namespace tools {

void declare_network(CLI::App& command, int& status);

}  // namespace tools
