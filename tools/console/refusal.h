// Refusing what was asked on the command line.
#pragma once

#include <string>

#include "sim/input/problems.h"

namespace tools {

/// A word that stands for a place where there is no file: an option or argument of the command line, a folder.
sim::Where argument(std::string name);

/// Throws sim::BadInput with one problem: the way for a question that has no answer, which ends with 2.
[[noreturn]] void refuse_input(const sim::Where& at, std::string what, std::string why = "");

}  // namespace tools
