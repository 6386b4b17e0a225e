// Fronts: what buys for a ring under a method's guise. A young front raises more red flags, suspicion clings to it, a
// listed one is replaced after a while by a new company with a new address and no past:
//
//   base flags = min(1, front_flag x flags of its method x (1 + young_flag young_weeks / (young_weeks + age)))
//   flags      = 1 - (1 - base) (1 - suspicion)
//
// A ring founds more of them as it grows, and closes none:
//
//   fronts     = shells (W / 1 M USD)^growth    W its money and goods; 2 at least, population.fronts_per_ring at most
#pragma once

#include <cstdint>

#include "models/diversion/front_state.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct WeekLog;

/// What a week leaves of chips lately received, at a front or an honest site: half after about four months.
inline constexpr float kReceivedKept = 0.96F;

/// Factor on the flags of a front of this age.
double youth(double age_weeks, const FrontParameters& parameters);
/// The red flags of a front: 1 - (1 - base) (1 - suspicion).
double front_red_flags(double base, double suspicion);

/// Chance that an order of this front raises a red flag: method, age and suspicion together.
double flags_of(const World& world, sim::Id<Front> front);
bool in_business(const World& world, sim::Id<Front> front);
/// How many fronts a ring that is worth so much keeps, as far as it has rows for them.
std::uint32_t fronts_for(double worth_usd, const FrontParameters& parameters);

/// Phase: what the week left at fronts: who served them, what they received, how far they are suspected.
void mark_fronts(const World& world, Fronts& fronts);

/// Phase: fronts that were found are put on the entity list; no effect on one that is out of business, or when there is
/// no list.
void list_fronts(const World& world, Fronts& fronts, WeekLog& tally);

/// Part of a phase: listed fronts whose time has come are replaced, rings that have grown found more, new rings found
/// theirs anew and who imitates another some. A new company takes the front's row: another address, age 0, no suspicion, not listed, a method by what
/// its ring leans to.
void replace_fronts(const World& world, Fronts& fronts);

}  // namespace chokepoint
