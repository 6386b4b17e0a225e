// The program as the user called it, for commands that are printed to be typed next.
#pragma once

#include <string>
#include <string_view>

namespace tools {

/// Remembers the word that called the program, argv[0].
void remember_program(const char* called);

/// The program as it must be typed to run again from here: the word that called it, quoted.
std::string typed_program();

/// A word as a POSIX shell takes it whole: in single quotes where it has more than letters, digits and ./_-+=:,@%.
std::string shell_word(std::string_view word);

}  // namespace tools
