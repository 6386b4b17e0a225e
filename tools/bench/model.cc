#include "tools/bench/model.h"

#include <algorithm>
#include <cstdint>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "models/run.h"
#include "models/setup.h"
#include "sim/engine/parallel.h"
#include "tools/bench/machine.h"
#include "tools/bench/measurements.h"
#include "tools/bench/paired.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace tools::bench {
namespace {

using chokepoint::Checks;
using chokepoint::Scenario;
using chokepoint::World;

/// Chips that are made once more under other names: each a product that is packaged, sold, ruled on and smuggled.
void copy_chips(sim::Node& policy, int times) {
  sim::Node& chips = *policy.find_to_change("chips");
  sim::Node& packages = *policy.find_to_change("supply")->find_to_change("packages");
  const auto made = packages.entries;
  for (int copy = 2; copy <= times; ++copy) {
    for (sim::Node::Entry package : made) {
      sim::Node chip = *chips.find(package.key);
      chip.find_to_change("name")->text += fmt::format(" {}", copy);
      package.key += fmt::format("-{}", copy);
      chips.entries.change().push_back({package.key, package.key_at, std::move(chip)});
      packages.entries.change().push_back(std::move(package));
    }
  }
}

/// Lanes between pairs of places that have none, each as one of those there are, until there are so many times as many.
void add_lanes(sim::Node& policy, int times) {
  sim::Node& lanes = *policy.find_to_change("lanes");
  const std::size_t written = lanes.entries.size();
  for (const sim::Node::Entry& from : policy.find("places")->entries) {
    for (const sim::Node::Entry& to : policy.find("places")->entries) {
      if (lanes.entries.size() >= written * static_cast<std::size_t>(times)) return;
      const std::string key = from.key + "-" + to.key;
      if (from.key == to.key || lanes.find(key) != nullptr) continue;
      sim::Node::Entry lane = lanes.entries[lanes.entries.size() % written];
      lane.key = key;
      lanes.entries.change().push_back(std::move(lane));
    }
  }
}

/// A run, from its first day to its last.
World run_once(const Scenario& scenario, std::uint64_t replicate, sim::PhaseTimes* times = nullptr) {
  World world = chokepoint::make_world(scenario, sim::RandomStreams{1, replicate});
  chokepoint::run_to_end(world, Checks::kOff, times);
  return world;
}

struct Sized {
  std::string name;
  double level;
  Scenario scenario;
};

/// How large it is, and the seconds of work of its runs: those of all levels in turn.
void measure_axis(Measurements& measured, const std::vector<Sized>& sizes, int rounds) {
  for (const auto& [name, level, scenario] : sizes) {
    const std::size_t before = allocated_bytes();
    const World world = run_once(scenario, 0);
    measured.add(name, "bytes", static_cast<double>(allocated_bytes() - before));
    measured.add(name, "level", level);
    measured.add(name, "agents", static_cast<double>(agents(world)));
    measured.add(name, "weeks", scenario.calendar.weeks);
    measured.add(name, "rings", static_cast<double>(world.rings.key.size()));
    measured.add(name, "chips", static_cast<double>(scenario.simulated.size()));
    measured.add(name, "routes", static_cast<double>(scenario.places.lanes()));
  }
  for (int round = 0; round < rounds; ++round) {
    for (const Sized& size : sizes) {
      const auto run = [&] { run_once(size.scenario, static_cast<std::uint64_t>(round)); };
      measured.add(size.name, "seconds", seconds_of(Clock::kProcess, run));
    }
  }
}

std::vector<int> thread_counts() {
  std::vector<int> counts;
  const int most = static_cast<int>(std::thread::hardware_concurrency());
  for (int threads = 1; threads < most; threads *= 2) counts.push_back(threads);
  counts.push_back(most);
  return counts;
}

/// One run on several threads, phase by phase; the same run in all of a round.
void measure_threads(Measurements& measured, double scale, const Scenario& scenario, int rounds) {
  const auto phases = chokepoint::phases_of_a_week();
  for (int round = 0; round < rounds; ++round) {
    for (const int threads : thread_counts()) {
      const std::string name = fmt::format("threads {}/{}", scale, threads);
      const sim::Threads limit(threads);
      sim::PhaseTimes times;
      run_once(scenario, static_cast<std::uint64_t>(round), &times);
      double all = 0;
      for (std::size_t i = 0; i < phases.size(); ++i) {
        const double ms = std::chrono::duration<double, std::milli>(times.spent[i]).count();
        measured.add(name, phases[i].name, ms);
        all += ms;
      }
      measured.add(name, "all", all);
    }
  }
}

/// Many runs at once.
void measure_batches(Measurements& measured, const Scenario& scenario, const std::vector<int>& sizes,
                     int rounds) {
  for (int round = 0; round < rounds; ++round) {
    for (const int runs : sizes) {
      for (const int threads : thread_counts()) {
        const sim::Threads limit(threads);
        const double seconds = seconds_of(Clock::kWall, [&] {
          sim::for_each_run(static_cast<std::size_t>(runs), [&](std::size_t run) {
            chokepoint::simulate(scenario, sim::RandomStreams{2, run}, Checks::kOff);
          });
        });
        measured.add(fmt::format("batch {}/{}", runs, threads), "seconds", seconds);
      }
    }
  }
}

}  // namespace

std::size_t agents(const World& world) {
  return world.buyers.kind.size() + world.sellers.place.size() + world.rings.key.size() +
         world.scenario->designers.size() + world.scenario->lines.size();
}

Scenario larger_history(int years, const std::string& axis, double level) {
  std::vector<std::string> overrides;
  if (axis == "agents") overrides = {fmt::format("population.scale={}", level)};
  if (axis == "rings") overrides = {fmt::format("population.rings={}", level)};
  const std::filesystem::path folder = scenario_folder("");
  sim::Problems problems;
  sim::Node policy =
      resolve_policy(folder, "history", overrides, problems, fmt::format("{}-12-31", 2021 + years));
  if (axis == "chips") copy_chips(policy, static_cast<int>(level));
  if (axis == "routes") add_lanes(policy, static_cast<int>(level));
  Scenario scenario = chokepoint::read_scenario(policy, read_regime_files(folder, problems), problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return scenario;
}

void print_model(const ModelPlan& plan) {
  Measurements measured;
  const sim::Threads one(1);
  const int few = (plan.rounds + 1) / 2;
  std::vector<double> scales{1};
  while (12 * scales.back() <= plan.largest) scales.push_back(scales.size() == 1 ? 12 : 10 * scales.back());
  const auto measure = [&](const std::string& axis, const std::vector<double>& levels, int rounds) {
    std::vector<Sized> sizes;
    for (const double level : levels)
      sizes.push_back({fmt::format("{} {}", axis, level), level,
                       axis == "weeks" ? larger_history(static_cast<int>(level))
                                       : larger_history(plan.years, axis, level)});
    measure_axis(measured, sizes, rounds);
  };
  measure("agents", scales, few);
  std::vector<double> years;
  for (int year = 1; year <= std::max(2, plan.years); ++year) years.push_back(year);
  measure("weeks", years, plan.rounds);
  measure("rings", {100, 200, 400, 800}, plan.rounds);
  measure("chips", {1, 2, 3}, plan.rounds);
  measure("routes", {1, 2, 4}, plan.rounds);
  measure_batches(measured, larger_history(plan.years), {1, 8, 32}, few);
  for (const double scale : scales)
    measure_threads(measured, scale, larger_history(plan.years, "agents", scale),
                    scale > 1 ? few : plan.rounds);
  measured.print();
}

}  // namespace tools::bench
