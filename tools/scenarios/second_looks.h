// What a scenario does that its writer may not have meant.
#pragma once

#include <string>

#include "models/scenario/scenario.h"
#include "sim/input/node.h"

namespace tools {

/// Lists that replace others, leave out some of their entries and hold new ones: was the new one meant to be added?
/// Not of lists that keep a part of the old one as it is, nor of dated figures.
void warn_of_dropped(const sim::Node& base, const sim::Node& over, sim::Problems& warnings);

/// Places where somebody stands and where no lane ends or begins.
void warn_of_places(const chokepoint::Scenario& scenario, sim::Problems& warnings);

/// Chips that no bill of materials makes: they are ruled on and never sold. Those of the catalogue are one warning.
void warn_of_unsold(const chokepoint::Scenario& scenario, const std::string& catalogue,
                    sim::Problems& warnings);

/// Whatever begins (`from`) after the last day of the runs.
void warn_of_late(const sim::Node& root, sim::Date last, sim::Problems& warnings);

/// A policy that says the same as what it extends but for its names.
void warn_of_equal(const sim::Node& root, const sim::Node& extended, sim::Problems& warnings);

}  // namespace tools
