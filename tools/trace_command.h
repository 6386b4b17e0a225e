// `chokepoint trace`: one run, event by event.
#pragma once

#include <CLI/CLI.hpp>

namespace tools {

void declare_trace(CLI::App& command, int& status);

}  // namespace tools
