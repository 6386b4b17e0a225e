// Sellers: makers of servers, distributors and resellers. They order from designers what their customers
// asked of them lately, look at each buyer with more or less care, and share out what they hold.
#pragma once

#include <cstdint>

#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct SellerParameters {
  sim::Uncertain diligence;
  sim::Uncertain honest_flag;
  sim::Uncertain front_flag;
  sim::Uncertain memory_weeks;

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
    visit("memory_weeks", memory_weeks,
          {.says = "time over which a seller remembers what was asked",
           .unit = "weeks",
           .low = 1,
           .high = 104,
           .required = true});
  }
};

/// The chance that a seller refuses an order: diligence^(1/strength) x red flags, where a front's flags grow
/// with the suspicion that hangs on it. `strength` is the enforcement that sellers feel.
double refusal_chance(double diligence, double strength, double red_flags);

/// The red flags of a front: 1 - (1 - base) (1 - suspicion).
double front_red_flags(double base, double suspicion);

/// Phase: designers ship finished chips to sellers in proportion to what was lately asked of each.
void restock_sellers(World& world);

/// Phase: every seller looks at its buyers and shares its stock among the orders it accepts.
void match_orders(World& world);

}  // namespace chokepoint
