// The bureau that enforces export controls gets done what its staff can, and has the staff that its budget pays for once
// they are found, cleared and trained; whom it pays no more leaves as slowly.
//
//   staff in a week  s += (B / B0 - s) / hire_weeks      B the budget, B0 that of strength 1; at the start s = B / B0
//   work done        w = s ^ returns                     the best leads are worked first
//
// w multiplies what its own people do: end-use checks, case work, listings, the closing of loopholes. What customs,
// sellers and operators do is theirs, and the law sets penalties.
#pragma once

#include <string>

#include "models/enforcement/enforcement.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct BureauParameters {
  sim::Uncertain hire_weeks;
  sim::Uncertain returns;

  template <class Visit>
  void fields(Visit& visit) {
    visit("hire_weeks", hire_weeks,
          {.says = "time in which staff follow a budget: two thirds of the way",
           .unit = "weeks",
           .low = 1,
           .high = 1000,
           .required = true});
    visit("returns", returns,
          {.says = "power of staff that work done grows with; 1: twice the staff do twice as much",
           .unit = "1",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// Where the bureau stands; 1 is the budget of strength 1.
struct Bureau {
  double staff = 1;
  double work = 1;  ///< done by them

  // Named so that its bytes stand for it (sim/engine/state.h).
  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("staff", staff);
    visit("work", work);
  }
};

/// Whether the bureau's own people do this part of enforcement.
constexpr bool is_of_bureau(Effort part) {
  return part == Effort::kChecks || part == Effort::kCases || part == Effort::kListings ||
         part == Effort::kClosing;
}

/// Staff a week on, under a budget over the base one.
double staff_after_a_week(double staff, double budget, double hire_weeks);

/// Phase: the bureau hires, or shrinks.
void hire(World& world);

}  // namespace chokepoint
