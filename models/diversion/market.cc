#include "models/diversion/market.h"

#include <algorithm>
#include <cmath>

#include "models/record/trace.h"
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
/// The premium that is usual, were it not to move.
constexpr double kUsualPremium = 1.5;
/// Weeks over which profit is remembered.
constexpr double kEarnedWeeks = 52;

double price_in_china(const World& world, Id<Product> product) {
  return usd(world.setting->products[product].price_cents) * world.market.premium;
}

/// A ring's income from `units` of a product that cost it their price abroad, and their part of fronts and transport.
/// A part of the profit leaves the trade.
void pay(World& world, Id<Ring> ring, Id<Product> product, std::int32_t units) {
  const std::int64_t cost = world.setting->products[product].price_cents * units;
  const auto income = static_cast<std::int64_t>(static_cast<double>(cost) * world.market.premium);
  std::int64_t& goods = world.rings.goods_cents[ring];
  std::int64_t& overhead = world.rings.overhead_cents[ring];
  const double part = goods > 0 ? std::min(1.0, static_cast<double>(cost) / static_cast<double>(goods)) : 1;
  const auto borne = static_cast<std::int64_t>(static_cast<double>(overhead) * part);
  const std::int64_t profit = income - cost - borne;
  goods -= cost;
  overhead -= borne;
  const double paid_out =
      world.parameters.rings.payout * static_cast<double>(std::max<std::int64_t>(0, profit));
  world.rings.capital_cents[ring] += income - static_cast<std::int64_t>(paid_out);
  world.rings.earned_usd_per_year[ring] += usd(profit) * 52 / kEarnedWeeks;
}

/// Each buyer's part of the money that all set aside for smuggled chips.
void count_parts(const World& world, std::int64_t all_grey_cents, sim::Column<Chinese, double>& part) {
  part.assign(world.chinese.grey_cents.size(), 0);
  if (all_grey_cents <= 0) return;
  for (const Id<Chinese> row : ids(part))
    part[row] = static_cast<double>(world.chinese.grey_cents[row]) / static_cast<double>(all_grey_cents);
}

/// Buyers take of `units` on offer their parts, whole chips only; returns what they took.
std::int64_t buy(World& world, Id<Product> product, double units, const sim::Column<Chinese, double>& part) {
  const double cents_each = price_in_china(world, product) * 100;
  std::int64_t taken = 0;
  for (const Id<Chinese> row : ids(part)) {
    const auto own = static_cast<std::int32_t>(units * part[row]);
    if (own == 0) continue;
    world.chinese.held[static_cast<std::size_t>(Provenance::kSmuggled)].at(row, product) += own;
    world.buyers.budget_cents[world.buyer_of(row)] -= static_cast<std::int64_t>(own * cents_each);
    taken += own;
    note(world, {.kind = EventKind::kBought,
                 .buyer = world.buyer_of(row),
                 .product = product,
                 .units = own,
                 .value = cents_each / 100});
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

/// What all rings offer, by product. Whole rows are added up: most of them are empty, and rows lie side by side.
void count_offers(const World& world, sim::Column<Product, std::int64_t>& offered) {
  offered.assign(world.setting->products.size(), 0);
  for (const Id<Ring> ring : ids(world.rings.key)) {
    const auto unsold = world.rings.unsold.row(ring);
    for (std::size_t product = 0; product < unsold.size(); ++product)
      offered.values()[product] += unsold[product];
  }
}

}  // namespace

double next_premium(double premium, double demand, double supply, const MarketParameters& parameters) {
  const double sum = demand + supply;
  const double excess = sum > 0 ? (demand - supply) / sum : 0;
  return std::clamp(premium * std::exp(parameters.premium_speed * excess), double{parameters.premium_floor},
                    double{parameters.premium_ceiling});
}

void pay_for_goods(World& world, Id<Front> front, std::int64_t cents, std::int32_t units) {
  const Id<Ring> ring = world.fronts.ring[front];
  world.rings.capital_cents[ring] -= cents;
  world.rings.goods_cents[ring] += cents;
  world.rings.got_units[ring] += units;
  pay_overhead(world, ring, static_cast<double>(cents) * method_of(world, front).cost);
}

void pay_overhead(World& world, Id<Ring> ring, double cents) {
  const auto whole = static_cast<std::int64_t>(cents);
  world.rings.capital_cents[ring] -= whole;
  world.rings.overhead_cents[ring] += whole;
}

void lose_goods(World& world, Id<Ring> ring, std::int64_t cents) {
  // What was lost is earned back before anything is paid out.
  world.rings.goods_cents[ring] -= cents;
  world.rings.overhead_cents[ring] += cents;
}

void remember_demand(World& world) {
  double demand = 0;
  for (const Id<Chinese> row : ids(world.chinese.grey_cents)) {
    if (world.chinese.grey_cents[row] == 0) continue;
    const Id<Buyer> buyer = world.buyer_of(row);
    const double budget = order_budget_cents(world, buyer, 1);
    const double income = weekly_income_usd(world, buyer) * 100;
    demand += usd(world.chinese.grey_cents[row]) * (budget > income ? income / budget : 1);
  }
  world.market.demand_usd_per_week += (demand - world.market.demand_usd_per_week) / kMemoryWeeks;
}

void trade_in_china(World& world) {
  for (double& earned : world.rings.earned_usd_per_year) earned *= 1 - 1 / kEarnedWeeks;
  std::int64_t grey_cents = 0;
  for (const std::int64_t cents : world.chinese.grey_cents) grey_cents += cents;
  auto& offered = world.diversion.offered;
  count_offers(world, offered);
  double offered_usd = 0;
  for (const Id<Product> product : ids(offered))
    offered_usd += static_cast<double>(offered[product]) * price_in_china(world, product);
  const double part = offered_usd > 0 ? std::min(1.0, usd(grey_cents) / offered_usd) : 0;
  double left_over_usd = offered_usd;
  auto& parts = world.diversion.grey_part;
  count_parts(world, grey_cents, parts);
  for (const Id<Product> product : ids(offered)) {
    if (offered[product] == 0 || grey_cents <= 0) continue;
    const std::int64_t taken = buy(world, product, static_cast<double>(offered[product]) * part, parts);
    left_over_usd -= static_cast<double>(taken) * price_in_china(world, product);
    sell(world, product, taken, offered[product]);
  }
  Market& market = world.market;
  // What is new seeks its buyer now, what was left over within a few weeks.
  const double old_usd = std::min(market.left_over_usd, offered_usd);
  const double supply = offered_usd - old_usd * (1 - 1 / kClearWeeks);
  market.supply_usd_per_week += (supply - market.supply_usd_per_week) / kMemoryWeeks;
  market.left_over_usd = left_over_usd;
  // Without the mechanism the price in China stands above that abroad by as much as is usual.
  market.premium = world.setting->mechanisms.premium
                       ? next_premium(market.premium, market.demand_usd_per_week, market.supply_usd_per_week,
                                      world.parameters.market)
                       : kUsualPremium;
  world.this_week().premium = market.premium;
}

}  // namespace chokepoint
