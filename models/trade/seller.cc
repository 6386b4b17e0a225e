#include "models/trade/seller.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include "models/ledger.h"
#include "models/physical/logistics.h"
#include "models/scenario/population_draws.h"
#include "models/trade/diligence.h"
#include "models/trade/licensing.h"
#include "models/trade/scarcity.h"
#include "models/world.h"
#include "sim/engine/mail.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr sim::Purpose kCarePurpose{"seller.care"};

/// A seller keeps this many weeks of what is asked of it.
constexpr float kStockWeeks = 4;

/// Less than this asked for in all, chips a week, is nothing.
constexpr double kForgotten = 1e-3;

/// Fewer sellers are looked at, and fewer orders carried out, faster than threads could be asked to help.
constexpr std::size_t kFewSellers = 8192;
constexpr std::size_t kFewOrders = 2048;

/// Sums over sellers that are added up side by side.
constexpr std::size_t kLanes = 4;

/// Stands for what a refused order was served.
constexpr std::int32_t kRefused = -1;

/// The part of `stock` that goes to the units from `before` to `before + units` of `all`: parts of adjoining
/// units add up to the whole, so nothing is lost to rounding.
std::int32_t fair_part(std::int64_t stock, std::int64_t before, std::int64_t units, std::int64_t all) {
  if (stock >= all) return static_cast<std::int32_t>(units);
  return static_cast<std::int32_t>(stock * (before + units) / all - stock * before / all);
}

/// What a week is of the time over which sellers remember.
float part_of_memory(const World& world) {
  return static_cast<float>(1 / world.parameters.sellers.memory_weeks);
}

/// An order on its seller's desk.
struct OnDesk {
  std::uint32_t order;  ///< its place among the orders
  sim::Id<Product> product;
  std::int32_t units;  ///< asked for, then served
};

/// The orders that sellers accept, each before its seller. What a seller holds is shared out in proportion to what each
/// order asks, so that what is short is short for all.
class Desks {
 public:
  Desks(const World& world, Shelves& shelves, std::span<const Order> orders)
      : world_(world), shelves_(shelves), served_(orders.size(), kRefused) {
    mail_.collect(orders.size(), world.sellers.place.size(), [&](std::size_t i, const auto& send) {
      if (is_refused(world, orders[i])) return;
      send(orders[i].seller.index(), {static_cast<std::uint32_t>(i), orders[i].product, orders[i].units});
    });
  }

  /// What each order's seller sets aside for it; kRefused where it turns its buyer away.
  /// Sellers remember what was asked of them.
  std::vector<std::int32_t>& set_aside(sim::Grid<Product, Seller, float>& remembered) {
    const float memory = part_of_memory(world_);
    mail_.deliver([&](std::size_t row, const OnDesk& order) {
      const Id<Seller> seller(row);
      shelves_(order.product, seller).asked += order.units;
      remembered(order.product, seller) += memory * static_cast<float>(order.units);
    });
    mail_.deliver([&](std::size_t row, OnDesk& order) {
      const Id<Seller> seller(row);
      Shelf& shelf = shelves_(order.product, seller);
      const std::int32_t units = order.units;
      order.units =
          fair_part(world_.stocks.at_sellers(order.product, seller), shelf.before, units, shelf.asked);
      shelf.before += units;
    });
    mail_.take_back([&](const OnDesk& order) { served_[order.order] = order.units; });
    return served_;
  }

  /// What was sold leaves its shelf.
  void clear(Ledger& ledger) {
    mail_.deliver([&](std::size_t row, const OnDesk& order) {
      const Id<Seller> seller(row);
      shelves_(order.product, seller) = {};
      ledger.take_from_shelf(order.product, seller, served_[order.order]);
    });
  }

 private:
  const World& world_;
  Shelves& shelves_;
  std::vector<std::int32_t> served_;
  sim::Mail<OnDesk> mail_;
};

/// Who pays for an order.
struct Payer {
  bool is_ring;
  std::uint32_t row;
  bool operator==(const Payer&) const = default;
};

