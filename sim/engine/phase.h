// A step is an ordered list of phases: reading the list is reading the model's week.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace sim {

/// One part of a step, done for the whole world before the next begins.
template <class World>
struct Phase {
  const char* name;      ///< a word or two, unique in its list
  const char* sentence;  ///< what happens, for the reader of the list and of a profile
  void (*run)(World&);
};

/// Wall-clock time by phase, in the order of the list, summed over the steps it was given to. For profiles
/// only: no value of a world may depend on it.
struct PhaseTimes {
  std::vector<std::chrono::nanoseconds> spent;
};

/// Runs the phases in order. With `times`, adds what each took.
template <class World>
void run_phases(World& world, std::type_identity_t<std::span<const Phase<World>>> phases,
                PhaseTimes* times = nullptr) {
  if (!times) {
    for (const Phase<World>& phase : phases) phase.run(world);
    return;
  }
  using Clock = std::chrono::steady_clock;
  times->spent.resize(phases.size());
  for (std::size_t i = 0; i < phases.size(); ++i) {
    const auto start = Clock::now();
    phases[i].run(world);
    times->spent[i] += Clock::now() - start;
  }
}

}  // namespace sim
