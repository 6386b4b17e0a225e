// What the words of a command line stand for, before they are read.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tools {

/// The words behind the program's name, in which `--scenarios DIR` before a command is that command's, and left out where the
/// command reads no scenarios.
std::vector<std::string> with_folder_behind_command(
    std::vector<std::string> words, const std::function<bool(const std::string& command)>& reads_scenarios);

/// `help COMMAND` as `COMMAND --help`.
std::vector<std::string> with_help_as_option(std::vector<std::string> words);

}  // namespace tools