Payer payer_of(const World& world, const Order& order) {
  if (world.is_front(order.buyer)) return {true, world.fronts.ring[world.front_of(order.buyer)].index()};
  return {false, world.buyers.payer[order.buyer].index()};
}

/// The first order from `i` on that another pays than the one before it. The orders of one payer lie side by side.
std::size_t next_payer(const World& world, std::span<const Order> orders, std::size_t i) {
  while (i > 0 && i < orders.size() && payer_of(world, orders[i]) == payer_of(world, orders[i - 1])) ++i;
  return i;
}

/// Products are looked at on many threads when they have many sellers; few are alive, so each is a part.
sim::Parts parts_of_products(const World& world) {
  const std::size_t products = world.scenario->simulated.size();
  return {products, world.sellers.place.size() < kFewSellers ? products : 1};
}

/// Rows of sellers, side by side.
struct SellerRows {
  std::size_t first;
  std::size_t last;

  template <class T>
  std::span<T> of(std::span<T> row) const {
    return row.subspan(first, last - first);
  }
};

/// The sellers whom anyone asks for a product: those of Chinese chips in China, those who serve China for a variant made
/// for it, all but those in China for what is sold everywhere. From a multiple of kLanes, so that each stays in its sum.
SellerRows sellers_of(const World& world, Id<Product> product) {
  const ProductFacts& facts = world.scenario->products[product];
  const Sellers& sellers = world.sellers;
  const auto from = [](std::size_t first) { return first / kLanes * kLanes; };
  if (facts.chinese) return {from(sellers.first_domestic), sellers.place.size()};
  if (!facts.variant_of.is_none()) return {from(sellers.first_for_china), sellers.first_domestic};
  return {0, sellers.first_domestic};
}

/// A week passes over what sellers remember.
void fade(const World& world, Asked& asked) {
  const float memory = part_of_memory(world);
  sim::for_each_row(parts_of_products(world), [&](std::size_t i) {
    const Id<Product> product = world.scenario->simulated[i];
    if (asked.of_all[product] == 0) return;
    // What nobody has asked for in a year or two is forgotten whole, and costs nothing from then on.
    const float keep = asked.of_all[product] < kForgotten ? 0 : 1 - memory;
    for (float& wanted : sellers_of(world, product).of(asked.of_seller.row(product))) wanted *= keep;
    asked.served[product] *= double{keep};
  });
}

/// What a part of the orders adds to what is remembered of all sellers together, of those they accepted.
struct Answered {
  sim::Column<Product, std::int64_t> asked;  ///< chips
  sim::Column<Product, std::int64_t> served;
  std::vector<std::uint32_t> counted;  ///< orders that a quota counts, rising

  explicit Answered(std::size_t products) : asked(products), served(products) {}
};

/// Remembers what was asked of all sellers together and what they had of it; returns the orders that quotas count.
std::vector<std::uint32_t> remember(const World& world, std::span<const Order> orders,
                                    const std::vector<std::int32_t>& served, Asked& asked) {
  const double memory = part_of_memory(world);
  const sim::Parts parts(orders.size(), kFewOrders);
  std::vector<Answered> answered(parts.count(), Answered(world.scenario->products.size()));
  sim::for_each_part(parts, [&](std::size_t part) {
    Answered& own = answered[part];
    for (std::size_t i = parts.first(part); i < parts.last(part); ++i) {
      if (served[i] == kRefused) continue;
      own.asked[orders[i].product] += orders[i].units;
      own.served[orders[i].product] += served[i];
      if (orders[i].quotas != 0 && served[i] > 0) own.counted.push_back(static_cast<std::uint32_t>(i));
    }
  });
  Answered all(world.scenario->products.size());
  for (const Answered& part : answered) {
    for (const Id<Product> product : world.scenario->simulated) {
      all.asked[product] += part.asked[product];
      all.served[product] += part.served[product];
    }
    all.counted.insert(all.counted.end(), part.counted.begin(), part.counted.end());
  }
  for (const Id<Product> product : world.scenario->simulated) {
    asked.of_all[product] +=
        memory * static_cast<double>(all.asked[product]);  // added up anew when sellers are restocked
    asked.served[product] += memory * static_cast<double>(all.served[product]);
  }
  return std::move(all.counted);
}

