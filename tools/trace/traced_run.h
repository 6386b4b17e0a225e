// One run with its events: what trace and explain share.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "models/record/trace.h"
#include "models/scenario/scenario.h"
#include "tools/scenarios/belief_file.h"

namespace CLI {
class App;
}

namespace tools {

/// Which run of which scenario.
struct RunChoice {
  std::string scenario;
  BeliefChoice belief;                 ///< what the study drew its parameters from
  std::string folder;                  ///< of scenarios; empty: the usual one
  std::vector<std::string> overrides;  ///< --set path=value
  std::uint64_t run = 0;
  std::uint64_t seed = 1;

  sim::RandomStreams streams() const { return {seed, run}; }
};
void declare_run_choice(CLI::App& command, RunChoice& choice);

/// Reads the scenario; throws sim::BadInput with every problem.
chokepoint::Scenario load_choice(const RunChoice& choice);

enum class Tracing { kGoOn, kStop };
/// Called after each week with the world and the week's events; before the first with what is held.
using SeeWeek = std::function<Tracing(const chokepoint::World&, std::span<const chokepoint::Event>)>;

/// Runs the world from its first week, at most to its last, and shows every week's events: never more than a week's
/// are kept.
void run_traced(chokepoint::World& world, const SeeWeek& see);

}  // namespace tools
