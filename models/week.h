// The order of a week.
#pragma once

#include <span>

#include "models/world.h"
#include "sim/engine/phase.h"

namespace chokepoint {

/// THE order of a week: what happens, one after the other.
std::span<const sim::Phase<World>> phases_of_a_week();

/// Runs one week and steps to the next. Throws sim::ContractBroken when a law of the model is broken. With `times`, adds
/// what each phase took.
void run_week(World& world, sim::PhaseTimes* times = nullptr);

/// What a week leaves when its phases are over: its row of the log; nobody is told anything more.
void end_week(World& world);

/// Whether weeks check conservation as they go.
enum class Checks { kOff, kEveryWeek };

/// Runs until so many weeks have passed.
void run_to(World& world, int weeks, Checks checks, sim::PhaseTimes* times = nullptr);

/// Runs to the end of the calendar.
void run_to_end(World& world, Checks checks, sim::PhaseTimes* times = nullptr);

}  // namespace chokepoint
