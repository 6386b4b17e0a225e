// Other programs, run and waited for.
#pragma once

#include <string>
#include <vector>

namespace tools {

struct Ended {
  int error = 0;    ///< why the program could not be started; 0: it was
  int status = -1;  ///< its exit status; -1: ended by a signal
};

/// Runs a program that is looked up in PATH and waits for its end. No shell reads the words. It has nothing to read, and
/// what it says goes to the standard error.
Ended run_and_wait(std::vector<std::string> words);

}  // namespace tools
