// Rushes before a ban: parameters (rush.h says what is brought forward).
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct RushParameters {
  sim::Parameter lead_weeks;
  sim::Parameter pace;
  sim::Parameter advance_weeks;
  sim::Parameter memory_factor;

  template <class Visit>
  void fields(Visit& visit) {
    visit("lead_weeks", lead_weeks,
          {.says = "how long before its announcement buyers expect a control",
           .unit = "weeks",
           .low = 0,
           .high = 104,
           .required = true});
    visit("pace", pace,
          {.says =
               "weeks of income that a Chinese buyer orders beyond its plan, in a week, of a chip that will "
               "be closed",
           .unit = "weeks",
           .low = 0,
           .high = 52,
           .required = true});
    visit("advance_weeks", advance_weeks,
          {.says = "most future income that it spends ahead for such chips",
           .unit = "weeks",
           .low = 0,
           .high = 104,
           .required = true});
    visit("memory_factor", memory_factor,
          {.says = "factor on memory stacks bought abroad for China before a control stops them",
           .unit = "x",
           .low = 1,
           .high = 100,
           .required = true});
  }
};

/// A door that closes: buyers could know from one week, and it is shut from another. Of one that opens the same: it is
/// closed until that week.
struct Closing {
  int known_week = 0;
  int closed_week = 0;
};

struct RushPriors {
  RushParameters rushes;

  template <class Visit>
  void fields(Visit& visit) {
    visit("rushes", rushes, {.says = "what is brought forward before a ban", .required = true});
  }
};

/// Its place in models/kinds.h.
struct RushKind {
  using Priors = RushPriors;
};

}  // namespace chokepoint
