// Chips and money on the first day, and what must hold of them.
#include <cmath>

#include "models/invariants.h"
#include "models/physical/fleets.h"
#include "models/world.h"
#include "sim/engine/contract.h"

namespace chokepoint {
namespace {

using sim::Id;

constexpr sim::Purpose kStockPurpose{"ledger.opening_stock"};

/// Buyers that follow each other, under a name for their draws.
struct Group {
  std::uint32_t first;
  std::uint32_t count;
  const char* name;
};

/// Spreads chips in place on the first day over a group by the shares of its members; whole chips, none lost.
template <class Held>
void spread(const World& world, const sim::Named<sim::Parameter>& opening, const Group& group, Stocks& stocks,
            const Held& held) {
  double all = 0;
  for (std::uint32_t row = 0; row < group.count; ++row)
    all += world.buyers.share[Id<Buyer>(group.first + row)];
  for (const auto& entry : opening) {
    const Id<Product> product = world.scenario->catalogue.find(entry.name);
    const std::uint64_t key = key_of(world.key_of(product), sim::hash_of(group.name));
    const double units =
        world.grain().units * entry.value.quantile(world.streams.uniform(key, 0, kStockPurpose));
    double carry = 0;
    for (std::uint32_t row = 0; row < group.count; ++row) {
      const Id<Buyer> buyer(group.first + row);
      carry += units * world.buyers.share[buyer] / all;
      const auto whole = static_cast<std::int32_t>(std::floor(carry));
      carry -= whole;
      held(buyer, product) += whole;
      stocks.opening[product] += whole;
    }
  }
}

}  // namespace

void LedgerKind::make(const World& world, State& own) {
  const Scenario& scenario = *world.scenario;
  const std::size_t products = scenario.products.size();
  Stocks& stocks = own.stocks;
  for (auto* column :
       {&stocks.opening, &stocks.made, &stocks.warehouse, &stocks.moving, &stocks.seized, &stocks.scrapped})
    column->assign(products, 0);
  stocks.at_sellers = {products, world.sellers.place.size(), 0};
  stocks.abroad = {world.buyers.owners(), products, scenario.foreign};
  for (auto& grid : stocks.in_china) grid = {world.buyers.chinese, products, scenario.foreign};
  stocks.in_china[static_cast<std::size_t>(Provenance::kDomestic)] = {world.buyers.chinese, products,
                                                                      scenario.domestic};
  stocks.with_rings = {world.rings.key.size(), products, scenario.foreign};
  const auto& opening = scenario.actors.opening_stock;
  spread(world, opening.abroad, {0, world.buyers.abroad, "abroad"}, stocks,
         [&](Id<Buyer> buyer, Id<Product> product) -> std::int32_t& {
           return stocks.abroad.at(world.owner_of(buyer), product);
         });
  spread(world, opening.chinese, {world.buyers.abroad, world.buyers.chinese, "chinese"}, stocks,
         [&](Id<Buyer> buyer, Id<Product> product) -> std::int32_t& {
           return stocks.in_china[static_cast<std::size_t>(Provenance::kLegal)].at(world.chinese_of(buyer),
                                                                                   product);
         });

  Accounts& accounts = own.accounts;
  const std::size_t rings = world.rings.key.size();
  accounts.budget_cents.assign(world.buyers.owners(), 0);
  accounts.owed_cents.assign(world.buyers.chinese, 0);
  accounts.capital_cents = world.rings.start_cents;
  accounts.goods_cents.assign(rings, 0);
  accounts.overhead_cents.assign(rings, 0);
  accounts.earned_usd_per_year.assign(rings, 0);
  accounts.bought_units.assign(rings, 0);
  accounts.smuggled_usd.assign(world.buyers.chinese, 0);
}

void LedgerKind::count(const World& world, Id<Product> product, Whereabouts& chips) {
  const Stocks& stocks = world.stocks;
  chips.made += stocks.made[product] + stocks.opening[product];
  chips.held += stocks.warehouse[product];
  for (const std::int32_t units : stocks.at_sellers.row(product)) chips.held += units;
  for (std::uint32_t row = 0; row < world.buyers.owners(); ++row)
    chips.held += held_by(world, Id<Owner>(row), product);
  for (const Id<Ring> ring : sim::ids(world.rings.key)) chips.held += stocks.with_rings(ring, product);
  chips.seized += stocks.seized[product];
  chips.scrapped += stocks.scrapped[product];
}

void LedgerKind::check(const World& world) {
  const Catalogue& catalogue = world.scenario->catalogue;
  for (const Id<Product> product : world.scenario->simulated) {
    sim::require(world.stocks.warehouse[product] >= 0, "week {}: a warehouse lacks {}", world.week,
                 catalogue.key[product]);
    for (const Id<Seller> seller : sim::ids(world.sellers.place)) {
      sim::require(world.stocks.at_sellers(product, seller) >= 0,
                   "week {}: seller {} sold {} it did not have", world.week, seller.index(),
                   catalogue.key[product]);
    }
  }
  for (const Id<Buyer> buyer : sim::ids(world.accounts.budget_cents)) {
    sim::require(world.accounts.budget_cents[buyer] >= 0, "week {}: buyer {} spent money it did not have",
                 world.week, buyer.index());
  }
}

}  // namespace chokepoint
