// Cases: parameters and columns (cases.h says how they go).
#pragma once

#include <cstdint>

#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct CaseParameters {
  sim::Parameter case_median_weeks;
  sim::Parameter case_sigma;
  sim::Parameter fronts_known;
  sim::Parameter affiliates_known;
  sim::Parameter seized_with_case;
  sim::Parameter penalty_factor;
  sim::Parameter penalty_collected;

  template <class Visit>
  void fields(Visit& visit) {
    visit("case_median_weeks", case_median_weeks,
          {.says = "median time from first evidence to public action at strength 1",
           .unit = "weeks",
           .low = 1,
           .high = 520,
           .required = true});
    visit("case_sigma", case_sigma,
          {.says = "standard deviation of the logarithm of that time",
           .unit = "1",
           .low = 0,
           .high = 3,
           .required = true});
    visit("fronts_known", fronts_known,
          {.says = "share of a ring's fronts that an action lists at strength 1",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("affiliates_known", affiliates_known,
          {.says = "share of the rest that is owned by listed fronts, and so listed where affiliates are",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("seized_with_case", seized_with_case,
          {.says = "most of a ring's goods under way that an action takes",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("penalty_factor", penalty_factor,
          {.says = "penalty over the value of the transaction",
           .unit = "x",
           .low = 0,
           .high = 100,
           .required = true});
    visit("penalty_collected", penalty_collected,
          {.says = "share of penalties that reaches the ring's capital",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// How a case begins: with what was found or noticed, or with what an insider told, which saves time.
enum class Evidence : std::uint8_t { kFound, kTip };

/// Cases under way.
struct Cases {
  sim::Column<Ring, std::int32_t> action_week;  ///< when the case against a ring comes to action; -1 none

  template <class Visit>
  void columns(Visit& visit) {
    visit("action_week", action_week);
  }
};

struct CaseColumns {
  Cases cases;

  template <class Visit>
  void columns(Visit& visit) {
    visit("cases", cases);
  }
};

/// Its place in models/kinds.h.
struct CaseKind {
  using State = CaseColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
