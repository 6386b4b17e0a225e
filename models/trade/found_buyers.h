// Buyers who are found: an action against a ring brings to light a part of those who lately bought what it brought in.
// Each loses what it had staked on that, as far as it has it.
//
//   found  with chance q = 1 - (1 - found)^E    a number for each buyer and action; E of cases
//   loses  at_stake x s x B                     s the ring's part of all that is brought in, B USD the buyer spent on
//                                               smuggled chips, remembered over a year
//
// The market mixes what rings bring in, so each of its buyers has bought of each ring in the ring's part. q is what a buyer
// fears (trade/expected_loss); it happens only where a case comes to action, so fear is above what happens.
#pragma once

#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
class Ledger;

/// USD that a buyer stands to lose for what it bought of a ring.
double staked_usd(const World& world, sim::Id<Chinese> row, sim::Id<Ring> ring);

/// Phase: buyers that this week's actions found lose what they had staked.
void punish_found_buyers(const World& world, Ledger& ledger);

}  // namespace chokepoint
