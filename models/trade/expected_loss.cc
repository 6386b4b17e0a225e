#include "models/trade/expected_loss.h"

#include <cmath>

#include "models/world.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kDaresPurpose{"chinese.dares"};

}  // namespace

double expected_loss(double found, double effort, double at_stake) {
  return (1 - std::pow(1 - found, effort)) * at_stake;
}

bool tolerates(double loss, double tolerated, double own) { return own < std::exp(-loss / tolerated); }

double expected_loss_of(const World& world, Sector sector, Effort effort) {
  return expected_loss(world.parameters.risk.found, world.effort(effort),
                       world.parameters.sectors.of(sector).at_stake);
}

bool dares(const World& world, sim::Id<Chinese> row, Effort effort) {
  const double own = world.streams.uniform(world.buyers.key[world.buyer_of(row)], 0, kDaresPurpose);
  return tolerates(expected_loss_of(world, world.chinese.sector[row], effort),
                   world.parameters.risk.tolerated, own);
}

}  // namespace chokepoint