/// The sum over the sellers. Some sums side by side, in a fixed order: one alone would wait for each addition.
double sum_of(std::span<const float> of_seller) {
  std::array<double, kLanes> sum{};
  std::size_t i = 0;
  for (; i + kLanes <= of_seller.size(); i += kLanes) {
    for (std::size_t k = 0; k < kLanes; ++k) sum[k] += double{of_seller[i + k]};
  }
  for (std::size_t k = 0; i + k < of_seller.size(); ++k) sum[k] += double{of_seller[i + k]};
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// The first seller from `row` on at whom parts of what each lacks have added up to a chip.
std::size_t next_to_get(std::span<const float> lack, std::size_t row, double part, double& carry) {
  double chips = carry;
  for (; row < lack.size(); ++row) {
    chips += lack[row] * part;
    if (chips >= 1) break;
  }
  carry = chips;
  return row;
}

/// Shares a designer's stock of a product among sellers by what each lacks.
void share_out(const World& world, Id<Product> product, Id<Place> house, Asked& asked, std::span<float> lack,
               Ledger& ledger) {
  if (asked.of_all[product] == 0) return;
  const SellerRows sellers = sellers_of(world, product);
  const std::span<const float> wanted = sellers.of(std::span<const float>(asked.of_seller.row(product)));
  const std::span<const std::int32_t> stock = sellers.of(world.stocks.at_sellers.row(product));
  lack = lack.first(wanted.size());
  asked.of_all[product] = sum_of(wanted);
  std::int64_t left = world.stocks.warehouse[product];
  if (left == 0) return;
  for (std::size_t seller = 0; seller < lack.size(); ++seller)
    lack[seller] = std::max(0.0F, kStockWeeks * wanted[seller] - static_cast<float>(stock[seller]));
  const double lacking = sum_of(lack);
  if (lacking <= 0) return;
  const double part = std::min(1.0, static_cast<double>(left) / lacking);
  double carry = 0;
  for (std::size_t row = next_to_get(lack, 0, part, carry); row < lack.size();
       row = next_to_get(lack, row + 1, part, carry)) {
    const Id<Seller> seller(sellers.first + row);
    const auto units = static_cast<std::int32_t>(std::min(carry, static_cast<double>(left)));
    if (units <= 0) continue;
    carry -= units;
    left -= units;
    ledger.restock(product, seller, units,
                   transit_weeks(world.scenario->places, house, world.sellers.place[seller]));
  }
}

/// What those who sell on take next week.
void set_prices(const World& world, Asked& asked) {
  if (!world.scenario->mechanisms.scarcity_prices) return;
  for (const Id<Product> product : world.scenario->simulated) {
    if (world.scenario->products[product].chinese) continue;
    asked.price_factor[product] = static_cast<float>(
        price_over_list(served_part(world, product), world.parameters.sellers.scarcity_markup));
  }
}

/// Weeks from a captive designer to its one buyer.
constexpr int kHandOverWeeks = 2;

}  // namespace

