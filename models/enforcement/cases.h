// Case files: evidence against a ring becomes action long after. An action lists the fronts that are known, takes a
// part of the goods under way, and a part of the penalty.
//
//   lag            log-normal, median case_median_weeks / E, shorter by tip_lag after a tip
//   fronts listed  1 - (1 - fronts_known)^E of the ring's, and affiliates_known of the rest where the list means what
//                  listed firms own; none without an entity list in the rule book
//   penalty        penalty_factor x penalty_collected x E x (value taken + its value a year), as far as it has it
#pragma once

#include <cstdint>

#include "models/diversion/lots_state.h"
#include "models/enforcement/cases_state.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Outbox;
struct WeekLog;

/// Weeks from evidence of this week to action.
int weeks_to_action(const World& world, sim::Id<Ring> ring, Evidence evidence);

/// Phase: what points at a ring opens a case, and cases that are due come to action: fronts that are known are found,
/// goods are to be taken. While a case is open only a tip changes it, and only to an earlier day.
void work_cases(const World& world, Cases& cases, WeekLog& tally, Outbox& outbox);

/// The number drawn for a lot against the part that a case takes.
double draw_of_raid(const World& world, const Lot& lot);

/// What an action asks of a ring that moved or lost this value, as far as penalties are collected, cents.
std::int64_t penalty_cents(const World& world, double value_usd);

/// Part of a phase: there is no case against a new ring.
void forget_cases(const World& world, Cases& cases);

}  // namespace chokepoint
