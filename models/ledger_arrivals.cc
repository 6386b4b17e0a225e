// The verbs of the ledger for legal lots that have arrived.
#include <span>

#include "models/diversion/lots.h"
#include "models/ledger.h"
#include "models/record/trace.h"
#include "models/record/watch.h"

namespace chokepoint {

using sim::Id;

namespace {

/// For the trace: a Chinese buyer's lot has a provenance, others have none.
const char* how_it_came(const World& world, const Shipment& shipment) {
  return world.is_chinese(Id<Buyer>(shipment.to)) ? name_of(static_cast<Provenance>(shipment.provenance))
                                                  : "";
}

}  // namespace

/// Chips come to a buyer in China.
inline void Ledger::tally_arrival(const Shipment& shipment) {
  if (world_.watch != nullptr) watch_delivery_to_china(world_, shipment.product, shipment.units);
  const double h100e = shipment.units * world_.scenario->products[shipment.product].h100e;
  if (static_cast<Provenance>(shipment.provenance) == Provenance::kDomestic) {
    tally_.domestic += shipment.units;
    tally_.domestic_h100e += h100e;
  } else {
    tally_.legal_to_china += shipment.units;
    tally_.legal_h100e += h100e;
  }
}

inline void Ledger::receive(const Shipment& shipment) {
  moving_[shipment.product] -= shipment.units;
  if (shipment.is_stock != 0) return;
  const Id<Buyer> buyer(shipment.to);
  if (shipment.order != 0 && world_.trace != nullptr) {
    note(world_, {.kind = EventKind::kDelivered,
                  .order = shipment.order,
                  .buyer = buyer,
                  .product = shipment.product,
                  .units = shipment.units,
                  .note = how_it_came(world_, shipment)});
  }
  if (world_.is_front(buyer)) {
    outbox_.bought.push_back(lot_of(world_, world_.front_of(buyer), shipment));
  } else if (world_.is_chinese(buyer)) {
    tally_arrival(shipment);
  }
}

inline void Ledger::unload(const Shipment& shipment) {
  const Id<Buyer> buyer(shipment.to);
  if (shipment.is_stock != 0) {
    world_.stocks.at_sellers(shipment.product, Id<Seller>(shipment.to)) += shipment.units;
  } else if (world_.is_front(buyer)) {
    return;  // its ring's
  } else if (world_.is_chinese(buyer)) {
    world_.stocks.in_china[shipment.provenance].at(world_.chinese_of(buyer), shipment.product) +=
        shipment.units;
  } else {
    world_.stocks.abroad.at(world_.owner_of(buyer), shipment.product) += shipment.units;
  }
}

void Ledger::receive(std::span<const Shipment> shipments) {
  for (const Shipment& shipment : shipments) receive(shipment);
}

void Ledger::unload(std::span<const Shipment> shipments) {
  for (const Shipment& shipment : shipments) unload(shipment);
}

}  // namespace chokepoint
