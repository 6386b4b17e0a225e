// End-use checks: officers of a region visit sites that received chips, within what they can do, and look where it
// seems riskiest. A site whose chips are in place passes, which is how a phantom data centre does.
//
//   checks a week in a region = officers x checks_per_officer x checks_on_chips x E / 52      rounded by chance
//   chance that one falls on a site ~ chips lately received x (1 + targeting x suspicion)
//
// What is done at a place on top multiplies both its part of the region's checks and their number.
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct CheckParameters {
  sim::Uncertain checks_per_officer;
  sim::Uncertain checks_on_chips;
  sim::Uncertain targeting;
  sim::Uncertain found_by_check;

  template <class Visit>
  void fields(Visit& visit) {
    visit("checks_per_officer", checks_per_officer,
          {.says = "end-use checks of an officer at strength 1",
           .unit = "checks/year",
           .low = 0,
           .high = 1e5,
           .required = true});
    visit("checks_on_chips", checks_on_chips,
          {.says = "share of them that are on AI chips",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("targeting", targeting,
          {.says = "how many times likelier a wholly suspected site is to be checked, beyond once",
           .unit = "x",
           .low = 0,
           .high = 1000,
           .required = true});
    visit("found_by_check", found_by_check,
          {.says = "chance that a check finds out a front whose chips have gone",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// Phase: end-use checks fall on sites.
void check_end_use(World& world);

}  // namespace chokepoint
