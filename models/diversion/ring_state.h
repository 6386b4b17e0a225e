// Rings: parameters and columns (ring.h says how they trade, ring_learning.h how they come and go).
#pragma once

#include <cstdint>
#include <vector>

#include "models/diversion/method_state.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct RingParameters {
  sim::Parameter capital_median_usd;
  sim::Parameter capital_sigma;
  sim::Parameter hurdle;
  sim::Parameter eagerness;
  sim::Parameter prior_loss;
  sim::Parameter belief_memory;
  sim::Parameter hearsay;
  sim::Parameter payout;
  sim::Parameter inflow;
  sim::Parameter growth_form;

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
    visit("inflow", inflow,
          {.says =
               "outside capital that joins a ring in a year over what it has, where a year doubles its money",
           .unit = "1/year",
           .low = 0,
           .high = 20,
           .required = true});
    visit("growth_form", growth_form,
          {.says = "what rings grow from",
           .low = 0,
           .high = 1,
           .required = true,
           .forms = {"outside money joins where margins are high", "their own profit alone"}});
  }
};

/// Capital from outside stops here, near the largest case seen ($4.6 bn turned over), USD.
inline constexpr double kMostCapitalUsd = 5e8;

/// Weeks between two turns of a ring; rings take turns.
inline constexpr int kTradeEvery = 4;

/// Who smuggles; rows as the first day made them.
struct Rings {
  sim::Column<Ring, std::uint64_t> key;          ///< address of its draws
  sim::Column<Ring, std::int64_t> start_cents;   ///< what it would start with
  sim::Column<Ring, std::uint32_t> first_front;  ///< its fronts follow each other; one more at the end

  template <class Visit>
  void columns(Visit& visit) {
    visit("key", key);
    visit("start_cents", start_cents);
    visit("first_front", first_front);
  }
};

/// What rings asked for and got.
struct RingOrders {
  sim::Column<Ring, std::int64_t> asked_units;  ///< chips that its fronts asked for this turn
  sim::Column<Ring, std::int64_t> had_units;    ///< chips that they had bought in all when it began
  sim::Column<Ring, float> filled;              ///< share of what it asks that it gets, remembered

  template <class Visit>
  void columns(Visit& visit) {
    visit("asked_units", asked_units);
    visit("had_units", had_units);
    visit("filled", filled);
  }
};

/// Who trades, and how rings lean.
struct RingLives {
  sim::Column<Ring, std::uint8_t> active;      ///< 1: it trades
  sim::Column<Ring, std::int32_t> lean_turns;  ///< turns since a trade was worth its while
  sim::Grid<Ring, Buying, float> leaning;      ///< weight of a method for new fronts

  template <class Visit>
  void columns(Visit& visit) {
    visit("active", active);
    visit("lean_turns", lean_turns);
    visit("leaning", leaning);
  }
};

struct RingColumns {
  Rings rings;
  RingOrders ring_orders;
  RingLives ring_lives;

  template <class Visit>
  void columns(Visit& visit) {
    visit("rings", rings);
    visit("ring_orders", ring_orders);
    visit("ring_lives", ring_lives);
  }
};

struct RingPriors {
  RingParameters rings;

  template <class Visit>
  void fields(Visit& visit) {
    visit("rings", rings, {.says = "how rings trade and learn", .required = true});
  }
};

/// Its place in models/kinds.h.
struct RingKind {
  using State = RingColumns;
  using Priors = RingPriors;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
