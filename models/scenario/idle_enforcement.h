// Levers of enforcement that do nothing by construction (idle_levers.h says when).
#pragma once

#include "models/scenario/idle_levers.h"

namespace chokepoint {

/// One look for each kind: parts, strength, budget, award, allied customs, places, location software.
void find_idle_enforcement(const Scenario& scenario, const sim::Node& root, IdleWarnings& warnings);

}  // namespace chokepoint
