#include "models/run.h"

#include "models/setup.h"

namespace chokepoint {

RunOutcome simulate(const Setting& setting, const sim::Luck& luck, Checks checks, Guesses guesses) {
  return simulate(
      setting, luck, checks,
      guesses == Guesses::kDrawn ? draw_parameters(setting.parameters, luck) : setting.parameters);
}

RunOutcome simulate(const Setting& setting, const sim::Luck& luck, Checks checks,
                    const Parameters& parameters) {
  World world = make_world(setting, luck, parameters);
  run_to_end(world, checks);
  return outcome_of(world);
}

}  // namespace chokepoint
