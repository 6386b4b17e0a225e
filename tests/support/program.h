// The real program, run as a user runs it.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/folder.h"

namespace tests {

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

struct ProgramRun {
  int status = -1;  ///< -1: ended by a signal
  std::string out;
  std::string err;
};

/// Runs `chokepoint WORDS` in a folder. The words are the shell's: quote what needs it.
inline ProgramRun run_program(const std::filesystem::path& folder, const std::string& words,
                              const std::string& program = CHOKEPOINT) {
  const Folder streams;
  const std::string command = "cd '" + folder.string() + "' && '" + program + "' " + words + " >'" +
                              (streams.path / "out").string() + "' 2>'" + (streams.path / "err").string() +
                              "' </dev/null";
  const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe): a test has one thread
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(streams.path / "out"),
          text_of(streams.path / "err")};
}

}  // namespace tests
