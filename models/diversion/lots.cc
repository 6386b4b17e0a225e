#include "models/diversion/lots.h"

#include <algorithm>

#include "models/diversion/method.h"
#include "models/diversion/ring.h"
#include "models/diversion/ring_maps.h"
#include "models/enforcement/cases.h"
#include "models/enforcement/customs.h"
#include "models/enforcement/location_checks.h"
#include "models/invariants.h"
#include "models/ledger.h"
#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Weeks over which a flow is remembered.
constexpr double kFlowWeeks = 26;
/// Weeks over which a method's capacity is counted.
constexpr float kCarriedWeeks = 4;

double value_usd(const World& world, const Lot& lot) { return world.price_usd(lot.product) * lot.units; }

/// What a lot that has just passed adds to a remembered flow, USD a year.
double flow_of(const World& world, const Lot& lot) {
  return value_usd(world, lot) * sim::kWeeksPerYear / kFlowWeeks;
}

/// The last lane of a ring's way from a place by a method, into China; none without a way.
Id<Lane> last_lane(const World& world, Id<Ring> ring, Id<Place> place, Id<Moving> method) {
  Id<Lane> lane;
  int legs = 0;
  for (Id<Place> at = place; at != world.scenario->china; at = world.scenario->places.to[lane]) {
    lane = world.maps.next_lane(ring, way_from(world, at, method));
    if (lane.is_none() || ++legs > kMostLegs) return {};
  }
  return lane;
}

/// The method by which the lot's ring has it travel: that of the most income among those with room for it; none while
/// there is no way.
Id<Moving> choose_moving(const World& world, const Lots& lots, const Lot& lot) {
  const double brings =
      world.price_usd(lot.product) * (world.premium(lot.product) + penalty_over_price(world));
  const Id<Place> place = world.fronts.place[lot.front];
  // (1 - q) P m - q F P - t, but for F P, which is common to all.
  Id<Moving> best{};
  double best_usd = 0;
  for (const Id<Moving> method : ids<Moving>(moving_methods(world))) {
    const Id<MethodPlace> way = way_from(world, place, method);
    const bool room =
        lots.carried(lot.ring, method) + static_cast<float>(lot.units) <= method_of(world, method).capacity;
    if (!room || !carriers_have_room(world, lots, lot.ring, place, method)) continue;
    const double worth =
        (1 - world.maps.loss_chance(lot.ring, way)) * brings - world.maps.cost_usd(lot.ring, way);
    if (!best.is_none() && worth <= best_usd) continue;
    best = method;
    best_usd = worth;
  }
  return best;
}

/// Lays the lot on its ring's present route; false while there is none.
bool choose_route(const World& world, Lots& lots, Lot& lot) {
  const Id<Moving> method = choose_moving(world, lots, lot);
  if (method.is_none()) return false;
  lot.legs = 0;
  for (Id<Place> at = world.fronts.place[lot.front]; at != world.scenario->china;) {
    const Id<Lane> lane = world.maps.next_lane(lot.ring, way_from(world, at, method));
    if (lane.is_none() || lot.legs == kMostLegs) return false;
    lot.path[static_cast<std::size_t>(lot.legs++)] = lane;
    at = world.scenario->places.to[lane];
  }
  lot.moving = method;
  lot.leg = 0;
  lots.carried(lot.ring, method) += static_cast<float>(lot.units);
  const Id<Lane> last = lot.path[static_cast<std::size_t>(lot.legs - 1)];
  lots.carriers_usd_per_year[lane_by(world, last, method)] +=
      value_usd(world, lot) * sim::kWeeksPerYear / kCarriedWeeks;
  return true;
}

/// Writes down what becomes of a lot on a lane, or off it.
void note_lot(const World& world, const Lot& lot, EventKind kind, Id<Lane> lane, double chance = 0,
              double drawn = 0) {
  if (world.trace == nullptr) return;
  note(world, {.kind = kind,
               .order = lot.order,
               .buyer = world.buyer_of(lot.front),
               .ring = lot.ring,
               .product = lot.product,
               .lane = lane,
               .units = lot.units,
               .chance = chance,
               .drawn = drawn,
               .note = name_of(world, lot.moving)});
}

Id<Lane> lane_of(const Lot& lot) { return lot.path[static_cast<std::size_t>(lot.leg)]; }

/// What a week makes of a lot.
enum class Fate { kWaits, kMoves, kKept, kArrives };

/// The lot at the end of its lane: customs keeps it, or it goes on.
Fate pass_customs(const World& world, Lot& lot, LaneOdds& odds, WeekLog& tally) {
  const Id<Lane> lane = lane_of(lot);
  const Inspection inspection = inspect(world, odds.of(lane, lot.moving), lot);
  if (inspection.opened) tally.lots_opened += world.grain().of_world(1);
  note_lot(world, lot, inspection.kept ? EventKind::kSeized : EventKind::kPassed, lane, inspection.chance,
           inspection.drawn);
  if (inspection.kept) return Fate::kKept;
  return ++lot.leg == lot.legs ? Fate::kArrives : Fate::kMoves;
}

/// One week of one lot, and what others hear of it.
Fate advance(const World& world, Lots& lots, Lot& lot, LaneOdds& odds, Outbox& outbox, WeekLog& tally) {
  if (lot.ready_week > world.week) return Fate::kWaits;
  if (lot.leg < 0) return choose_route(world, lots, lot) ? Fate::kMoves : Fate::kWaits;
  const Id<Lane> lane = lane_of(lot);
  lots.lane_usd_per_year[lane] += flow_of(world, lot);
  const Fate fate = pass_customs(world, lot, odds, tally);
  outbox.lot_news.push_back({lot.ring, lot.front, lane, lot.moving, fate == Fate::kKept});
  return fate;
}

