// Legal end users outside China: budgets become orders for what designers offer.
#pragma once

#include "models/physical/places.h"
#include "sim/engine/id.h"
#include "sim/engine/random.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Buyer;
struct Seller;

struct DemandParameters {
  sim::Uncertain abroad_spending;
  sim::Uncertain chinese_spending;
  sim::Uncertain patience_weeks;
  sim::Uncertain catch_up;

  template <class Visit>
  void fields(Visit& visit) {
    visit("abroad_spending", abroad_spending,
          {.says = "factor on spending outside China after 2024",
           .unit = "x",
           .low = 0,
           .high = 10,
           .required = true});
    visit("chinese_spending", chinese_spending,
          {.says = "factor on Chinese spending", .unit = "x", .low = 0, .high = 10, .required = true});
    visit("patience_weeks", patience_weeks,
          {.says = "weeks of budget a buyer keeps for chips it could not get; older money goes elsewhere",
           .unit = "weeks",
           .low = 1,
           .high = 260,
           .required = true});
    visit("catch_up", catch_up,
          {.says = "most that a buyer orders in a week, when it is behind its plan, in weeks of income",
           .unit = "weeks",
           .low = 1,
           .high = 52,
           .required = true});
  }
};

/// What a buyer has to spend a week, USD.
double weekly_income_usd(const World& world, sim::Id<Buyer> buyer);

/// The most a buyer orders this week, in cents: its budget, but not more than it can catch up with in `weeks`
/// weeks. Buyers who were short of chips do not order their whole backlog anew each week, or the share of a
/// market that waits would grow with its waiting.
double order_budget_cents(const World& world, sim::Id<Buyer> buyer, double weeks);

/// Phase: this week's money reaches every buyer.
void grant_budgets(World& world);

/// The seller in a place to whom a buyer turns: another than its own at some numbers `another`, and then one by `which`;
/// both uniform in (0, 1).
sim::Id<Seller> seller_at(const World& world, sim::Id<Buyer> buyer, sim::Id<Place> place, double another,
                          double which);

/// The seller in a place to whom a buyer turns this week: mostly its own, sometimes another.
sim::Id<Seller> seller_for(const World& world, sim::Id<Buyer> buyer, sim::Id<Place> place,
                           sim::Purpose purpose);

/// Phase: legal end users outside China order.
void order_abroad(World& world);

}  // namespace chokepoint
