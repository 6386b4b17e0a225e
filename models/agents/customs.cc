#include "models/agents/customs.h"

#include <algorithm>

#include "models/agents/authority.h"
#include "models/agents/ring.h"
#include "models/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kOpenedPurpose{"customs.opened"};

/// What a seizure adds to the suspicion of the front that sent the lot.
constexpr double kTraced = 0.5;
/// Weeks over which the flow on a lane is remembered.
constexpr double kFlowWeeks = 26;

double value_usd(const World& world, const Lot& lot) {
  return static_cast<double>(world.setting->products[lot.product].price_cents) / 100 * lot.units;
}

/// Lays the lot on its ring's present route; false while there is none.
bool choose_route(const World& world, Lot& lot) {
  lot.legs = 0;
  for (Id<Place> at = world.buyers.place[world.buyer_of(lot.front)]; at != world.setting->china;) {
    const Id<Lane> lane = world.rings.next_lane(lot.ring, at);
    if (lane.is_none() || lot.legs == kMostLegs) return false;
    lot.path[static_cast<std::size_t>(lot.legs++)] = lane;
    at = world.setting->places.to[lane];
  }
  return lot.legs > 0;
}

/// The event of a lot on a lane, or off it.
Event event_of(const World& world, const Lot& lot, EventKind kind, Id<Lane> lane) {
  return {.kind = kind,
          .order = lot.order,
          .buyer = world.buyer_of(lot.front),
          .ring = lot.ring,
          .product = lot.product,
          .lane = lane,
          .units = lot.units};
}

/// Whether customs keeps the lot: a chance against a number drawn.
bool is_seized(const World& world, const Lot& lot, Id<Lane> lane) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double strength = world.strength() * world.setting->enforcement.inspections;
  const double opened =
      opening_chance(world.customs.inspection[lane], strength, world.customs.smuggled_usd_per_year[lane],
                     world.customs.cover_usd_per_year[lane], parameters.customs_size_exponent);
  // One number a leg: a lot that was seized stays seized when customs gets stronger.
  const double u = world.luck.uniform(world.rings.key[lot.ring], static_cast<std::uint64_t>(world.week),
                                      kOpenedPurpose, luck_of(lot));
  const double chance = opened * parameters.found_when_opened;
  Event event = event_of(world, lot, u < chance ? EventKind::kSeized : EventKind::kPassed, lane);
  event.chance = chance;
  event.luck = u;
  note(world, event);
  return u < chance;
}

void seize(World& world, const Lot& lot, Id<Lane> lane) {
  world.customs.seized[lot.product] += lot.units;
  world.today().seized += lot.units;
  world.rings.goods_cents[lot.ring] -= world.setting->products[lot.product].price_cents * lot.units;
  double& suspicion = world.fronts.suspicion[lot.front];
  suspicion += kTraced * (1 - suspicion);
  hear_of_loss(world, lot.ring, lane);
  open_case(world, lot.ring);
}

void arrive_in_china(World& world, const Lot& lot) {
  world.rings.unsold(lot.ring, lot.product) += lot.units;
  world.rings.flow_usd_per_year[lot.ring] += value_usd(world, lot) * 52 / kFlowWeeks;
  world.today().smuggled += lot.units;
  for (int leg = 0; leg < lot.legs; ++leg) {
    const Id<Place> from = world.setting->places.from[lot.path[static_cast<std::size_t>(leg)]];
    world.today().smuggled_via[std::min<std::size_t>(from.index(), kPlacesOnRecord - 1)] += lot.units;
  }
  note(world, event_of(world, lot, EventKind::kSmuggledIn, {}));
  world.today().smuggled_h100e += lot.units * world.setting->products[lot.product].h100e;
}

/// One week of one lot; false when it is no longer under way.
bool advance(World& world, Lot& lot) {
  if (lot.ready_week > world.week) return true;
  if (lot.leg < 0) {
    if (!choose_route(world, lot)) return true;
    lot.leg = 0;
  } else {
    const Id<Lane> lane = lot.path[static_cast<std::size_t>(lot.leg)];
    world.customs.smuggled_usd_per_year[lane] += value_usd(world, lot) * 52 / kFlowWeeks;
    if (is_seized(world, lot, lane)) {
      seize(world, lot, lane);
      return false;
    }
    experience(world, lot.ring, lane, 0, 1);
    if (++lot.leg == lot.legs) {
      arrive_in_china(world, lot);
      return false;
    }
  }
  const Id<Lane> next = lot.path[static_cast<std::size_t>(lot.leg)];
  world.rings.capital_cents[lot.ring] -=
      static_cast<std::int64_t>(world.customs.cost_usd_per_chip[next] * 100 * lot.units);
  lot.ready_week = world.week + world.setting->places.transit_weeks[next];
  note(world, event_of(world, lot, EventKind::kMoved, next));
  return true;
}

}  // namespace

void move_lots(World& world) {
  for (double& flow : world.customs.smuggled_usd_per_year) flow *= 1 - 1 / kFlowWeeks;
  for (double& flow : world.rings.flow_usd_per_year) flow *= 1 - 1 / kFlowWeeks;
  auto& lots = world.rings.lots;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lots.size(); ++i) {
    if (advance(world, lots[i])) lots[kept++] = lots[i];
  }
  lots.resize(kept);
}

}  // namespace chokepoint
