// Whistle-blowers: parameters (whistle_blowers.h says when they speak).
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct WhistleBlowerParameters {
  sim::Parameter tip_rate;
  sim::Parameter award_pull;
  sim::Parameter tip_lag;

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

}  // namespace chokepoint
