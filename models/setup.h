// The first day: a world made from a setting, a seed and a run number.
#pragma once

#include "models/world.h"

namespace chokepoint {

/// The parameters of one run: every guess drawn from its range, addressed by its name, so that scenarios that
/// are compared draw alike and a new parameter moves no other.
Parameters draw_parameters(const Parameters& believed, const sim::Luck& luck);

/// A world before its first week. `setting` must outlive it.
World make_world(const Setting& setting, const sim::Luck& luck);

/// The same with given parameters, for tests and for runs at central values.
World make_world(const Setting& setting, const sim::Luck& luck, const Parameters& parameters);

}  // namespace chokepoint
