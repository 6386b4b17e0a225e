#include "models/trade/found_buyers.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "models/ledger.h"
#include "models/trade/expected_loss.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;

constexpr sim::Purpose kFoundPurpose{"buyers.found"};

/// Fewer are looked at faster than threads could be asked to help.
constexpr std::size_t kFewToFind = 8192;
constexpr std::size_t kFewAtRisk = 1024;

/// What all rings bring in, USD a year.
double brought_in(const World& world) {
  const auto& values = world.lots.ring_usd_per_year;
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// A ring's part of that.
double part_of(const World& world, Id<Ring> ring, double all) {
  return all > 0 ? world.lots.ring_usd_per_year[ring] / all : 0;
}

double stake_usd(const World& world, Id<Chinese> row, double part) {
  return world.parameters.sectors.of(world.chinese.sector[row]).at_stake * part *
         world.accounts.smuggled_usd[row];
}

}  // namespace

double staked_usd(const World& world, Id<Chinese> row, Id<Ring> ring) {
  return stake_usd(world, row, part_of(world, ring, brought_in(world)));
}

void punish_found_buyers(const World& world, Ledger& ledger) {
  if (world.outbox.actions.empty()) return;
  const double found = expected_loss(world.parameters.risk.found, world.effort(Effort::kCases), 1);
  const double all = brought_in(world);
  double largest_part = 0;
  for (const Action& action : world.outbox.actions)
    largest_part = std::max(largest_part, part_of(world, action.ring, all));
  // Less than a dollar is no case: of many small rings' small buyers most need not be looked at ring by ring.
  const auto at_risk =
      sim::list_rows<Id<Chinese>>({world.buyers.chinese, kFewToFind}, [&](std::size_t i, auto& list) {
        if (stake_usd(world, Id<Chinese>(i), largest_part) >= 1) list.push_back(Id<Chinese>(i));
      });
  for (const Action& action : world.outbox.actions) {
    const double part = part_of(world, action.ring, all);
    ledger.for_each_row(at_risk.size(), kFewAtRisk, [&](std::size_t i, Ledger& own) {
      const Id<Chinese> row = at_risk[i];
      const double stake = stake_usd(world, row, part);
      if (stake < 1) return;
      const double u =
          world.draw(world.key_of(world.buyer_of(row)), kFoundPurpose, world.rings.key[action.ring]);
      if (u < found) own.forfeit(row, action.ring, static_cast<std::int64_t>(stake * 100));
    });
  }
}

}  // namespace chokepoint
