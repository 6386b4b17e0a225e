// A posterior as `calibrate` writes it: a CSV file with a column a parameter and a row a draw.
#pragma once

#include <memory>
#include <string>

#include "models/belief.h"
#include "models/scenario/scenario.h"
#include "sim/input/problems.h"

namespace tools {

using BeliefPointer = std::shared_ptr<const chokepoint::Belief>;

/// Reads a file; nothing for no name. Adds every problem: no file, no rows, what is no number from 0 to 1.
BeliefPointer read_belief(const std::string& file, sim::Problems& problems);

/// Makes runs of a scenario draw from it: its hash becomes another, so that no stored run is taken for one of these.
/// Adds a problem for every parameter that the scenario does not have.
void believe(chokepoint::Scenario& scenario, const BeliefPointer& belief, sim::Problems& problems);

}  // namespace tools
