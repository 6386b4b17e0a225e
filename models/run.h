// One run, from a scenario and its random draws to what it shows.
#pragma once

#include "models/record/measures.h"
#include "models/week.h"

namespace chokepoint {

/// Whether a run draws its parameters from their ranges, or takes their central values; random draws vary either way.
enum class ParameterValues { kSampled, kCentral };

/// Runs a scenario once. Throws sim::ContractBroken when a law of the model is broken.
RunOutcome simulate(const Scenario& scenario, const sim::RandomStreams& streams, Checks checks,
                    ParameterValues parameters = ParameterValues::kSampled);

/// The same with given parameters.
RunOutcome simulate(const Scenario& scenario, const sim::RandomStreams& streams, Checks checks,
                    const Parameters& parameters);

}  // namespace chokepoint
