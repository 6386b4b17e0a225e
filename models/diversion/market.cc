#include "models/diversion/market.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/diversion/contraband.h"
#include "models/diversion/outlook.h"
#include "models/diversion/resale.h"
#include "models/ledger.h"
#include "models/trade/buyer.h"
#include "models/world.h"
#include "sim/engine/parallel.h"
#include "sim/numeric/constants.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Fewer buy and sell faster than threads could be asked to help.
constexpr std::size_t kFewBuyers = 2048;
constexpr std::size_t kFewRings = 1024;
/// Weeks over which demand and supply are remembered.
constexpr double kMemoryWeeks = 8;
/// Weeks over which the premium is remembered.
constexpr double kTrendWeeks = 26;
/// Weeks within which rings want to be rid of what found no buyer.
constexpr double kClearWeeks = 4;
/// Weeks over which profit is remembered, and what buyers spent.
constexpr double kEarnedWeeks = 52;

/// Amounts in prices of China are in USD.
double price_in_china(const World& world, Id<Product> product) {
  return world.price_usd(product) * world.premium(product);
}

/// The parts of demand that go to each class: contraband by what a dollar of it is worth in China.
ByChipClass<double> parts_by_class(const World& world) {
  ByChipClass<double> part{};
  double all = 0;
  for (const auto& [product, weight] : Contraband(world).items) {
    const double wanted = weight / world.premium(product);
    at(part, world.scenario->products[product].chip_class) += wanted;
    all += wanted;
  }
  if (all > 0) {
    for (double& of_class : part) of_class /= all;
  }
  return part;
}

/// A buyer's part of the money that all set aside for smuggled chips.
struct GreyPart {
  Id<Chinese> buyer;
  double part = 0;
};

/// Of those who set some aside.
std::vector<GreyPart> parts_of(const World& world, std::int64_t all_grey_cents) {
  const auto look = [&](std::size_t row, std::vector<GreyPart>& parts) {
    if (const std::int64_t cents = world.plans.grey_cents[Id<Chinese>(row)]; cents > 0)
      parts.push_back({Id<Chinese>(row), static_cast<double>(cents) / static_cast<double>(all_grey_cents)});
  };
  return sim::list_rows<GreyPart>({world.buyers.chinese, kFewBuyers}, look);
}

/// What is on offer this week.
struct Offered {
  sim::Parts parts;                                             ///< of the rings
  std::vector<sim::Column<Product, std::int64_t>> by_rings_of;  ///< by part
  sim::Column<Product, std::int64_t> by_rings;
  std::vector<Resale> by_owners;  ///< product after product
  sim::Column<Product, std::int64_t> by_all;
  ByChipClass<double> rings_usd{};
  ByChipClass<double> usd{};

  explicit Offered(std::size_t rings) : parts(rings, kFewRings) {}
  /// By rings of the parts before one.
  std::int64_t before(std::size_t part, Id<Product> product) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < part; ++i) sum += by_rings_of[i][product];
    return sum;
  }
};

Offered offered_this_week(const World& world) {
  const sim::Column<Product, std::int64_t> none(world.scenario->products.size(), 0);
  Offered offered(world.rings.key.size());
  offered.by_rings_of.assign(offered.parts.count(), none);
  sim::for_each_part(offered.parts, [&](std::size_t part) {
    for (std::size_t row = offered.parts.first(part); row < offered.parts.last(part); ++row) {
      world.stocks.with_rings.for_each(Id<Ring>(row), [&](Id<Product> product, std::int32_t unsold) {
        offered.by_rings_of[part][product] += unsold;
      });
    }
  });
  offered.by_rings = none;
  for (const auto& of_part : offered.by_rings_of) {
    for (const Id<Product> product : ids(of_part)) offered.by_rings[product] += of_part[product];
  }
  offered.by_all = offered.by_rings;
  offered.by_owners = resales(world);
  for (const Resale& resale : offered.by_owners) offered.by_all[resale.product] += resale.units;
  for (const Id<Product> product : ids(offered.by_all)) {
    const ChipClass chip_class = world.scenario->products[product].chip_class;
    const double price = price_in_china(world, product);
    at(offered.rings_usd, chip_class) += static_cast<double>(offered.by_rings[product]) * price;
    at(offered.usd, chip_class) += static_cast<double>(offered.by_all[product]) * price;
  }
  return offered;
}

