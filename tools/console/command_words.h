// What the words of a command line stand for, before they are read.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tools {

/// The words behind the program's name with what has two forms in one: `help COMMAND` is `COMMAND --help`, and
/// `--scenarios DIR` before a command is that command's, which drops it unless it reads scenarios.
std::vector<std::string> words_meant(std::vector<std::string> words,
                                     const std::function<bool(const std::string& command)>& reads_scenarios);

}  // namespace tools
