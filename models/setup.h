// The first day: a world made from a scenario, a seed and a run number.
#pragma once

#include "models/world.h"

namespace chokepoint {

/// The parameters of one run: every parameter drawn from its range, addressed by its name, so that scenarios that
/// are compared draw alike and a new parameter moves no other; those that a posterior names, from its draw of the run.
Parameters draw_parameters(const Parameters& believed, const sim::RandomStreams& streams);

/// A world before its first week. `scenario` must outlive it.
World make_world(const Scenario& scenario, const sim::RandomStreams& streams);

/// The same with given parameters, for tests and for runs at central values.
World make_world(const Scenario& scenario, const sim::RandomStreams& streams, const Parameters& parameters);

}  // namespace chokepoint
