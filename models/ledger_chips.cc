// The ledger's books of chips: made, on their way, delivered, failed.
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

void Ledger::make(Id<Product> product, std::int64_t units) {
  world_.stocks.warehouse[product] += units;
  world_.stocks.made[product] += units;
}

inline void Ledger::take_from_warehouse(Id<Product> product, std::int32_t units) {
  world_.stocks.warehouse[product] -= units;
  tally_.shipped_h100e[static_cast<std::size_t>(world_.scenario->maker_of(product))] +=
      units * world_.scenario->products[product].h100e;
}

void Ledger::restock(Id<Product> product, Id<Seller> seller, std::int32_t units, int weeks) {
  take_from_warehouse(product, units);
  const ProductFacts& facts = world_.scenario->products[product];
  if (facts.designer == world_.scenario->nvidia) {
    tally_.nvidia_sold += world_.grain().chips(units);
    tally_.nvidia_h100e += units * facts.h100e;
  }
  ship({product, units, seller.index(), 1, 0, 0}, weeks);
}

void Ledger::hand_over(Id<Product> product, Id<Buyer> buyer, std::int32_t units, int weeks) {
  take_from_warehouse(product, units);
  if (world_.watch != nullptr) watch_sale(world_, product, units, false);
  ship({product, units, buyer.index(), 0, static_cast<std::uint32_t>(Provenance::kLegal), 0}, weeks);
}

void Ledger::receive(std::span<const Shipment> shipments) {
  for (const Shipment& shipment : shipments) receive(shipment);
}

void Ledger::unload(std::span<const Shipment> shipments) {
  for (const Shipment& shipment : shipments) unload(shipment);
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

/// Chips come to a buyer in China.
inline void Ledger::tally_arrival(const Shipment& shipment) {
  if (world_.watch != nullptr) watch_delivery_to_china(world_, shipment.product, shipment.units);
  const double h100e = shipment.units * world_.scenario->products[shipment.product].h100e;
  if (static_cast<Provenance>(shipment.provenance) == Provenance::kDomestic) {
    tally_.domestic += world_.grain().chips(shipment.units);
    tally_.domestic_h100e += h100e;
  } else {
    tally_.legal_to_china += world_.grain().chips(shipment.units);
    tally_.legal_h100e += h100e;
  }
}

void Ledger::scrap_abroad(Id<Owner> owner, Id<Product> product, std::int32_t units) {
  world_.stocks.abroad.at(owner, product) -= units;
  scrapped_[product] += units;
}

void Ledger::scrap_in_china(Id<Chinese> row, Provenance provenance, Id<Product> product, std::int32_t units) {
  world_.stocks.in_china[static_cast<std::size_t>(provenance)].at(row, product) -= units;
  scrapped_[product] += units;
}

}  // namespace chokepoint
