// What the engine and the model cost. Benchmarks of parts: `bench --benchmark_filter=supply`; and, as measurements in CSV
// for the page (tools/dev/performance):
//   bench machine [MOST_ROWS]                     what machine this is, and what its memory gives
//   bench yardstick [ROUNDS [MOST_AGENTS]]        the engine beside code written by hand
//   bench model [ROUNDS [LARGEST_SCALE [YEARS]]]  runs of history, larger and on several threads
//   bench programs ROUNDS NAME=COMMAND...         whole programs in turn
//   bench instructions NAME=COMMAND...            what callgrind counts of them, where it is installed
//   bench page FOLDER LINK                        the page of what lies in FOLDER
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "sim/engine/kept_memory.h"
#include "tools/bench/model.h"
#include "tools/bench/page.h"
#include "tools/bench/programs.h"
#include "tools/bench/yardstick.h"

namespace tools::bench {
namespace {

double number(const std::vector<std::string>& words, std::size_t at, double otherwise) {
  return at < words.size() ? std::strtod(words[at].c_str(), nullptr) : otherwise;
}

std::vector<Program> programs_of(const std::vector<std::string>& words, std::size_t first) {
  std::vector<Program> programs;
  for (std::size_t i = first; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (equals == std::string::npos)
      throw std::runtime_error(fmt::format("'{}' is no NAME=COMMAND", words[i]));
    programs.push_back({words[i].substr(0, equals), words[i].substr(equals + 1)});
  }
  return programs;
}

int whole(const std::vector<std::string>& words, std::size_t at, int otherwise) {
  return static_cast<int>(number(words, at, otherwise));
}

/// Whether the words were a command of ours.
bool run_command(const std::vector<std::string>& words) {
  const std::string command = words.empty() ? "" : words[0];
  if (command == "machine") {
    print_machine(static_cast<std::size_t>(number(words, 1, 1e7)));
  } else if (command == "yardstick") {
    print_yardstick({static_cast<std::size_t>(number(words, 2, 1e7)), std::max(1, whole(words, 1, 9))});
  } else if (command == "model") {
    print_model({std::max(2, whole(words, 1, 9)), number(words, 2, 100), whole(words, 3, 7)});
  } else if (command == "programs") {
    print_programs(programs_of(words, 2), whole(words, 1, 3));
  } else if (command == "instructions") {
    print_instructions(programs_of(words, 1));
  } else if (command == "page" && words.size() == 3) {
    print_page(words[1], words[2]);
  } else {
    return false;
  }
  return true;
}

}  // namespace
}  // namespace tools::bench

int main(int argc, char** argv) {
  sim::keep_memory();
  try {
    if (tools::bench::run_command({argv + 1, argv + argc})) return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench: {}\n", error.what());
    return 1;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