/// The money that seeks each class this week: what finds none of one class on offer goes to the others, and when no class
/// on offer is barred any more, to what is left.
ByChipClass<double> money_by_class(ByChipClass<double> part, const Offered& offered, double money) {
  for (std::size_t i = 0; i < kChipClasses; ++i) part[i] = offered.usd[i] > 0 ? part[i] : 0;
  double all = std::accumulate(part.begin(), part.end(), 0.0);
  if (all <= 0) {
    part = offered.usd;
    all = std::accumulate(part.begin(), part.end(), 0.0);
  }
  for (double& of_class : part) of_class *= all > 0 ? money / all : 0;
  return part;
}

/// A product on offer that money seeks this week.
struct Sought {
  Id<Product> product;
  double units = 0;           ///< that the money buys
  std::int64_t taken = 0;     ///< of those, what buyers took
  std::int64_t of_rings = 0;  ///< of that, what rings parted with
};

std::vector<Sought> sought_this_week(const World& world, const Offered& offered,
                                     const ByChipClass<double>& money) {
  std::vector<Sought> all;
  for (const Id<Product> product : ids(offered.by_all)) {
    const ChipClass chip_class = world.scenario->products[product].chip_class;
    if (offered.by_all[product] == 0 || at(money, chip_class) <= 0) continue;
    const double part = std::min(1.0, at(money, chip_class) / at(offered.usd, chip_class));
    all.push_back({product, static_cast<double>(offered.by_all[product]) * part});
  }
  return all;
}

/// What parts of the rows did of each product that is sought.
class Counts {
 public:
  Counts(const sim::Parts& parts, std::size_t products)
      : products_(products), counts_(parts.count() * products) {}

  std::int64_t& of(std::size_t part, std::size_t at) { return counts_[part * products_ + at]; }
  std::int64_t of_all(std::size_t at) const {
    std::int64_t all = 0;
    for (std::size_t i = at; i < counts_.size(); i += products_) all += counts_[i];
    return all;
  }

 private:
  std::size_t products_;
  std::vector<std::int64_t> counts_;
};

/// Buyers take their parts of what is sought, whole chips only.
void buy(const World& world, std::vector<Sought>& sought, const std::vector<GreyPart>& parts_of_buyers,
         Ledger& ledger) {
  std::vector<double> cents_each;
  for (const Sought& one : sought) cents_each.push_back(price_in_china(world, one.product) * 100);
  const sim::Parts parts(parts_of_buyers.size(), kFewBuyers);
  Counts taken(parts, sought.size());
  ledger.for_each_part(parts, [&](std::size_t first, std::size_t last, Ledger& own) {
    for (std::size_t i = first; i < last; ++i) {
      for (std::size_t at = 0; at < sought.size(); ++at) {
        const auto bought = static_cast<std::int32_t>(sought[at].units * parts_of_buyers[i].part);
        if (bought == 0) continue;
        own.buy_smuggled(parts_of_buyers[i].buyer, sought[at].product, bought, cents_each[at]);
        taken.of(parts.of(first), at) += bought;
      }
    }
  });
  for (std::size_t at = 0; at < sought.size(); ++at) sought[at].taken = taken.of_all(at);
}

/// Deals what was taken of an offer to those who made it, each in proportion to what it offered.
class Taken {
 public:
  /// Behind those who offered `before`.
  Taken(std::int64_t taken, std::int64_t offered, std::int64_t before)
      : taken_(taken), offered_(offered), before_(before) {}
  std::int32_t of(std::int32_t units) {
    const std::int64_t before = before_;
    before_ += units;
    return static_cast<std::int32_t>(taken_ * before_ / offered_ - taken_ * before / offered_);
  }

 private:
  std::int64_t taken_;
  std::int64_t offered_;
  std::int64_t before_;
};

/// Rings part with what was taken of theirs, behind them the owners who sell on.
void sell(const World& world, std::vector<Sought>& sought, const Offered& offered, Ledger& ledger) {
  Counts of_rings(offered.parts, sought.size());
  ledger.for_each_part(offered.parts, [&](std::size_t first, std::size_t last, Ledger& own) {
    const std::size_t part = offered.parts.of(first);
    std::vector<Taken> dealt;
    for (const Sought& one : sought)
      dealt.emplace_back(one.taken, offered.by_all[one.product], offered.before(part, one.product));
    for (std::size_t row = first; row < last; ++row) {
      const Id<Ring> ring(row);
      for (std::size_t at = 0; at < sought.size(); ++at) {
        const Id<Product> product = sought[at].product;
        const std::int32_t unsold = world.stocks.with_rings(ring, product);
        if (unsold == 0) continue;
        const std::int32_t units = dealt[at].of(unsold);
        of_rings.of(part, at) += units;
        own.sell_smuggled(ring, product, units, world.premium(product), kEarnedWeeks);
      }
    }
  });
  for (std::size_t at = 0; at < sought.size(); ++at) {
    const Id<Product> product = sought[at].product;
    sought[at].of_rings = of_rings.of_all(at);
    Taken dealt(sought[at].taken, offered.by_all[product], offered.by_rings[product]);
    for (const Resale& resale : offered.by_owners) {
      if (resale.product != product) continue;
      if (const std::int32_t units = dealt.of(resale.units); units > 0)
        ledger.sell_on(resale.owner, product, units, world.premium(product));
    }
  }
}

