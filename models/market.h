// The black market in China: what rings bring in is sold to buyers who set money aside for it, and the
// premium follows excess demand with partial adjustment:
//
//   log m' = log m + k (D - S) / (D + S),   floor <= m <= ceiling
//
// with D the money set aside and S the value on offer, both a week and remembered.
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct MarketParameters {
  sim::Uncertain premium_speed;
  sim::Uncertain premium_floor;
  sim::Uncertain premium_ceiling;

  template <class Visit>
  void fields(Visit& visit) {
    visit("premium_speed", premium_speed,
          {.says = "largest weekly change of the logarithm of the premium",
           .unit = "1/week",
           .low = 0,
           .high = 1,
           .required = true});
    visit("premium_floor", premium_floor,
          {.says = "least price in China over the price abroad",
           .unit = "x",
           .low = 0.1,
           .high = 1,
           .required = true});
    visit("premium_ceiling", premium_ceiling,
          {.says = "most that buyers will pay over the price abroad",
           .unit = "x",
           .low = 1,
           .high = 20,
           .required = true});
  }
};

/// The premium a week later.
double next_premium(double premium, double demand, double supply, const MarketParameters& parameters);

/// Phase: rings sell in China and the premium moves.
void trade_in_china(World& world);

}  // namespace chokepoint
