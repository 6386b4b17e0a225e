#include "models/run.h"

#include "models/setup.h"

namespace chokepoint {

RunOutcome simulate(const Setting& setting, const sim::Luck& luck, Checks checks, Guesses guesses) {
  World world =
      guesses == Guesses::kDrawn ? make_world(setting, luck) : make_world(setting, luck, setting.parameters);
  run_to_end(world, checks);
  return outcome_of(world);
}

}  // namespace chokepoint
