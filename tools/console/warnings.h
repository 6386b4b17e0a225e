// What is right but worth a second look: said by `check` in its list, by other commands once on stderr.
#pragma once

#include <string>
#include <vector>

#include "sim/input/problems.h"

namespace tools {

/// Warnings as lines, by place and without repeats.
std::vector<std::string> lines_of(const sim::Problems& warnings);

/// Prints to stderr the warnings that this program has not printed yet.
void warn_once(const sim::Problems& warnings);

}  // namespace tools
