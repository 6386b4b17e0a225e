// Insiders speak: a ring of many people has more who may, and a reward makes them. A tip opens a case that comes to
// action sooner, or brings an open one forward.
//
//   tips a year on a ring = tip_rate x log10(1 + v / 1 M USD) x (1 + award_pull x award) x E
//
// v is its value a year, for which people grow with the logarithm; award is the share of a fine.
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct WhistleBlowerParameters {
  sim::Uncertain tip_rate;
  sim::Uncertain award_pull;
  sim::Uncertain tip_lag;

  template <class Visit>
  void fields(Visit& visit) {
    visit("tip_rate", tip_rate,
          {.says = "tips on a ring for each tenfold of its value above a million, without an award",
           .unit = "tips/year",
           .low = 0,
           .high = 10,
           .required = true});
    visit("award_pull", award_pull,
          {.says = "what an award of the whole fine would add to the rate",
           .unit = "x",
           .low = 0,
           .high = 1000,
           .required = true});
    visit("tip_lag", tip_lag,
          {.says = "lag of a case that began with a tip over that of others",
           .unit = "x",
           .low = 0.01,
           .high = 1,
           .required = true});
  }
};

/// Tips a year on a ring that moves this value, USD a year.
double tips_per_year(const WhistleBlowerParameters& parameters, double value_per_year, double award,
                     double effort);

/// Phase: insiders report rings.
void hear_tips(World& world);

}  // namespace chokepoint
