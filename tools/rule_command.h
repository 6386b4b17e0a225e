// `chokepoint rule`: what the law says of one trade on one day, and where it says so.
#pragma once

#include <CLI/CLI.hpp>

namespace tools {

void declare_rule(CLI::App& command, int& status);

}  // namespace tools
