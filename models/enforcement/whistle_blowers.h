// Insiders speak: a ring of many people has more who may, and a reward makes them. A tip opens a case that comes to
// action sooner, or brings an open one forward.
//
//   tips a year on a ring = tip_rate x log10(1 + v / 1 M USD) x (1 + award_pull x award) x E
//
// v is its value a year, for which people grow with the logarithm; award is the share of a fine.
#pragma once

#include "models/enforcement/whistle_blowers_state.h"

namespace chokepoint {

struct World;
struct Outbox;
struct WeekLog;

/// Tips a year on a ring that moves this value, USD a year.
double tips_per_year(const WhistleBlowerParameters& parameters, double value_per_year, double award,
                     double effort);

/// Phase: insiders report rings.
void hear_tips(const World& world, WeekLog& tally, Outbox& outbox);

}  // namespace chokepoint
