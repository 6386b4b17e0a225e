// `bench model`: whole runs of history made larger along one axis after another, and shared out over threads.
#pragma once

#include <cstddef>
#include <string>

#include "models/scenario/scenario.h"
#include "models/world.h"

namespace tools::bench {

/// All who decide something in a week.
std::size_t agents(const chokepoint::World& world);

/// The policy history of so many years, larger by one of these: "agents" (population.scale), "rings" (their number),
/// "chips" and "routes" (times as many, copies of those there are). Throws sim::BadInput.
chokepoint::Scenario larger_history(int years, const std::string& axis = "", double level = 1);

struct ModelPlan {
  int rounds = 9;        ///< of runs that take less than a second; longer ones have half as many
  double largest = 100;  ///< population.scale, in steps of about ten
  int years = 7;         ///< of a run
};

/// Prints measurements: cases "agents 12", "chips 2", ...; "threads 12/2": population.scale and threads, with
/// milliseconds by phase; "batch 8/2": runs at once and threads.
void print_model(const ModelPlan& plan);

}  // namespace tools::bench
