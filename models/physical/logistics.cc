#include "models/physical/logistics.h"

#include <algorithm>
#include <span>

#include "models/invariants.h"
#include "models/ledger.h"
#include "models/world.h"
#include "sim/engine/mail.h"

namespace chokepoint {
namespace {

/// Fewer arrive faster than threads could be asked to help.
constexpr std::size_t kFewShipments = 4096;

/// Lots from beyond the wheel that now fit on it. They left before all others of their week, so they come first.
void bring_nearer(Logistics& logistics, int week) {
  std::erase_if(logistics.later, [&](const LaterShipment& lot) {
    if (lot.week - week >= kWheel) return false;
    arriving_in(logistics, lot.week).push_back(lot.shipment);
    return true;
  });
}

/// Several lots may go to one receiver, so those come from one thread.
void unload_all(const World& world, const std::vector<Shipment>& arriving, Ledger& ledger) {
  const std::size_t buyers = world.buyers.kind.size();
  sim::Mail<Shipment> mail;
  mail.collect(arriving.size(), buyers + world.sellers.place.size(), [&](std::size_t i, const auto& send) {
    const Shipment& lot = arriving[i];
    send(lot.is_stock != 0 ? buyers + lot.to : lot.to, lot);
  });
  mail.deliver([&](std::size_t, const Shipment& lot) { ledger.unload({&lot, 1}); });
}

}  // namespace

void append(Logistics& logistics, const Logistics& more) {
  for (std::size_t week = 0; week < logistics.arriving.size(); ++week) {
    auto& arriving = logistics.arriving[week];
    arriving.insert(arriving.end(), more.arriving[week].begin(), more.arriving[week].end());
  }
  logistics.later.insert(logistics.later.end(), more.later.begin(), more.later.end());
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
  const sim::Parts parts(arriving.size(), kFewShipments);
  const bool in_order = ledger.goes_in_order(parts);
  ledger.for_each_part(parts, [&](std::size_t first, std::size_t last, Ledger& own) {
    const auto lots = std::span<const Shipment>(arriving).subspan(first, last - first);
    own.receive(lots);
    if (in_order) own.unload(lots);
  });
  if (!in_order) unload_all(world, arriving, ledger);
  // Weeks differ, and each would keep room for its largest.
  std::vector<Shipment>().swap(arriving);
}

}  // namespace chokepoint
