#include "models/trade/seller.h"

#include <algorithm>
#include <array>
#include <span>

#include "models/diversion/market.h"
#include "models/physical/logistics.h"
#include "models/record/trace.h"
#include "models/trade/diligence.h"
#include "models/trade/licensing.h"
#include "models/trade/orders.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// A seller keeps this many weeks of what is asked of it.
constexpr float kStockWeeks = 4;

/// Less than this asked for in all, chips a week, is nothing.
constexpr double kForgotten = 1e-3;

/// Stands for what a refused order was served.
constexpr std::int32_t kRefused = -1;

/// The part of `stock` that goes to the units from `before` to `before + units` of `all`: parts of adjoining
/// units add up to the whole, so nothing is lost to rounding.
std::int32_t fair_part(std::int64_t stock, std::int64_t before, std::int64_t units, std::int64_t all) {
  if (stock >= all) return static_cast<std::int32_t>(units);
  return static_cast<std::int32_t>(stock * (before + units) / all - stock * before / all);
}

void charge(World& world, const World::Order& order, std::int32_t units) {
  const std::int64_t price = world.setting->products[order.product].price_cents * units;
  if (world.buyers.kind[order.buyer] == BuyerKind::kFront) {
    const Id<Front> front = world.front_of(order.buyer);
    world.fronts.served_by[front] = order.seller;
    pay_for_goods(world, front, price, units);
    return;
  }
  world.buyers.budget_cents[world.buyers.payer[order.buyer]] -=
      static_cast<std::int64_t>(static_cast<double>(price) * order.price_factor);
}

void record_sale(World& world, const World::Order& order, std::int32_t units) {
  const ProductFacts& facts = world.setting->products[order.product];
  const auto maker = static_cast<std::size_t>(world.setting->maker_of(order.product));
  const double usd = static_cast<double>(facts.price_cents) / 100 * units;
  world.this_week().sold[maker] += units;
  world.this_week().sold_usd[maker] += usd;
  if (world.buyers.kind[order.buyer] == BuyerKind::kChinese) {
    world.this_week().sold_to_china[maker] += units;
    world.this_week().sold_to_china_usd[maker] += usd;
    world.this_week().sold_to_china_h100e[maker] += units * facts.h100e;
  }
  if (facts.designer == world.setting->nvidia && world.buyers.kind[order.buyer] == BuyerKind::kChinese) {
    world.this_week().nvidia_to_china += units;
  }
  if (static_cast<Provenance>(order.provenance) == Provenance::kLicensed) {
    world.licensing.licensed(world.chinese_of(order.buyer), order.product) -= units;
  }
  if (order.quotas != 0) count_towards(world, order.quotas, order.buyer, order.product, units);
  if (world.buyers.kind[order.buyer] != BuyerKind::kAbroad) return;
  if (world.buyers.place[order.buyer] == world.setting->us) {
    count_at_home(world, order.product, units);
  } else {
    world.customs.honest_received[world.buyers.place[order.buyer]] += units;
  }
}

/// A sale, with the chance that it would have been refused: looked at when it is written down, so a front's suspicion
/// may have risen by a refusal of the same week.
void note_sale(const World& world, const World::Order& order, std::int32_t units) {
  if (world.trace == nullptr) return;
  const Doubt doubt = doubt_about(world, order);
  note(world, {.kind = EventKind::kSold,
               .order = order.number,
               .buyer = order.buyer,
               .seller = order.seller,
               .product = order.product,
               .units = units,
               .chance = doubt.chance,
               .luck = doubt.luck});
}

/// Units that the seller had for an order and a quota kept back.
void note_cut(const World& world, const World::Order& order, std::int64_t units) {
  note(world, {.kind = EventKind::kCutByQuota,
               .order = order.number,
               .buyer = order.buyer,
               .seller = order.seller,
               .product = order.product,
               .units = units,
               .note = name_of(Refusal::kQuotaSpent),
               .ceiling = ceiling_to_note(world, order.quotas, order.buyer, order.product)});
}

/// Units leave the seller for the buyer, who pays.
void serve(World& world, const World::Order& order, std::int32_t units) {
  world.sellers.stock(order.product, order.seller) -= units;
  charge(world, order, units);
  record_sale(world, order, units);
  note_sale(world, order, units);
  const int weeks = transit_weeks(world.setting->places, world.sellers.place[order.seller],
                                  world.buyers.place[order.buyer]);
  dispatch(world, Shipment{order.product, units, order.buyer.index(), 0, order.provenance, order.number},
           weeks + order.delay_weeks);
}

/// Captive designers hand their chips to their one buyer.
void hand_over(World& world, Id<Designer> designer, Id<Product> product) {
  const Id<Buyer> buyer(static_cast<std::size_t>(world.setting->designers[designer].captive_buyer));
  std::int64_t& warehouse = world.foundries.warehouse[product];
  if (warehouse == 0) return;
  const Shipment lot{product, static_cast<std::int32_t>(warehouse),           buyer.index(),
                     0,       static_cast<std::uint32_t>(Provenance::kLegal), 0};
  dispatch(world, lot, 2);
  world.this_week().shipped_h100e[static_cast<std::size_t>(world.setting->maker_of(product))] +=
      static_cast<double>(warehouse) * world.setting->products[product].h100e;
  warehouse = 0;
}

