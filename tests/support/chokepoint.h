// The program itself, run as a user runs it.
#pragma once

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace tests {

struct Ran {
  std::string out;  ///< what it wrote to stdout
  int status = 0;
};

/// Runs `chokepoint` with these words in the repository; progress and logs are dropped.
inline Ran run_chokepoint(const std::string& words) {
  const std::string command =
      std::string("cd '") + REPOSITORY + "' && '" + CHOKEPOINT + "' " + words + " 2>/dev/null";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run: " + command);
  Ran ran;
  std::array<char, 4096> part{};
  for (std::size_t got = 0; (got = std::fread(part.data(), 1, part.size(), pipe)) > 0;)
    ran.out.append(part.data(), got);
  ran.status = pclose(pipe) >> 8;
  return ran;
}

}  // namespace tests
