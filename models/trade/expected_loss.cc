#include "models/trade/expected_loss.h"

#include <cmath>

#include "models/world.h"

namespace chokepoint {

double expected_loss(double found, double effort, double at_stake) {
  return (1 - std::pow(1 - found, effort)) * at_stake;
}

double share_that_bears(double loss, double tolerated) { return std::exp(-loss / tolerated); }

bool tolerates(double loss, double tolerated, double own) { return own < share_that_bears(loss, tolerated); }

double expected_loss_of(const World& world, Sector sector, Effort effort) {
  return expected_loss(world.parameters.risk.found, world.effort(effort),
                       world.parameters.sectors.of(sector).at_stake);
}

}  // namespace chokepoint
