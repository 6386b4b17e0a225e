#include "tools/bench/yardstick.h"

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "sim/engine/contract.h"
#include "sim/engine/parallel.h"
#include "sim/experiment/manifest.h"
#include "tools/bench/machine.h"
#include "tools/bench/measurements.h"
#include "tools/bench/paired.h"
#include "tools/bench/supply_by_hand.h"
#include "tools/bench/supply_by_hand_threads.h"
#include "tools/bench/supply_on_engine.h"

namespace tools::bench {
namespace {

using namespace supply_network;

// Agent-steps a version makes in a round: a hundredth of a second and more, so that a clock's grain and what the
// version before left in the caches count for nothing.
constexpr std::size_t kAgentStepsARound = 5'000'000;

// A network with a warm-up step, after which all that it will allocate is allocated.
template <class Network>
struct Weighed {
  template <class... Threads>
  explicit Weighed(std::size_t agents, Threads... threads) {
    const std::size_t before = allocated_bytes();
    network = std::make_unique<Network>(agents, threads...);
    network->step();
    bytes_per_agent = static_cast<double>(allocated_bytes() - before) / static_cast<double>(agents);
  }
  std::unique_ptr<Network> network;
  double bytes_per_agent = 0;
};

void measure_size(Measurements& measured, std::size_t agents, int threads, int rounds) {
  const sim::Threads limit(threads);
  const Weighed<Plain> plain(agents);
  const Weighed<TunedSerial> serial(agents);
  const Weighed<TunedThreads> many(agents, threads);
  const Weighed<OnEngine> engine(agents);
  const std::size_t steps = std::max<std::size_t>(1, kAgentStepsARound / agents);
  const auto run = [steps](auto& weighed) {
    return [&network = *weighed.network, steps] {
      for (std::size_t step = 0; step < steps; ++step) network.step();
    };
  };
  const Rounds rounds_taken = time_in_turn({{"plain", run(plain)},
                                            {"tuned, one thread", run(serial)},
                                            {"tuned, threads", run(many)},
                                            {"engine", run(engine)}},
                                           rounds);
  const Outcome outcome = engine.network->outcome();
  sim::require(plain.network->outcome() == outcome && serial.network->outcome() == outcome &&
                   many.network->outcome() == outcome,
               "the versions give different numbers");
  const std::string name = fmt::format("{}/{}", agents, threads);
  const auto parts = static_cast<double>(steps * agents);
  for (const Timed& version : rounds_taken.timed) {
    for (const double seconds : version.wall) measured.add(name, version.name, seconds * 1e9 / parts);
    for (const double seconds : version.process)
      measured.add(name, version.name + ", work", seconds * 1e9 / parts);
  }
  measured.add(name, "bytes by hand", many.bytes_per_agent);
  measured.add(name, "bytes of the engine", engine.bytes_per_agent);
  measured.add(name, "quiet rounds", rounds_taken.quiet);
}

std::string first_of(const char* file, std::string_view key) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(key)) return line.substr(line.find(':') + 2);
  }
  return "not told";
}

}  // namespace

void print_yardstick(const YardstickPlan& plan) {
  Measurements measured;
  for (std::size_t agents = 10'000; agents <= plan.most_agents; agents *= 10) {
    for (const int threads : {1, 2}) measure_size(measured, agents, threads, plan.rounds);
  }
  measured.print();
}

void print_machine(std::size_t most_rows) {
  constexpr int kRepeats = 9;
  Measurements measured;
  const sim::Build& build = sim::this_build();
  const auto cores = static_cast<int>(std::thread::hardware_concurrency());
  measured.say("machine", "processor", first_of("/proc/cpuinfo", "model name"));
  measured.add("machine", "cores", cores);
  measured.add("machine", "bytes of memory",
               static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE)));
  measured.say("machine", "compiler", build.compiler);
  measured.say("machine", "flags", build.flags);
  measured.say("machine", "commit", build.commit);
  measured.say("machine", "changes", build.changes);
  measured.say("machine", "day", fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr))));
  for (const int threads : {1, cores}) {
    const sim::Threads limit(threads);
    const std::string name = fmt::format("threads {}", threads);
    if (measured.has(name, "triad GB/s")) continue;  // a single core
    measured.add(name, "triad GB/s", triad_gb_per_s(400'000'000, kRepeats));
    for (std::size_t rows = 10'000; rows <= most_rows; rows *= 10) {
      measured.add(name, fmt::format("read of {}", rows), independent_read_ns(rows, kRepeats));
      measured.add(name, fmt::format("read after read of {}", rows), dependent_read_ns(rows, kRepeats));
    }
  }
  measured.print();
}

}  // namespace tools::bench
