#include "tools/bench/yardstick.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/engine/contract.h"
#include "sim/engine/parallel.h"
#include "tools/bench/machine.h"
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

const Timed& quickest(const std::vector<Timed>& timed, Clock clock) {
  return *std::min_element(timed.begin(), timed.end() - 1, [clock](const Timed& a, const Timed& b) {
    return quartiles(a.by(clock)).median < quartiles(b.by(clock)).median;
  });
}

std::string cell(const Quartiles& q) {
  return fmt::format("{:.2f} ({:.2f}-{:.2f})", q.median, q.low, q.high);
}

void print_row(std::size_t agents, int threads, int rounds, double read_ns) {
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
  const std::vector<Timed>& timed = rounds_taken.timed;
  const Outcome outcome = engine.network->outcome();
  sim::require(plain.network->outcome() == outcome && serial.network->outcome() == outcome &&
                   many.network->outcome() == outcome,
               "the versions give different numbers");
  for (const Clock clock : {Clock::kWall, Clock::kProcess}) {
    const auto ns = [&, parts = static_cast<double>(steps * agents)](std::size_t version) {
      return quartiles(timed[version].by(clock)).median * 1e9 / parts;
    };
    const Timed& best = quickest(timed, clock);
    const std::vector<double>& own = timed.back().by(clock);
    fmt::print(
        "| {} | {} | {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {} | {} | {} | {:.2f} | {:.0f} | {:.0f} | {} of {} |\n",
        agents, threads, clock == Clock::kWall ? "wall" : "work", ns(0), ns(1), ns(2), ns(3), best.name,
        cell(ratios(best.by(clock), own)), cell(ratios(timed[0].by(clock), own)), 4 * read_ns / ns(3),
        many.bytes_per_agent, engine.bytes_per_agent, rounds_taken.quiet, rounds);
    std::fflush(stdout);
  }
}

}  // namespace

void print_yardstick(const YardstickPlan& plan) {
  constexpr int kRepeats = 15;
  std::vector<std::size_t> sizes;
  for (std::size_t agents = 10'000; agents <= plan.most_agents; agents *= 10) sizes.push_back(agents);
  fmt::print("| threads | triad, GB/s |");
  for (const std::size_t agents : sizes)
    fmt::print(" reads of {}: apart, ns | each after the other, ns |", agents);
  fmt::print("\n|---:|---:|");
  for (std::size_t i = 0; i < sizes.size(); ++i) fmt::print("---:|---:|");
  std::vector<double> read_ns[2];
  for (const int threads : {1, 2}) {
    const sim::Threads limit(threads);
    fmt::print("\n| {} | {:.1f} |", threads, triad_gb_per_s(400'000'000, kRepeats));
    for (const std::size_t agents : sizes) {
      read_ns[threads - 1].push_back(independent_read_ns(agents, kRepeats));
      fmt::print(" {:.2f} | {:.1f} |", read_ns[threads - 1].back(), dependent_read_ns(agents, kRepeats));
      std::fflush(stdout);
    }
  }
  fmt::print(
      "\n\n| agents | threads | clock | plain, ns | tuned | tuned, threads | engine | best by hand | engine's speed of the "
      "best | of plain | reads at random, of its time | bytes an agent, by hand | engine | quiet rounds |\n"
      "|---:|---:|---|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|\n");
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    for (const int threads : {1, 2}) print_row(sizes[i], threads, plan.rounds, read_ns[threads - 1][i]);
  }
}

}  // namespace tools::bench