void SellerKind::make(const World& world, State& own) {
  const Scenario& scenario = *world.scenario;
  const SellersInput& input = scenario.actors.sellers;
  Sellers& sellers = own.sellers;
  const auto add = [&](Id<Place> place, const std::string& group, std::uint32_t number) {
    const std::uint64_t key = key_of("seller", group, number);
    sellers.place.push_back(place);
    sellers.key.push_back(key);
    // Care varies widely: the typical to the power of an exponential variate of mean one.
    const double u = world.streams.uniform(key, 0, kCarePurpose);
    sellers.diligence.push_back(
        std::pow(double{world.parameters.sellers.diligence}, sim::exponential_quantile(u, 1)));
  };
  const auto rows = [&] { return static_cast<std::uint32_t>(sellers.place.size()); };
  for (const Id<Place> place : ids(scenario.places.code)) {
    sellers.first_at.push_back(rows());
    const std::string& code = scenario.places.code[place];
    const int* count = input.places.find(code);
    if (count == nullptr) continue;
    for (int i = 0; i < *count; ++i) add(place, code, static_cast<std::uint32_t>(i));
  }
  sellers.first_at.push_back(rows());
  sellers.first_for_china = rows();
  for (int i = 0; i < input.for_china; ++i)
    add(scenario.places.find("TW"), "for China", static_cast<std::uint32_t>(i));
  sellers.first_domestic = rows();
  for (int i = 0; i < input.domestic_in_china; ++i)
    add(scenario.china, "in China", static_cast<std::uint32_t>(i));
  own.asked.of_seller = {scenario.products.size(), sellers.place.size(), 0};
  own.asked.shelves = {scenario.products.size(), sellers.place.size(), Shelf{}};
  own.asked.of_all.assign(scenario.products.size(), 0);
  own.asked.served.assign(scenario.products.size(), 0);
  own.asked.price_factor.assign(scenario.products.size(), 1);
}

void SellerKind::check(const World& world) {
  for (const Id<Product> product : world.scenario->simulated) {
    const SellerRows asked = sellers_of(world, product);
    const std::span<const float> wanted = world.asked.of_seller.row(product);
    for (std::size_t row = 0; row < wanted.size(); ++row) {
      sim::require(wanted[row] == 0 || (row >= asked.first && row < asked.last),
                   "week {}: seller {} was asked for product {}, which it does not sell", world.week, row,
                   product.index());
    }
  }
}

void match_orders(const World& world, Asked& asked, Outbox& outbox, Ledger& ledger) {
  fade(world, asked);
  match_again(world, asked, outbox, ledger);
}

void match_again(const World& world, Asked& asked, Outbox& outbox, Ledger& ledger) {
  const std::span<const Order> orders = std::span(world.outbox.orders).subspan(world.outbox.matched);
  Desks desks(world, asked.shelves, orders);
  std::vector<std::int32_t>& served = desks.set_aside(asked.of_seller);
  // A quota goes to who ordered first: the few orders that one counts go through it one after another.
  for (const std::uint32_t i : remember(world, orders, served, asked))
    served[i] = ledger.reserve(orders[i], served[i]);
  ledger.for_each_part(
      sim::Parts(orders.size(), kFewOrders), [&](std::size_t first, std::size_t last, Ledger& own) {
        last = next_payer(world, orders, last);
        for (std::size_t i = next_payer(world, orders, first); i < last; ++i) {
          if (served[i] == kRefused) {
            own.refuse(orders[i], world.trace == nullptr ? Doubt{} : doubt_about(world, orders[i]));
          } else if (served[i] > 0) {
            own.sell(orders[i], served[i]);
          }
        }
      });
  desks.clear(ledger);
  outbox.matched = outbox.orders.size();
}

void restock_sellers(const World& world, Asked& asked, Ledger& ledger) {
  const Scenario& scenario = *world.scenario;
  ledger.for_each_part(parts_of_products(world), [&](std::size_t first, std::size_t last, Ledger& own) {
    std::vector<float> lack(world.sellers.place.size());
    for (const Id<Product> product : std::span(scenario.simulated).subspan(first, last - first)) {
      const DesignerFacts& designer = scenario.designers[scenario.products[product].designer];
      if (designer.captive_buyer < 0) {
        share_out(world, product, scenario.packaging_place[designer.packaging], asked, lack, own);
      } else if (world.stocks.warehouse[product] > 0) {
        // Captive designers hand their chips to their one buyer.
        own.hand_over(product, Id<Buyer>(static_cast<std::size_t>(designer.captive_buyer)),
                      static_cast<std::int32_t>(world.stocks.warehouse[product]), kHandOverWeeks);
      }
    }
  });
  set_prices(world, asked);
}

}  // namespace chokepoint
