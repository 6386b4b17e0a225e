#include "models/physical/logistics.h"

#include <algorithm>

#include "models/enforcement/location_checks.h"
#include "models/record/trace.h"

namespace chokepoint {

using sim::Id;

namespace {

/// A lot for a ring stays with its front until the dust has settled.
void receive_for_ring(World& world, Id<Buyer> buyer, const Shipment& shipment) {
  const Id<Front> front = world.front_of(buyer);
  // End-use officers look at sites abroad.
  if (world.buyers.place[buyer] != world.setting->us) {
    world.fronts.received[front] += static_cast<float>(shipment.units);
  }
  Lot lot{};
  lot.ring = world.fronts.ring[front];
  lot.front = front;
  lot.product = shipment.product;
  lot.units = shipment.units;
  lot.order = shipment.order;
  lot.buying = world.fronts.method[front];
  lot.ready_week = world.week + std::max(1, static_cast<int>(method_of(world, lot.buying).dwell_weeks));
  lot.leg = -1;
  lot.can_tell = can_tell(world, lot) ? 1 : 0;
  world.rings.lots.push_back(lot);
}

void receive_in_fleet(World& world, Id<Buyer> buyer, const Shipment& shipment) {
  if (world.buyers.kind[buyer] != BuyerKind::kChinese) {
    world.fleets.held.at(world.owner_of(buyer), shipment.product) += shipment.units;
    return;
  }
  world.chinese.held[shipment.provenance].at(world.chinese_of(buyer), shipment.product) += shipment.units;
  WeekLog& log = world.this_week();
  const double h100e = shipment.units * world.setting->products[shipment.product].h100e;
  if (static_cast<Provenance>(shipment.provenance) == Provenance::kDomestic) {
    log.domestic += shipment.units;
    log.domestic_h100e += h100e;
  } else {
    log.legal_to_china += shipment.units;
    log.legal_h100e += h100e;
  }
}

/// For the trace: a Chinese buyer's lot has a provenance, others have none.
const char* how_it_came(const World& world, const Shipment& shipment) {
  const bool to_china = world.buyers.kind[Id<Buyer>(shipment.to)] == BuyerKind::kChinese;
  return to_china ? name_of(static_cast<Provenance>(shipment.provenance)) : "";
}

/// Lots from beyond the wheel that now fit on it. They left before all others of their week, so they come first.
void bring_nearer(World& world) {
  auto& later = world.logistics.later;
  std::size_t kept = 0;
  for (const LaterShipment& lot : later) {
    if (lot.week - world.week < kWheel) {
      world.logistics.arriving[static_cast<std::size_t>(lot.week % kWheel)].push_back(lot.shipment);
    } else {
      later[kept++] = lot;
    }
  }
  later.resize(kept);
}

}  // namespace

void deliver(World& world) {
  bring_nearer(world);
  auto& arriving = world.logistics.arriving[static_cast<std::size_t>(world.week % kWheel)];
  for (const Shipment& shipment : arriving) {
    world.logistics.moving[shipment.product] -= shipment.units;
    if (shipment.order != 0 && world.trace != nullptr) {
      note(world, {.kind = EventKind::kDelivered,
                   .order = shipment.order,
                   .buyer = Id<Buyer>(shipment.to),
                   .product = shipment.product,
                   .units = shipment.units,
                   .note = how_it_came(world, shipment)});
    }
    if (shipment.is_stock != 0) {
      world.sellers.stock(shipment.product, Id<Seller>(shipment.to)) += shipment.units;
    } else if (const Id<Buyer> buyer(shipment.to); world.buyers.kind[buyer] == BuyerKind::kFront) {
      receive_for_ring(world, buyer, shipment);
    } else {
      receive_in_fleet(world, buyer, shipment);
    }
  }
  arriving.clear();
}

}  // namespace chokepoint