/// The sum of term(i) over the sellers. Four sums side by side, in a fixed order: one alone would wait for each addition.
template <class Term>
double sum_over(std::size_t sellers, const Term& term) {
  std::array<double, 4> sum{};
  std::size_t i = 0;
  for (; i + 4 <= sellers; i += 4) {
    for (std::size_t k = 0; k < 4; ++k) sum[k] += term(i + k);
  }
  for (std::size_t k = 0; i + k < sellers; ++k) sum[k] += term(i + k);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// Shares a designer's stock of a product among sellers by what each lacks.
void share_out(World& world, Id<Product> product, Id<Place> house) {
  if (world.foundries.wanted[product] == 0) return;
  const std::span<const float> wanted = world.sellers.wanted.row(product);
  const std::span<const std::int32_t> stock = world.sellers.stock.row(product);
  world.foundries.wanted[product] =
      sum_over(wanted.size(), [&](std::size_t seller) { return wanted[seller]; });
  std::int64_t& warehouse = world.foundries.warehouse[product];
  if (warehouse == 0) return;
  const auto lacks = [&](std::size_t seller) {
    return std::max(0.0F, kStockWeeks * wanted[seller] - static_cast<float>(stock[seller]));
  };
  const double lacking = sum_over(wanted.size(), lacks);
  if (lacking <= 0) return;
  const double part = std::min(1.0, static_cast<double>(warehouse) / lacking);
  double carry = 0;
  for (const Id<Seller> seller : ids(world.sellers.place)) {
    const float lack = lacks(seller.index());
    if (lack <= 0) continue;
    carry += lack * part;
    const auto units = static_cast<std::int32_t>(std::min(carry, static_cast<double>(warehouse)));
    if (units <= 0) continue;
    carry -= units;
    warehouse -= units;
    world.this_week().shipped_h100e[static_cast<std::size_t>(world.setting->maker_of(product))] +=
        units * world.setting->products[product].h100e;
    if (world.setting->products[product].designer == world.setting->nvidia) {
      world.this_week().nvidia_sold += units;
      world.this_week().nvidia_h100e += units * world.setting->products[product].h100e;
    }
    dispatch(world, Shipment{product, units, seller.index(), 1, 0, 0},
             transit_weeks(world.setting->places, house, world.sellers.place[seller]));
  }
}

}  // namespace

void restock_sellers(World& world) {
  const Setting& setting = *world.setting;
  for (const Id<Product> product : setting.simulated) {
    const Id<Designer> designer = setting.products[product].designer;
    if (setting.designers[designer].captive_buyer >= 0) {
      hand_over(world, designer, product);
    } else {
      share_out(world, product, setting.packaging_place[setting.designers[designer].packaging]);
    }
  }
}

void match_orders(World& world) {
  Sellers& sellers = world.sellers;
  const auto memory = static_cast<float>(1 / world.parameters.sellers.memory_weeks);
  for (const Id<Product> product : world.setting->simulated) {
    if (world.foundries.wanted[product] == 0) continue;
    // What nobody has asked for in a year or two is forgotten whole, and costs nothing from then on.
    const float keep = world.foundries.wanted[product] < kForgotten ? 0 : 1 - memory;
    for (float& wanted : sellers.wanted.row(product)) wanted *= keep;
  }

  // Every seller looks at its orders, and what it accepts is asked of its stock.
  auto& asked = world.matching.asked;
  std::vector<std::int32_t>& served = world.matching.served;
  served.assign(world.orders.size(), 0);
  for (std::size_t number = 0; number < world.orders.size(); ++number) {
    const World::Order& order = world.orders[number];
    if (is_refused(world, order)) {
      served[number] = kRefused;
      continue;
    }
    asked(order.product, order.seller).units += order.units;
    const float more = memory * static_cast<float>(order.units);
    sellers.wanted(order.product, order.seller) += more;
    world.foundries.wanted[order.product] += more;  // added up anew when sellers are restocked
  }

  // In proportion to what each asked: what is short is short for all.
  for (std::size_t number = 0; number < world.orders.size(); ++number) {
    if (served[number] == kRefused) continue;
    const World::Order& order = world.orders[number];
    auto& of_all = asked(order.product, order.seller);
    served[number] =
        fair_part(sellers.stock(order.product, order.seller), of_all.before, order.units, of_all.units);
    of_all.before += order.units;
  }

  // What was agreed is carried out in the order of the orders.
  for (std::size_t number = 0; number < world.orders.size(); ++number) {
    const World::Order& order = world.orders[number];
    if (served[number] == kRefused) {
      refuse(world, order);
      continue;
    }
    // What others bought this week may have used up a quota since the order was placed.
    const std::int64_t units =
        order.quotas == 0 ? served[number]
                          : within_quotas(world, order.quotas, order.buyer, order.product, served[number]);
    if (units < served[number]) note_cut(world, order, served[number] - units);
    if (units > 0) serve(world, order, static_cast<std::int32_t>(units));
  }
  for (const World::Order& order : world.orders) {
    asked(order.product, order.seller) = {};
  }
  world.orders.clear();
}

}  // namespace chokepoint
