// What to ask next, as it must be typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/study/options.h"

namespace tools {

/// "Next: build/chokepoint compare history tight -n 100 --seed 1": a command on policies that makes, or finds, the same
/// runs as the options do.
std::string next_step(const StudyOptions& options, std::string_view command,
                      const std::vector<std::string>& policies);
/// The same of any words behind the program.
std::string next_step(const std::vector<std::string>& words);

}  // namespace tools
