// The authority closes loopholes by itself, where the scenario lets it: in the order that the scenario gives them, each
// a drawn time after it could be seen, or after the one before was closed, whichever is later.
//
//   work on a closure  begins at max(since, the former closure) and grows by E a week
//   it is closed when  work >= lag,   lag gamma of mean closing_months and shape closing_shape
//
// Runs share the draws of lags, so a faster authority closes every loophole of every run earlier, or in the same week.
// The rule books, one for each number of closed loopholes, are compiled once (models/scenario/scenario.h); a run keeps how many.
#pragma once

#include "models/enforcement/adaptation_state.h"

namespace chokepoint {

struct World;

/// Weeks of work until a loophole is closed, at a uniform number.
double closing_lag_weeks(const World& world, double u);

/// Part of a phase: a week's work on the next loophole.
void close_loopholes(const World& world, Adaptation& adaptation);

}  // namespace chokepoint
