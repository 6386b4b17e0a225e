#include "models/trade/found_buyers.h"

#include <numeric>

#include "models/ledger.h"
#include "models/trade/expected_loss.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr sim::Purpose kFoundPurpose{"buyers.found"};

/// A ring's part of all that rings bring in.
double part_of(const World& world, Id<Ring> ring) {
  const auto& values = world.lots.ring_usd_per_year;
  const double all = std::accumulate(values.begin(), values.end(), 0.0);
  return all > 0 ? values[ring] / all : 0;
}

double stake_usd(const World& world, Id<Chinese> row, double part) {
  return world.parameters.sectors.of(world.chinese.sector[row]).at_stake * part *
         world.accounts.smuggled_usd[row];
}

}  // namespace

double staked_usd(const World& world, Id<Chinese> row, Id<Ring> ring) {
  return stake_usd(world, row, part_of(world, ring));
}

void punish_found_buyers(const World& world, Ledger& ledger) {
  const double found = expected_loss(world.parameters.risk.found, world.effort(Effort::kCases), 1);
  for (const Action& action : world.outbox.actions) {
    const double part = part_of(world, action.ring);
    for (const Id<Chinese> row : ids(world.accounts.smuggled_usd)) {
      const double stake = stake_usd(world, row, part);
      if (stake < 1) continue;
      const double u =
          world.draw(world.key_of(world.buyer_of(row)), kFoundPurpose, world.rings.key[action.ring]);
      if (u < found) ledger.forfeit(row, action.ring, static_cast<std::int64_t>(stake * 100));
    }
  }
}

}  // namespace chokepoint
