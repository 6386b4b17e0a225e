#include "models/invariants.h"

#include "models/physical/fleets.h"
#include "sim/engine/contract.h"

namespace chokepoint {

using sim::Id;
using sim::ids;

Whereabouts whereabouts(const World& world, Id<Product> product) {
  Whereabouts sum;
  sum.made = world.foundries.made[product] + world.opening[product];
  sum.held = world.foundries.warehouse[product];
  for (const Id<Seller> seller : ids(world.sellers.place)) sum.held += world.sellers.stock(product, seller);
  for (std::uint32_t row = 0; row < world.buyers.owners(); ++row)
    sum.held += held_by(world, Id<Owner>(row), product);
  for (const Id<Ring> ring : ids(world.rings.key)) sum.held += world.rings.unsold(ring, product);
  for (const auto& week : world.logistics.arriving) {
    for (const Shipment& shipment : week) sum.moving += shipment.product == product ? shipment.units : 0;
  }
  for (const LaterShipment& lot : world.logistics.later)
    sum.moving += lot.shipment.product == product ? lot.shipment.units : 0;
  for (const Lot& lot : world.rings.lots) sum.moving += lot.product == product ? lot.units : 0;
  sum.seized = world.customs.seized[product];
  sum.scrapped = world.fleets.scrapped[product];
  return sum;
}

void check_conservation(const World& world) {
  const Catalogue& catalogue = world.setting->catalogue;
  for (const Id<Product> product : world.setting->simulated) {
    const Whereabouts at = whereabouts(world, product);
    sim::require(at.made == at.held + at.moving + at.seized + at.scrapped,
                 "week {}: {} {} made, but {} held + {} moving + {} seized + {} scrapped", world.week,
                 at.made, catalogue.key[product], at.held, at.moving, at.seized, at.scrapped);
    sim::require(world.foundries.warehouse[product] >= 0, "week {}: a warehouse lacks {}", world.week,
                 catalogue.key[product]);
    for (const Id<Seller> seller : ids(world.sellers.place)) {
      sim::require(world.sellers.stock(product, seller) >= 0, "week {}: seller {} sold {} it did not have",
                   world.week, seller.index(), catalogue.key[product]);
    }
  }
  for (const Id<Die> die : ids(world.foundries.dies)) {
    sim::require(world.foundries.dies[die] >= 0, "week {}: die stock {} is negative", world.week,
                 die.index());
  }
  for (const Id<Memory> memory : ids(world.foundries.stacks)) {
    sim::require(world.foundries.stacks[memory] >= 0, "week {}: memory stock {} is negative", world.week,
                 memory.index());
  }
  for (const Id<Buyer> buyer : ids(world.buyers.kind)) {
    sim::require(world.buyers.budget_cents[buyer] >= 0, "week {}: buyer {} spent money it did not have",
                 world.week, buyer.index());
  }
}

}  // namespace chokepoint
