// Case files: evidence against a ring becomes action long after. An action lists the fronts that are known, takes a
// part of the goods under way, and a part of the penalty.
//
//   lag            log-normal, median case_median_weeks / E, shorter by tip_lag after a tip
//   fronts listed  1 - (1 - fronts_known)^E of the ring's, and affiliates_known of the rest where the list means what
//                  listed firms own; none without an entity list in the rule book
//   penalty        penalty_factor x penalty_collected x E x (value taken + its value a year), as far as it has it
#pragma once

#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Ring;
struct Front;

struct CaseParameters {
  sim::Uncertain case_median_weeks;
  sim::Uncertain case_sigma;
  sim::Uncertain fronts_known;
  sim::Uncertain affiliates_known;
  sim::Uncertain seized_with_case;
  sim::Uncertain penalty_factor;
  sim::Uncertain penalty_collected;

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
enum class Evidence { kFound, kTip };

/// First evidence against a ring; action follows after the lag of a case. While one is open only a tip changes it,
/// and only to an earlier day.
void open_case(World& world, sim::Id<Ring> ring, Evidence evidence);

/// Puts a front on the entity list; no effect while it is out of business, or when there is no list.
void list_front(World& world, sim::Id<Front> front);

/// Phase: cases come to action.
void work_cases(World& world);

}  // namespace chokepoint
