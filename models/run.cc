#include "models/run.h"

#include "models/setup.h"

namespace chokepoint {

RunOutcome simulate(const Scenario& scenario, const sim::RandomStreams& streams, Checks checks,
                    ParameterValues parameters) {
  return simulate(scenario, streams, checks,
                  parameters == ParameterValues::kSampled ? draw_parameters(scenario.parameters, streams)
                                                          : scenario.parameters);
}

RunOutcome simulate(const Scenario& scenario, const sim::RandomStreams& streams, Checks checks,
                    const Parameters& parameters) {
  World world = make_world(scenario, streams, parameters);
  run_to_end(world, checks);
  return outcome_of(world);
}

}  // namespace chokepoint
