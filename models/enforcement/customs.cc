#include "models/enforcement/customs.h"

#include <algorithm>

#include "models/diversion/market.h"
#include "models/diversion/ring.h"
#include "models/diversion/ring_learning.h"
#include "models/diversion/ring_routes.h"
#include "models/enforcement/authority.h"
#include "models/record/trace.h"
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
/// Weeks over which a method's capacity is counted.
constexpr float kCarriedWeeks = 4;

double value_usd(const World& world, const Lot& lot) {
  return static_cast<double>(world.setting->products[lot.product].price_cents) / 100 * lot.units;
}

/// The method by which the lot's ring has it travel: that of the most income among those with room for it; none while
/// there is no way.
Id<Moving> choose_moving(const World& world, const Lot& lot) {
  const double price = static_cast<double>(world.setting->products[lot.product].price_cents) / 100;
  const double brings = price * (world.market.premium + penalty_over_price(world));
  const Id<Place> place = world.buyers.place[world.buyer_of(lot.front)];
  // (1 - q) P m - q F P - t, but for F P, which is common to all.
  Id<Moving> best{};
  double best_usd = 0;
  for (const Id<Moving> method : ids<Moving>(moving_methods(world))) {
    const Id<Way> way = way_from(world, place, method);
    const bool room = world.rings.carried(lot.ring, method) + static_cast<float>(lot.units) <=
                      method_of(world, method).capacity;
    if (!room || world.rings.next_lane(lot.ring, way).is_none()) continue;
    const double worth =
        (1 - world.rings.way_loss(lot.ring, way)) * brings - world.rings.way_cost_usd(lot.ring, way);
    if (!best.is_none() && worth <= best_usd) continue;
    best = method;
    best_usd = worth;
  }
  return best;
}

/// Lays the lot on its ring's present route; false while there is none.
bool choose_route(World& world, Lot& lot) {
  const Id<Moving> method = choose_moving(world, lot);
  if (method.is_none()) return false;
  lot.legs = 0;
  for (Id<Place> at = world.buyers.place[world.buyer_of(lot.front)]; at != world.setting->china;) {
    const Id<Lane> lane = world.rings.next_lane(lot.ring, way_from(world, at, method));
    if (lane.is_none() || lot.legs == kMostLegs) return false;
    lot.path[static_cast<std::size_t>(lot.legs++)] = lane;
    at = world.setting->places.to[lane];
  }
  lot.moving = method;
  world.rings.carried(lot.ring, method) += static_cast<float>(lot.units);
  return lot.legs > 0;
}

/// Writes down what becomes of a lot on a lane, or off it.
void note_lot(const World& world, const Lot& lot, EventKind kind, Id<Lane> lane, double chance = 0,
              double luck = 0) {
  if (world.trace == nullptr) return;
  note(world, {.kind = kind,
               .order = lot.order,
               .buyer = world.buyer_of(lot.front),
               .ring = lot.ring,
               .product = lot.product,
               .lane = lane,
               .units = lot.units,
               .chance = chance,
               .luck = luck,
               .note = name_of(world, lot.moving)});
}

/// The chances of a lot at the end of a lane: that it is opened, and that it is kept.
struct Odds {
  double opened = 0;
  double kept = 0;
};

Odds odds_of(const World& world, Id<Lane> lane, Id<Moving> moving) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const MovingMethod& method = method_of(world, moving);
  const double opened = opening_chance(
      world.customs.inspection[lane] * method.opening,
      inspection_effort(world, world.setting->places.from[lane]), world.customs.smuggled_usd_per_year[lane],
      world.customs.cover_usd_per_year[lane], parameters.customs_size_exponent);
  return {opened, opened * std::min(1.0, parameters.found_when_opened * method.recognition)};
}

