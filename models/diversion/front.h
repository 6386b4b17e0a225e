// Fronts: what buys for a ring under a method's guise. A young front raises more red flags, suspicion clings to it, a
// listed one is replaced after a while by a new company with a new address and no past:
//
//   base flags = min(1, front_flag x flags of its method x (1 + young_flag young_weeks / (young_weeks + age)))
//   flags      = 1 - (1 - base) (1 - suspicion)
#pragma once

#include "models/diversion/method.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// What a week leaves of chips lately received, at a front or an honest site: half after about four months.
inline constexpr float kReceivedKept = 0.96F;

struct FrontParameters {
  sim::Uncertain replace_weeks;
  sim::Uncertain young_flag;
  sim::Uncertain young_weeks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("replace_weeks", replace_weeks,
          {.says = "mean time until a listed front is replaced",
           .unit = "weeks",
           .low = 1,
           .high = 104,
           .required = true});
    visit("young_flag", young_flag,
          {.says = "how much more a front raises flags on its first day than in old age",
           .unit = "fraction",
           .low = 0,
           .high = 10,
           .required = true});
    visit("young_weeks", young_weeks,
          {.says = "age at which half of that is gone",
           .unit = "weeks",
           .low = 1,
           .high = 520,
           .required = true});
  }
};

/// Factor on the flags of a front of this age.
double youth(double age_weeks, const FrontParameters& parameters);
/// The red flags of a front: 1 - (1 - base) (1 - suspicion).
double front_red_flags(double base, double suspicion);

/// Chance that an order of this front raises a red flag: method, age and suspicion together.
double flags_of(const World& world, sim::Id<Front> front);
bool in_business(const World& world, sim::Id<Front> front);

/// Weeks until this front, listed now, is replaced: drawn, one at least.
int weeks_to_replace(const World& world, sim::Id<Front> front);
/// A new company takes the front's row: another address of luck, age 0, no suspicion, not listed, a method by what its
/// ring leans to.
void found_front(World& world, sim::Id<Front> front);

/// Listed fronts whose time has come are replaced; what fronts lately received fades.
void replace_fronts(World& world);

}  // namespace chokepoint
