// Smuggling rings answer the premium. A ring buys through fronts in hubs where a chip is free, and moves it
// to China over the lanes it believes cheapest and safest.
//
//   margin = (1 - q) P m - P (1 + f) - t - q F P      on the outlay P (1 + f) + t
//   q      = 1 - prod(1 - q_lane)                     q_lane: mean of a discounted Beta belief
//   route  = least sum of t + P m (-log(1 - q_lane))  over the lanes of the place network
//
// P price abroad, m premium, f cost of fronts, t transport, F penalty over price.
#pragma once

#include "models/goods.h"
#include "models/places.h"
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
  sim::Uncertain front_cost;
  sim::Uncertain front_capacity;
  sim::Uncertain dwell_weeks;
  sim::Uncertain replace_weeks;
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
    visit("front_cost", front_cost,
          {.says = "cost of buying through fronts on top of the price",
           .unit = "fraction",
           .low = 0,
           .high = 2,
           .required = true});
    visit("front_capacity", front_capacity,
          {.says = "chips a front can pass off in four weeks",
           .unit = "chips",
           .low = 1,
           .high = 1e5,
           .required = true});
    visit("dwell_weeks", dwell_weeks,
          {.says = "time a lot stays with its front before it moves on",
           .unit = "weeks",
           .low = 0,
           .high = 52,
           .required = true});
    visit("replace_weeks", replace_weeks,
          {.says = "time until a listed front is replaced",
           .unit = "weeks",
           .low = 1,
           .high = 104,
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

/// Mean of a Beta belief about the chance of loss.
double believed_loss(double losses, double passes);

/// What a ring believes of buying a chip through one of its fronts and moving it to China.
RouteFacts trade_facts(const World& world, sim::Id<Ring> ring, sim::Id<Front> front,
                       sim::Id<Product> product);

/// A ring's own experience on a lane: older lots count for less.
void experience(World& world, sim::Id<Ring> ring, sim::Id<Lane> lane, double lost, double passed);
/// A lost lot: its ring remembers, its neighbours in the ring network hear.
void hear_of_loss(World& world, sim::Id<Ring> ring, sim::Id<Lane> lane);

/// Phase: rings replan routes, send fronts to buy.
void plan_diversion(World& world);

/// Phase: listed fronts are replaced, rings enter and leave.
void learn(World& world);

}  // namespace chokepoint
