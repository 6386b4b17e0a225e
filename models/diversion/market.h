// The black market in China: what rings bring in is sold to buyers who set money aside for it, and the
// premium follows excess demand with partial adjustment:
//
//   log m' = log m + k (D - S) / (D + S),   floor <= m <= ceiling
//
// D and S are flows, a week and remembered. D is the part of buyers' income that they would spend on smuggled chips at
// today's premium: money saved up buys, but is no weekly demand. S is the value that came in, and of what found no
// buyer before the part that rings want to be rid of each week.
#pragma once

#include <cstdint>

#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Ring;
struct Front;

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

/// A front's ring pays for goods, and for the front.
void pay_for_goods(World& world, sim::Id<Front> front, std::int64_t cents, std::int32_t units);
/// A ring pays for fronts or transport; its goods must earn it back before it has a profit.
void pay_overhead(World& world, sim::Id<Ring> ring, double cents);
/// Goods of a ring are lost at their price.
void lose_goods(World& world, sim::Id<Ring> ring, std::int64_t cents);

/// Remembers what buyers would spend this week on smuggled chips; after they split their money, before they spend it.
void remember_demand(World& world);

/// Phase: rings sell in China and the premium moves.
void trade_in_china(World& world);

}  // namespace chokepoint
