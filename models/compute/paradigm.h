// The third dynamic: now and then what is scaled changes. A second stage of training (reinforcement learning) has its
// own curve, steep at first, saturating later; its share of a lab's spending grows. While all are low on the new
// curve, small sums buy much and many can catch up.
//
//   points gained   = most_points x R^k / (R^k + half_usd^k)           R second-stage money x the lab's multiplier
//   share of money  = min(most_share, first_share x growth^years)      years since it was found
//   known to a lab  from the week it was found + exponential(follow_weeks); its finder at once
#pragma once

#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Lab;

struct SecondStageParameters {
  sim::Uncertain most_points;
  sim::Uncertain half_usd;
  sim::Uncertain steepness;
  sim::Uncertain first_share;
  sim::Uncertain growth;
  sim::Uncertain most_share;
  sim::Uncertain follow_weeks;

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

/// Points that money in the second stage adds.
double second_stage_points(double effective_usd, const SecondStageParameters& parameters);

/// The share of training money it gets so many years after it was found.
double second_stage_share(double years, const SecondStageParameters& parameters);

/// The first week in which a lab does it; far away when it never does.
int second_stage_week(const World& world, sim::Id<Lab> lab);

}  // namespace chokepoint