/// Carries out what became of a lot; false when it is no longer under way.
bool carry_out(const World& world, Lots& lots, Lot& lot, Fate fate, Outbox& outbox, Ledger& ledger) {
  switch (fate) {
    case Fate::kWaits:
      return true;
    case Fate::kMoves: {
      const Id<Lane> next = lane_of(lot);
      ledger.pay_transport(lot.ring,
                           world.lanes.transport_usd[lane_by(world, next, lot.moving)] * 100 * lot.units);
      lot.ready_week = world.week + world.scenario->places.transit_weeks[next];
      note_lot(world, lot, EventKind::kMoved, next);
      return true;
    }
    case Fate::kKept:
      ledger.seize(lot);
      outbox.trails.push_back({lot.ring, Evidence::kFound});
      return false;
    case Fate::kArrives:
      ledger.bring_in(lot);
      lots.ring_usd_per_year[lot.ring] += flow_of(world, lot);
      note_lot(world, lot, EventKind::kSmuggledIn, {});
      outbox.arrived.push_back(lot);
      return false;
  }
  return true;
}

/// A week passes over what is remembered.
void fade(const World& world, Lots& lots) {
  for (double& flow : lots.lane_usd_per_year) flow *= 1 - 1 / kFlowWeeks;
  for (double& flow : lots.ring_usd_per_year) flow *= 1 - 1 / kFlowWeeks;
  for (double& flow : lots.carriers_usd_per_year) flow *= 1 - 1 / double{kCarriedWeeks};
  for (const Id<Ring> ring : ids(world.rings.key)) {
    for (float& chips : lots.carried.row(ring)) chips *= 1 - 1 / kCarriedWeeks;
  }
}

void take_in(const World& world, Lots& lots) {
  for (Lot lot : world.outbox.bought) {
    lot.can_tell = can_tell(world, lot) ? 1 : 0;
    lots.under_way.push_back(lot);
  }
}

}  // namespace

Lot lot_of(const World& world, Id<Front> front, const Shipment& shipment) {
  Lot lot{};
  lot.ring = world.fronts.ring[front];
  lot.front = front;
  lot.product = shipment.product;
  lot.units = shipment.units;
  lot.order = shipment.order;
  lot.buying = world.fronts.method[front];
  lot.ready_week = world.week + std::max(1, static_cast<int>(method_of(world, lot.buying).dwell_weeks));
  lot.leg = -1;
  return lot;
}

std::uint64_t key_of(const World& world, const Lot& lot) {
  return key_of(world.key_of(lot.product), world.fronts.number[lot.front]);
}

bool carriers_have_room(const World& world, const Lots& lots, Id<Ring> ring, Id<Place> place,
                        Id<Moving> method) {
  const Id<Lane> last = last_lane(world, ring, place, method);
  if (last.is_none()) return false;
  return lots.carriers_usd_per_year[lane_by(world, last, method)] <
         method_of(world, method).carriers * world.lanes.cover_usd_per_year[last];
}

void LotKind::make(const World& world, State& own) {
  const std::size_t rings = world.rings.key.size();
  own.lots.carried = {rings, world.parameters.methods.moving.size(), 0};
  own.lots.ring_usd_per_year.assign(rings, 0);
  own.lots.lane_usd_per_year.assign(world.scenario->places.lanes(), 0);
  own.lots.carriers_usd_per_year.assign(
      world.parameters.methods.moving.size() * world.scenario->places.lanes(), 0);
}

void LotKind::count(const World& world, Id<Product> product, Whereabouts& chips) {
  for (const Lot& lot : world.lots.under_way) chips.moving += lot.product == product ? lot.units : 0;
}

void move_lots(const World& world, Lots& lots, Outbox& outbox, WeekLog& tally, Ledger& ledger) {
  fade(world, lots);
  // What passed before this week counts for all alike, so that no lot gains by its row.
  LaneOdds odds(world);
  take_in(world, lots);
  std::size_t kept = 0;
  for (Lot& lot : lots.under_way) {
    const Fate fate = advance(world, lots, lot, odds, outbox, tally);
    if (carry_out(world, lots, lot, fate, outbox, ledger)) lots.under_way[kept++] = lot;
  }
  lots.under_way.resize(kept);
}

void raid(const World& world, Lots& lots, Ledger& ledger) {
  if (world.outbox.actions.empty()) return;
  sim::Column<Ring, double> taken(world.rings.key.size(), 0.0);
  sim::Column<Ring, double> seized_usd(world.rings.key.size(), 0.0);
  for (const Action& action : world.outbox.actions) taken[action.ring] = action.taken;
  std::erase_if(lots.under_way, [&](const Lot& lot) {
    if (taken[lot.ring] <= 0) return false;
    const double u = draw_of_raid(world, lot);
    if (u >= taken[lot.ring]) return false;
    seized_usd[lot.ring] += value_usd(world, lot);
    ledger.seize_with_case(lot, taken[lot.ring], u);
    return true;
  });
  for (const Action& action : world.outbox.actions)
    ledger.fine(action.ring,
                penalty_cents(world, seized_usd[action.ring] + lots.ring_usd_per_year[action.ring]));
}

void forget_flow(const World& world, Lots& lots) {
  for (const Id<Ring> ring : world.outbox.founded) lots.ring_usd_per_year[ring] = 0;
}

}  // namespace chokepoint
