// A posterior as `calibrate` writes it: a CSV file with a column a parameter and a row a draw.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "models/belief.h"
#include "models/scenario/scenario.h"
#include "sim/input/problems.h"

namespace CLI {
class App;
}

namespace tools {

using BeliefPointer = std::shared_ptr<const chokepoint::Belief>;

/// What a user says of it.
struct BeliefChoice {
  std::string file = "";  ///< empty: that of the scenarios folder, posterior.csv, where there is one
  bool prior = false;     ///< none: all parameters from their priors
};
void declare_belief_choice(CLI::App& command, BeliefChoice& choice);

/// The file that runs draw from; empty when they draw from priors.
std::string belief_file(const BeliefChoice& choice, const std::filesystem::path& folder);

/// What a command says so that its runs draw from the same again: nothing for the folder's own posterior.
std::string command_words(const BeliefChoice& choice, const std::filesystem::path& folder);

/// Reads a file; nothing for no name. Adds every problem: no file, no rows, what is no number from 0 to 1.
BeliefPointer read_belief(const std::string& file, sim::Problems& problems);
/// The file of a choice; also a problem when a file is given and the priors are asked for.
BeliefPointer read_belief(const BeliefChoice& choice, const std::filesystem::path& folder,
                          sim::Problems& problems);

/// Makes runs of a scenario draw from it: its hash becomes another, so that no stored run is taken for one of these.
/// Adds a problem for every parameter that the scenario does not have.
void believe(chokepoint::Scenario& scenario, const BeliefPointer& belief, sim::Problems& problems);

}  // namespace tools
