// Legal end users outside China: budgets become orders for what designers offer.
#pragma once

#include <cstdint>

#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/engine/random.h"

namespace chokepoint {

struct World;
struct Ordering;
class Ledger;

/// What a buyer abroad wishes for this week; no units: nothing.
struct Wish {
  sim::Id<Product> product;
  std::int64_t units = 0;
  sim::RandomStreams::Four draws{};  ///< the chip, the licence, another seller, and which
};

/// What the rule book and the quotas make of a wish. Outside China a licence is asked for order by order; its delay
/// lengthens the way.
Ordering ordering_of(const World& world, sim::Id<Buyer> buyer, const Wish& wish);

/// What a buyer has to spend a week, USD.
double weekly_income_usd(const World& world, sim::Id<Buyer> buyer);

/// The most a buyer orders this week, in cents: its budget, but not more than it can catch up with in `weeks`
/// weeks. Buyers who were short of chips do not order their whole backlog anew each week, or the share of a
/// market that waits would grow with its waiting.
double order_budget_cents(const World& world, sim::Id<Buyer> buyer, double weeks);

/// Phase: this week's money reaches every buyer.
void grant_budgets(const World& world, Ledger& ledger);

/// The seller in a place to whom a buyer turns: another than its own at some numbers `another`, and then one by `which`;
/// both uniform in (0, 1).
sim::Id<Seller> seller_at(const World& world, sim::Id<Buyer> buyer, sim::Id<Place> place, double another,
                          double which);

/// The seller in a place to whom a buyer turns this week: mostly its own, sometimes another.
sim::Id<Seller> seller_for(const World& world, sim::Id<Buyer> buyer, sim::Id<Place> place,
                           sim::Purpose purpose);

/// Phase: legal end users outside China order.
void order_abroad(const World& world, Ledger& ledger);

}  // namespace chokepoint
