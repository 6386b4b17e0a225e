#include "models/physical/logistics.h"

#include <algorithm>

#include "models/invariants.h"
#include "models/ledger.h"
#include "models/world.h"
#include "sim/engine/contract.h"

namespace chokepoint {
namespace {

std::vector<Shipment>& arriving_in(Logistics& logistics, int week) {
  return logistics.arriving[static_cast<std::size_t>(week % kWheel)];
}

/// Lots from beyond the wheel that now fit on it. They left before all others of their week, so they come first.
void bring_nearer(Logistics& logistics, int week) {
  std::erase_if(logistics.later, [&](const LaterShipment& lot) {
    if (lot.week - week >= kWheel) return false;
    arriving_in(logistics, lot.week).push_back(lot.shipment);
    return true;
  });
}

}  // namespace

void dispatch(Logistics& logistics, int week, const Shipment& shipment, int weeks) {
  sim::require(weeks >= 1, "a shipment of {} weeks would arrive before it left", weeks);
  if (weeks < kWheel) {
    arriving_in(logistics, week + weeks).push_back(shipment);
  } else {
    logistics.later.push_back({shipment, week + weeks});
  }
}

void LogisticsKind::count(const World& world, sim::Id<Product> product, Whereabouts& chips) {
  for (const auto& week : world.logistics.arriving) {
    for (const Shipment& shipment : week) chips.moving += shipment.product == product ? shipment.units : 0;
  }
  for (const LaterShipment& lot : world.logistics.later)
    chips.moving += lot.shipment.product == product ? lot.shipment.units : 0;
}

void deliver(const World& world, Logistics& logistics, Ledger& ledger) {
  bring_nearer(logistics, world.week);
  auto& arriving = arriving_in(logistics, world.week);
  for (const Shipment& shipment : arriving) ledger.receive(shipment);
  arriving.clear();
}

}  // namespace chokepoint
