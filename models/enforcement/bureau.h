// The bureau that enforces export controls gets done what its staff can, and has the staff that its budget pays for once
// they are found, cleared and trained; whom it pays no more leaves as slowly.
//
//   staff in a week  s += (B / B0 - s) / hire_weeks      B the budget, B0 that of strength 1; at the start s = B / B0
//   work done        w = s ^ returns                     the best leads are worked first
//
// w multiplies what its own people do: end-use checks, case work, listings, the closing of loopholes. What customs,
// sellers and operators do is theirs, and the law sets penalties.
#pragma once

#include "models/enforcement/bureau_state.h"

namespace chokepoint {

struct World;

/// Staff a week on, under a budget over the base one.
double staff_after_a_week(double staff, double budget, double hire_weeks);

/// Phase: the bureau hires, or shrinks.
void hire(const World& world, Bureau& bureau);

}  // namespace chokepoint
