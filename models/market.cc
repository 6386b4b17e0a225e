#include "models/market.h"

#include <algorithm>
#include <cmath>

#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Weeks over which demand and supply are remembered.
constexpr double kMemoryWeeks = 8;
/// The premium that is usual, were it not to move.
constexpr double kUsualPremium = 1.5;

double usd(std::int64_t cents) { return static_cast<double>(cents) / 100; }

double price_in_china(const World& world, Id<Product> product) {
  return usd(world.setting->products[product].price_cents) * world.market.premium;
}

/// A ring's income from `units` of a product that cost it their price abroad.
void pay(World& world, Id<Ring> ring, Id<Product> product, std::int32_t units) {
  const std::int64_t cost = world.setting->products[product].price_cents * units;
  const auto income = static_cast<std::int64_t>(static_cast<double>(cost) * world.market.premium);
  const std::int64_t profit = std::max<std::int64_t>(0, income - cost);
  world.rings.goods_cents[ring] -= cost;
  world.rings.capital_cents[ring] +=
      income - static_cast<std::int64_t>(static_cast<double>(profit) * world.parameters.rings.payout);
}

/// Buyers take of `units` on offer in proportion to the money each set aside, whole chips only; returns what
/// they took.
std::int64_t buy(World& world, Id<Product> product, double units, std::int64_t all_grey_cents) {
  const double cents_each = price_in_china(world, product) * 100;
  std::int64_t taken = 0;
  for (const Id<Chinese> row : ids(world.chinese.grey_cents)) {
    const double part =
        static_cast<double>(world.chinese.grey_cents[row]) / static_cast<double>(all_grey_cents);
    const auto own = static_cast<std::int32_t>(units * part);
    if (own == 0) continue;
    world.chinese.held[static_cast<std::size_t>(Provenance::kSmuggled)](row, product) += own;
    world.buyers.budget_cents[world.buyer_of(row)] -= static_cast<std::int64_t>(own * cents_each);
    taken += own;
  }
  return taken;
}

/// Rings part with `taken` of the `offered` chips of a product, each in proportion to what it has.
void sell(World& world, Id<Product> product, std::int64_t taken, std::int64_t offered) {
  std::int64_t before = 0;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    std::int32_t& unsold = world.rings.unsold(ring, product);
    if (unsold == 0) continue;
    const auto units =
        static_cast<std::int32_t>(taken * (before + unsold) / offered - taken * before / offered);
    before += unsold;
    unsold -= units;
    pay(world, ring, product, units);
  }
}

}  // namespace

double next_premium(double premium, double demand, double supply, const MarketParameters& parameters) {
  const double sum = demand + supply;
  const double excess = sum > 0 ? (demand - supply) / sum : 0;
  return std::clamp(premium * std::exp(parameters.premium_speed * excess), double{parameters.premium_floor},
                    double{parameters.premium_ceiling});
}

void trade_in_china(World& world) {
  std::int64_t grey_cents = 0;
  for (const std::int64_t cents : world.chinese.grey_cents) grey_cents += cents;
  sim::Column<Product, std::int64_t> offered(world.setting->products.size(), 0);
  double offered_usd = 0;
  for (const Id<Product> product : world.setting->simulated) {
    for (const Id<Ring> ring : ids(world.rings.key)) offered[product] += world.rings.unsold(ring, product);
    offered_usd += static_cast<double>(offered[product]) * price_in_china(world, product);
  }
  const double part = offered_usd > 0 ? std::min(1.0, usd(grey_cents) / offered_usd) : 0;
  for (const Id<Product> product : world.setting->simulated) {
    if (offered[product] == 0 || grey_cents <= 0) continue;
    const std::int64_t taken = buy(world, product, static_cast<double>(offered[product]) * part, grey_cents);
    sell(world, product, taken, offered[product]);
  }
  Market& market = world.market;
  market.demand_usd_per_week += (usd(grey_cents) - market.demand_usd_per_week) / kMemoryWeeks;
  market.supply_usd_per_week += (offered_usd - market.supply_usd_per_week) / kMemoryWeeks;
  // Without the mechanism the price in China stands above that abroad by as much as is usual.
  market.premium = world.setting->mechanisms.premium
                       ? next_premium(market.premium, market.demand_usd_per_week, market.supply_usd_per_week,
                                      world.parameters.market)
                       : kUsualPremium;
  world.today().premium = market.premium;
}

}  // namespace chokepoint
