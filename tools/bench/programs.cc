#include "tools/bench/programs.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "tools/bench/measurements.h"
#include "tools/bench/paired.h"

namespace tools::bench {
namespace {

/// Runs a command with its stdout nowhere; what it took, with all that it started.
rusage run_command(const Program& program) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  std::string shell = "/bin/sh", option = "-ec", command = program.command;
  const std::array<char*, 4> words{shell.data(), option.data(), command.data(), nullptr};
  pid_t child = 0;
  const int error = posix_spawn(&child, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage took{};
  if (error != 0 || wait4(child, &status, 0, &took) != child || status != 0)
    throw std::runtime_error(fmt::format("'{}' failed: {}", program.name, program.command));
  return took;
}

/// What callgrind counts of a command, in its order: instructions, reads, writes, then misses of instructions, reads and
/// writes in the first-level cache and in the last one; empty where there is no callgrind.
std::vector<double> counts(const Program& program) {
  const std::string command = fmt::format(
      "valgrind --tool=callgrind --cache-sim=yes --callgrind-out-file=/dev/null {} 2>&1 >/dev/null",
      program.command);
  const auto close = [](FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
  std::array<char, 1000> line{};
  std::vector<double> counted;
  while (pipe && std::fgets(line.data(), line.size(), pipe.get()) != nullptr) {
    const std::string text = line.data();
    const std::size_t at = text.find("Collected : ");
    if (at == std::string::npos) continue;
    std::istringstream numbers(text.substr(at + 12));
    for (double number = 0; numbers >> number;) counted.push_back(number);
  }
  return counted;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

void print_programs(const std::vector<Program>& programs, int rounds) {
  Measurements measured;
  for (int round = 0; round < rounds; ++round) {
    for (const Program& program : programs) {
      const double begin = seconds_now(Clock::kWall);
      const rusage took = run_command(program);
      measured.add(program.name, "seconds", seconds_now(Clock::kWall) - begin);
      measured.add(program.name, "work", seconds(took.ru_utime));
      measured.add(program.name, "megabytes", static_cast<double>(took.ru_maxrss) / 1024);
    }
  }
  measured.print();
}

void print_instructions(const std::vector<Program>& programs) {
  Measurements measured;
  for (const Program& program : programs) {
    // What was read of files is kept for a program as valgrind starts it once it has done so.
    counts(program);
    const std::vector<double> counted = counts(program);
    if (counted.size() != 9) continue;
    constexpr double kWord = 8, kLine = 64;
    measured.add(program.name, "instructions", counted[0]);
    measured.add(program.name, "bytes asked for", kWord * (counted[1] + counted[2]));
    measured.add(program.name, "bytes past the first-level cache", kLine * (counted[4] + counted[5]));
    measured.add(program.name, "bytes past the last-level cache", kLine * (counted[7] + counted[8]));
  }
  measured.print();
}

}  // namespace tools::bench
