// One run, from a setting and its luck to what it shows.
#pragma once

#include "models/measures.h"
#include "models/week.h"

namespace chokepoint {

/// Runs a scenario once. Throws sim::ContractBroken when a law of the model is broken.
RunOutcome simulate(const Setting& setting, const sim::Luck& luck, Checks checks);

}  // namespace chokepoint