/// Buyers and sellers meet; returns the value of what rings are left with, by class.
ByChipClass<double> trade(const World& world, const Offered& offered, Ledger& ledger) {
  std::int64_t grey_cents = 0;
  for (const std::int64_t cents : world.plans.grey_cents) grey_cents += cents;
  const ByChipClass<double> money = money_by_class(parts_by_class(world), offered, usd(grey_cents));
  std::vector<Sought> sought = sought_this_week(world, offered, money);
  buy(world, sought, parts_of(world, grey_cents), ledger);
  sell(world, sought, offered, ledger);
  ByChipClass<double> left_usd = offered.rings_usd;
  for (const Sought& one : sought)
    at(left_usd, world.scenario->products[one.product].chip_class) -=
        static_cast<double>(one.of_rings) * price_in_china(world, one.product);
  return left_usd;
}

}  // namespace

double next_premium(double premium, double demand, double supply, double change,
                    const MarketParameters& parameters) {
  const double ahead = std::exp(parameters.expectations * change);
  demand *= ahead;
  supply /= ahead;
  const double sum = demand + supply;
  double factor = 1;
  if (parameters.premium_form.is_second_form())
    factor = supply > 0 ? demand / supply : demand > 0 ? sim::kInfinity : 1;
  else if (sum > 0)
    factor = std::exp(parameters.premium_speed * (demand - supply) / sum);
  return std::clamp(premium * factor, double{parameters.premium_floor}, double{parameters.premium_ceiling});
}

void remember_demand(const World& world, Market& market) {
  const double demand = sim::sum_in_parts<UsdSum>({world.buyers.chinese, kFewBuyers}, [&](std::size_t i) {
    const Id<Chinese> row(i);
    if (world.plans.grey_cents[row] == 0) return 0.0;
    const Id<Buyer> buyer = world.buyer_of(row);
    const double budget = order_budget_cents(world, buyer, 1);
    const double income = weekly_income_usd(world, buyer) * 100;
    return usd(world.plans.grey_cents[row]) * (budget > income ? income / budget : 1);
  });
  const ByChipClass<double> part = parts_by_class(world);
  for (std::size_t i = 0; i < kChipClasses; ++i)
    market.demand_usd_per_week[i] += (demand * part[i] - market.demand_usd_per_week[i]) / kMemoryWeeks;
}

void trade_in_china(const World& world, Market& market, WeekLog& tally, Ledger& ledger) {
  ledger.forget_trade(1 - 1 / kEarnedWeeks);
  const Offered offered = offered_this_week(world);
  const ByChipClass<double> left_usd = trade(world, offered, ledger);
  const Outlook ahead = outlook(world);
  for (std::size_t i = 0; i < kChipClasses; ++i) {
    // What is new seeks its buyer now, what was left over within a few weeks.
    const double old_usd = std::min(market.left_over_usd[i], offered.rings_usd[i]);
    const double supply = offered.usd[i] - old_usd * (1 - 1 / kClearWeeks);
    market.supply_usd_per_week[i] += (supply - market.supply_usd_per_week[i]) / kMemoryWeeks;
    market.listed_usd_per_week[i] +=
        (supply / market.premium[i] - market.listed_usd_per_week[i]) / kMemoryWeeks;
    const double seeks_buyers = world.parameters.market.premium_form.is_second_form()
                                    ? market.listed_usd_per_week[i] * market.premium[i]
                                    : market.supply_usd_per_week[i];
    market.left_over_usd[i] = left_usd[i];
    // Without the mechanism the price in China stands above that abroad by as much as is usual.
    market.premium[i] = world.scenario->mechanisms.premium
                            ? next_premium(market.premium[i], market.demand_usd_per_week[i], seeks_buyers,
                                           expected_change(ahead, market.premium[i], market.remembered[i]),
                                           world.parameters.market)
                            : kUsualPremium;
    market.remembered[i] += (market.premium[i] - market.remembered[i]) / kTrendWeeks;
  }
  tally.premium = market.premium;
}

}  // namespace chokepoint
