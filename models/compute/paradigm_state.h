// The second stage of training: parameters (paradigm.h says what it gives).
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct SecondStageParameters {
  sim::Parameter most_points;
  sim::Parameter half_usd;
  sim::Parameter steepness;
  sim::Parameter first_share;
  sim::Parameter growth;
  sim::Parameter most_share;
  sim::Parameter follow_weeks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("most_points", most_points,
          {.says = "points that the second stage can add",
           .unit = "points",
           .low = 0,
           .high = 100,
           .required = true});
    visit("half_usd", half_usd,
          {.says = "money in the second stage that gives half of them",
           .unit = "USD",
           .low = 1,
           .high = 1e12,
           .required = true});
    visit("steepness", steepness,
          {.says = "how fast points come with the logarithm of money",
           .unit = "1",
           .low = 0.1,
           .high = 5,
           .required = true});
    visit("first_share", first_share,
          {.says = "share of training money it gets when it is found",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit(
        "growth", growth,
        {.says = "factor on that share a year", .unit = "x/year", .low = 1, .high = 1000, .required = true});
    visit("most_share", most_share,
          {.says = "share at which it stops", .unit = "fraction", .low = 0, .high = 0.95, .required = true});
    visit("follow_weeks", follow_weeks,
          {.says = "mean time until another lab does it too",
           .unit = "weeks",
           .low = 0,
           .high = 520,
           .required = true});
  }
};

}  // namespace chokepoint
