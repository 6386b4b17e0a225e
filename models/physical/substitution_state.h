// Import substitution: parameters and columns (substitution.h says what answers what).
#pragma once

#include <vector>

#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct SubstitutionParameters {
  sim::Parameter pull;
  sim::Parameter lag_weeks;
  sim::Parameter reference;

  template <class Visit>
  void fields(Visit& visit) {
    visit("pull", pull,
          {.says = "faster growth of Chinese making, were all of the money kept from imports instead of none",
           .unit = "1/year",
           .low = -2,
           .high = 2,
           .required = true});
    visit("lag_weeks", lag_weeks,
          {.says = "from money that imports do not take to capacity that answers it",
           .unit = "weeks",
           .low = 0,
           .high = 520,
           .required = true});
    visit("reference", reference,
          {.says = "part of the Chinese money that imports did not take on which the dated plans rest",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// What Chinese makers answer.
struct Substitution {
  double kept_back = 0;  ///< part of the Chinese money that legal imports did not take, over a year
  std::vector<double> kept_back_in;  ///< the same by week that has passed
  double build_up = 1;               ///< Chinese capacity over what the plans say

  template <class Visit>
  void columns(Visit& visit) {
    visit("kept_back", kept_back);
    visit("kept_back_in", kept_back_in);
    visit("build_up", build_up);
  }
};

struct SubstitutionColumns {
  Substitution substitution;

  template <class Visit>
  void columns(Visit& visit) {
    visit("substitution", substitution);
  }
};

struct SubstitutionPriors {
  SubstitutionParameters substitution;

  template <class Visit>
  void fields(Visit& visit) {
    visit("substitution", substitution,
          {.says = "how Chinese makers answer money that imports do not take", .required = true});
  }
};

/// Its place in models/kinds.h.
struct SubstitutionKind {
  using State = SubstitutionColumns;
  using Priors = SubstitutionPriors;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
