// Smuggling rings answer the premium. Once in four weeks a ring draws a chip, weighs it over every place where its fronts
// stand, every method by which they buy and every method by which the lot could travel, and sends fronts to buy where
// the margin is best, while its stake lasts.
//
//   margin = [(1 - q) P m - P (1 + f) - t - q F P] / [P (1 + f) + t]
//   gap    = D T (1 + a (margin - hurdle)) / m - goods of all rings      at cost; D USD a week, T weeks of a trade
//   stake  = min(K, min(K / 2, gap K / capital of all active rings) / s) K its free capital, s share of its orders served
//
// P price abroad, m premium, f cost of the front's method, t transport and q believed loss on the way by the lot's
// method (diversion/ring_routes), F penalty over price, a eagerness.
#pragma once

#include "models/diversion/method.h"
#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Ring;
struct Front;

struct RingParameters {
  sim::Uncertain capital_median_usd;
  sim::Uncertain capital_sigma;
  sim::Uncertain hurdle;
  sim::Uncertain eagerness;
  sim::Uncertain prior_loss;
  sim::Uncertain belief_memory;
  sim::Uncertain hearsay;
  sim::Uncertain payout;

  template <class Visit>
  void fields(Visit& visit) {
    visit("capital_median_usd", capital_median_usd,
          {.says = "median working capital of a ring",
           .unit = "USD",
           .low = 1e3,
           .high = 1e10,
           .required = true});
    visit("capital_sigma", capital_sigma,
          {.says = "standard deviation of the logarithm of capital",
           .unit = "1",
           .low = 0,
           .high = 4,
           .required = true});
    visit("hurdle", hurdle,
          {.says = "least expected margin on cost for which a ring trades",
           .unit = "fraction",
           .low = 0,
           .high = 5,
           .required = true});
    visit("eagerness", eagerness,
          {.says = "how far rings together stock up beyond demand, for each point of margin above the hurdle",
           .unit = "1",
           .low = 0,
           .high = 10,
           .required = true});
    visit("prior_loss", prior_loss,
          {.says = "chance of loss on a lane that a new ring believes",
           .unit = "fraction",
           .low = 0.0001,
           .high = 0.9,
           .required = true});
    visit("belief_memory", belief_memory,
          {.says = "lots after which an experience has lost its weight",
           .unit = "lots",
           .low = 2,
           .high = 1000,
           .required = true});
    visit("hearsay", hearsay,
          {.says = "weight of a neighbour's loss against one's own",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("payout", payout,
          {.says = "share of profit taken out of the trade",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// What a ring weighs for one chip over one route; money in USD a chip.
struct RouteFacts {
  double price = 0;
  double premium = 1;
  double front_cost = 0;
  double transport = 0;
  double loss_chance = 0;
  double penalty_factor = 0;
};

/// Expected margin on what the ring lays out.
double expected_margin(const RouteFacts& facts);

/// What a loss costs beyond the goods, over their price: the penalty that is asked and reaches the ring.
double penalty_over_price(const World& world);

/// Lists this week's contraband: chips on sale that China may not have, by what a dollar of them is worth in use.
void list_contraband(World& world);
/// One of them, at a uniform number.
sim::Id<Product> choose_contraband(const World& world, double u);

/// The best margin that a ring sees in a chip over its fronts in business; -1 when it has none.
double best_margin(World& world, sim::Id<Ring> ring, sim::Id<Product> product);

/// Phase: rings look at the map and send fronts to buy.
void plan_diversion(World& world);

}  // namespace chokepoint
