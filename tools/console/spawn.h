// Other programs, run and waited for.
#pragma once

#include <string>
#include <vector>

namespace tools {

struct Ended {
  int error = 0;    ///< why the program could not be started; 0: it was
  int status = -1;  ///< its exit status; -1: ended by a signal
};

/// Where what a program says goes: to the standard error, or nowhere.
enum class Said { kToError, kNowhere };

/// Runs a program that is looked up in PATH, in a folder (empty: the current one), and waits for its end. No shell reads the
/// words, and it has nothing to read. For any thread.
Ended run_and_wait(std::vector<std::string> words, Said said = Said::kToError,
                   const std::string& folder = "");

struct Heard {
  Ended ended;
  std::string out;
  std::string err;
};

/// The same, and what the program says on both of its streams.
Heard run_and_listen(std::vector<std::string> words);

}  // namespace tools
