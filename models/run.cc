#include "models/run.h"

#include "models/setup.h"

namespace chokepoint {

RunOutcome simulate(const Setting& setting, const sim::Luck& luck, Checks checks) {
  World world = make_world(setting, luck);
  run_to_end(world, checks);
  return outcome_of(world);
}

}  // namespace chokepoint