/// The odds of this week, by lane and method. What passed before this week counts for all alike, so that no lot gains by
/// its row.
void weigh_lanes(World& world) {
  auto& kept = world.diversion.seizure_chance;
  auto& opened = world.diversion.opening_chance;
  kept.assign(moving_methods(world) * world.setting->places.lanes(), 0);
  opened = kept;
  if (!world.setting->mechanisms.customs) return;
  for (const Id<Moving> moving : ids<Moving>(moving_methods(world))) {
    for (const Id<Lane> lane : ids(world.setting->places.from)) {
      const Odds odds = odds_of(world, lane, moving);
      opened[track_of(world, lane, moving)] = odds.opened;
      kept[track_of(world, lane, moving)] = odds.kept;
    }
  }
}

/// Whether customs keeps the lot: a chance against a number drawn.
bool is_seized(World& world, const Lot& lot, Id<Lane> lane) {
  // One number a leg: a lot that was seized stays seized when customs gets stronger.
  const double u = world.luck.uniform(world.rings.key[lot.ring], static_cast<std::uint64_t>(world.week),
                                      kOpenedPurpose, luck_of(lot));
  const Id<Track> track = track_of(world, lane, lot.moving);
  const double chance = world.diversion.seizure_chance[track];
  if (u < world.diversion.opening_chance[track]) ++world.this_week().lots_opened;
  note_lot(world, lot, u < chance ? EventKind::kSeized : EventKind::kPassed, lane, chance, u);
  return u < chance;
}

void seize(World& world, const Lot& lot, Id<Lane> lane) {
  world.customs.seized[lot.product] += lot.units;
  world.this_week().seized += lot.units;
  lose_goods(world, lot.ring, world.setting->products[lot.product].price_cents * lot.units);
  double& suspicion = world.fronts.suspicion[lot.front];
  suspicion += kTraced * (1 - suspicion);
  hear_of_loss(world, lot.ring, lane, lot.moving);
  open_case(world, lot.ring, Evidence::kFound);
}

void arrive_in_china(World& world, const Lot& lot) {
  world.rings.unsold(lot.ring, lot.product) += lot.units;
  world.rings.flow_usd_per_year[lot.ring] += value_usd(world, lot) * 52 / kFlowWeeks;
  world.this_week().smuggled += lot.units;
  for (int leg = 0; leg < lot.legs; ++leg) {
    const Id<Place> from = world.setting->places.from[lot.path[static_cast<std::size_t>(leg)]];
    world.this_week().smuggled_via[from.index()] += lot.units;
  }
  note_lot(world, lot, EventKind::kSmuggledIn, {});
  world.this_week().smuggled_h100e += lot.units * world.setting->products[lot.product].h100e;
  ask_where(world, lot);
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
    experience(world, lot.ring, lane, lot.moving, 0, 1);
    if (++lot.leg == lot.legs) {
      arrive_in_china(world, lot);
      return false;
    }
  }
  const Id<Lane> next = lot.path[static_cast<std::size_t>(lot.leg)];
  pay_overhead(world, lot.ring,
               world.customs.transport_usd[track_of(world, next, lot.moving)] * 100 * lot.units);
  lot.ready_week = world.week + world.setting->places.transit_weeks[next];
  note_lot(world, lot, EventKind::kMoved, next);
  return true;
}

}  // namespace

double seizure_chance(const World& world, Id<Lane> lane, Id<Moving> moving) {
  return odds_of(world, lane, moving).kept;
}

void move_lots(World& world) {
  for (double& flow : world.customs.smuggled_usd_per_year) flow *= 1 - 1 / kFlowWeeks;
  for (double& flow : world.rings.flow_usd_per_year) flow *= 1 - 1 / kFlowWeeks;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    for (float& chips : world.rings.carried.row(ring)) chips *= 1 - 1 / kCarriedWeeks;
  }
  weigh_lanes(world);
  auto& lots = world.rings.lots;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lots.size(); ++i) {
    if (advance(world, lots[i])) lots[kept++] = lots[i];
  }
  lots.resize(kept);
}

}  // namespace chokepoint
