// The chain behind one event of a run, as text: who, when, under which ruling, with which chance and which number
// drawn, and what it led to.
#pragma once

#include <string>
#include <vector>

#include "models/record/trace.h"

namespace tools {

/// The chain behind an event of the run that begins with this world, and what followed, in the words of a report.
std::string explain_event(chokepoint::World world, const chokepoint::Event& target);

/// The same from events that a run of this world gave.
std::string explain_chain(const chokepoint::World& world, std::vector<chokepoint::Event> events,
                          const chokepoint::Event& target);

}  // namespace tools
