// `chokepoint explain`: the chain behind one order, seizure, listing, case or licence.
#pragma once

#include <CLI/CLI.hpp>

namespace tools {

void declare_explain(CLI::App& command, int& status);

}  // namespace tools
