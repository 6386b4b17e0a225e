// Sellers: makers of servers, distributors and resellers. They order from designers what their customers
// asked of them lately, refuse whom they suspect (trade/diligence), and share out what they hold.
#pragma once

#include <cstdint>

#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct SellerParameters {
  sim::Uncertain diligence;
  sim::Uncertain honest_flag;
  sim::Uncertain front_flag;
  sim::Uncertain honours_paper;
  sim::Uncertain memory_weeks;
  sim::Uncertain scandal_rise;
  sim::Uncertain scandal_spread;
  sim::Uncertain scandal_weeks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("diligence", diligence,
          {.says = "care of a typical seller (geometric mean): chance that a red flag is seen and acted on",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("honest_flag", honest_flag,
          {.says = "chance that an honest buyer's order raises a red flag",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("front_flag", front_flag,
          {.says = "chance that an unsuspected front's order raises a red flag",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit(
        "honours_paper", honours_paper,
        {.says =
             "share of sellers who keep to a rule in the book that nobody enforces, at enforcement as it was",
         .unit = "fraction",
         .low = 0,
         .high = 1,
         .required = true});
    visit("memory_weeks", memory_weeks,
          {.says = "time over which a seller remembers what was asked",
           .unit = "weeks",
           .low = 1,
           .high = 104,
           .required = true});
    visit("scandal_rise", scandal_rise,
          {.says = "what a scandal adds to the enforcement that a seller feels who was in it",
           .unit = "x",
           .low = 0,
           .high = 100,
           .required = true});
    visit("scandal_spread", scandal_spread,
          {.says = "the part of that which other sellers of the place feel",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("scandal_weeks", scandal_weeks,
          {.says = "time over which a scandal fades",
           .unit = "weeks",
           .low = 1,
           .high = 520,
           .required = true});
  }
};

/// Phase: designers ship finished chips to sellers in proportion to what was lately asked of each.
void restock_sellers(World& world);

/// Phase: every seller looks at its buyers and shares its stock among the orders it accepts.
void match_orders(World& world);

}  // namespace chokepoint
