// The third dynamic: now and then what is scaled changes. A second stage of training (reinforcement learning) has its
// own curve, steep at first, saturating later; its share of a lab's spending grows. While all are low on the new
// curve, small sums buy much and many can catch up.
//
//   points gained   = most_points x R^k / (R^k + half_usd^k)           R second-stage money x the lab's multiplier
//   share of money  = min(most_share, first_share x growth^years)      years since it was found
//   known to a lab  from the week it was found + exponential(follow_weeks); its finder at once
#pragma once

#include "models/compute/paradigm_state.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

/// Points that money in the second stage adds.
double second_stage_points(double effective_usd, const SecondStageParameters& parameters);

/// The share of training money it gets so many years after it was found.
double second_stage_share(double years, const SecondStageParameters& parameters);

/// The first week in which a lab does it; far away when it never does.
int second_stage_week(const World& world, sim::Id<Lab> lab);

}  // namespace chokepoint
