// `bench programs`: whole programs, run in turn.
#pragma once

#include <string>
#include <vector>

namespace tools::bench {

struct Program {
  std::string name;
  std::string command;  ///< the shell's words
};

/// Runs them in turn, round after round; prints seconds, seconds of work (user) and megabytes of each round, of which the
/// first may find files that nobody has read. Throws std::runtime_error when one fails.
void print_programs(const std::vector<Program>& programs, int rounds);
/// Prints the instructions that callgrind counts of each, and the bytes that they move: eight a read or write, and a line of
/// 64 for what its model of this machine's caches has to fetch. Nothing where there is no callgrind.
void print_instructions(const std::vector<Program>& programs);

}  // namespace tools::bench
