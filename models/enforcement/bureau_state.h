// The bureau: parameters and columns (bureau.h says what it gets done).
#pragma once

#include "models/enforcement/enforcement.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct BureauParameters {
  sim::Parameter hire_weeks;
  sim::Parameter returns;

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

struct BureauColumns {
  Bureau bureau;

  template <class Visit>
  void columns(Visit& visit) {
    visit("bureau", bureau);
  }
};

/// Its place in models/kinds.h.
struct BureauKind {
  using State = BureauColumns;
  static constexpr bool kBeginsAsDeclared = true;
};

}  // namespace chokepoint
