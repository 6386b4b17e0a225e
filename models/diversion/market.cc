#include "models/diversion/market.h"

#include <algorithm>
#include <cmath>

#include "models/diversion/outlook.h"
#include "models/ledger.h"
#include "models/trade/buyer.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Weeks over which demand and supply are remembered.
constexpr double kMemoryWeeks = 8;
/// Weeks within which rings want to be rid of what found no buyer.
constexpr double kClearWeeks = 4;
/// Weeks over which profit is remembered, and what buyers spent.
constexpr double kEarnedWeeks = 52;

double price_in_china(const World& world, Id<Product> product) {
  return world.price_usd(product) * world.market.premium;
}

/// Each buyer's part of the money that all set aside for smuggled chips.
sim::Column<Chinese, double> parts_of(const World& world, std::int64_t all_grey_cents) {
  sim::Column<Chinese, double> part(world.plans.grey_cents.size(), 0.0);
  if (all_grey_cents <= 0) return part;
  for (const Id<Chinese> row : ids(part))
    part[row] = static_cast<double>(world.plans.grey_cents[row]) / static_cast<double>(all_grey_cents);
  return part;
}

/// Buyers take of `units` on offer their parts, whole chips only; returns what they took.
std::int64_t buy(const World& world, Id<Product> product, double units,
                 const sim::Column<Chinese, double>& part, Ledger& ledger) {
  const double cents_each = price_in_china(world, product) * 100;
  std::int64_t taken = 0;
  for (const Id<Chinese> row : ids(part)) {
    const auto own = static_cast<std::int32_t>(units * part[row]);
    if (own == 0) continue;
    ledger.buy_smuggled(row, product, own, cents_each);
    taken += own;
  }
  return taken;
}

/// Rings part with `taken` of the `offered` chips of a product, each in proportion to what it has.
void sell(const World& world, Id<Product> product, std::int64_t taken, std::int64_t offered, Ledger& ledger) {
  std::int64_t before = 0;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    const std::int32_t unsold = world.stocks.with_rings(ring, product);
    if (unsold == 0) continue;
    const auto units =
        static_cast<std::int32_t>(taken * (before + unsold) / offered - taken * before / offered);
    before += unsold;
    ledger.sell_smuggled(ring, product, units, world.market.premium, kEarnedWeeks);
  }
}

/// What all rings offer, by product. Whole rows are added up: most of them are empty, and rows lie side by side.
sim::Column<Product, std::int64_t> offers_of_all(const World& world) {
  sim::Column<Product, std::int64_t> offered(world.scenario->products.size(), 0);
  for (const Id<Ring> ring : ids(world.rings.key)) {
    const auto unsold = world.stocks.with_rings.row(ring);
    for (std::size_t product = 0; product < unsold.size(); ++product)
      offered.values()[product] += unsold[product];
  }
  return offered;
}

}  // namespace

double next_premium(double premium, double demand, double supply, double change,
                    const MarketParameters& parameters) {
  const double ahead = std::exp(parameters.expectations * change);
  demand *= ahead;
  supply /= ahead;
  const double sum = demand + supply;
  const double excess = sum > 0 ? (demand - supply) / sum : 0;
  return std::clamp(premium * std::exp(parameters.premium_speed * excess), double{parameters.premium_floor},
                    double{parameters.premium_ceiling});
}

void remember_demand(const World& world, Market& market) {
  double demand = 0;
  for (const Id<Chinese> row : ids(world.plans.grey_cents)) {
    if (world.plans.grey_cents[row] == 0) continue;
    const Id<Buyer> buyer = world.buyer_of(row);
    const double budget = order_budget_cents(world, buyer, 1);
    const double income = weekly_income_usd(world, buyer) * 100;
    demand += usd(world.plans.grey_cents[row]) * (budget > income ? income / budget : 1);
  }
  market.demand_usd_per_week += (demand - market.demand_usd_per_week) / kMemoryWeeks;
}

void trade_in_china(const World& world, Market& market, WeekLog& tally, Ledger& ledger) {
  ledger.forget_trade(1 - 1 / kEarnedWeeks);
  std::int64_t grey_cents = 0;
  for (const std::int64_t cents : world.plans.grey_cents) grey_cents += cents;
  const sim::Column<Product, std::int64_t> offered = offers_of_all(world);
  double offered_usd = 0;
  for (const Id<Product> product : ids(offered))
    offered_usd += static_cast<double>(offered[product]) * price_in_china(world, product);
  const double part = offered_usd > 0 ? std::min(1.0, usd(grey_cents) / offered_usd) : 0;
  double left_over_usd = offered_usd;
  const sim::Column<Chinese, double> parts = parts_of(world, grey_cents);
  for (const Id<Product> product : ids(offered)) {
    if (offered[product] == 0 || grey_cents <= 0) continue;
    const std::int64_t taken =
        buy(world, product, static_cast<double>(offered[product]) * part, parts, ledger);
    left_over_usd -= static_cast<double>(taken) * price_in_china(world, product);
    sell(world, product, taken, offered[product], ledger);
  }
  // What is new seeks its buyer now, what was left over within a few weeks.
  const double old_usd = std::min(market.left_over_usd, offered_usd);
  const double supply = offered_usd - old_usd * (1 - 1 / kClearWeeks);
  market.supply_usd_per_week += (supply - market.supply_usd_per_week) / kMemoryWeeks;
  market.left_over_usd = left_over_usd;
  // Without the mechanism the price in China stands above that abroad by as much as is usual.
  market.premium =
      world.scenario->mechanisms.premium
          ? next_premium(market.premium, market.demand_usd_per_week, market.supply_usd_per_week,
                         expected_change(outlook(world), market.premium), world.parameters.market)
          : kUsualPremium;
  tally.premium = market.premium;
}

}  // namespace chokepoint
