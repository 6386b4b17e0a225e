// Why one does not smuggle: what a buyer stands to lose, by the chance to be found.
//
//   expected loss  L = q r,   q = 1 - (1 - found)^E     a unit of money; E the effort that would find it, r at_stake
//   cost seen        = price x premium x (1 + L)
//   tolerates L with chance exp(-L / tolerated)         each buyer by a number of its own, the same in all weeks
//
// at_stake is what a firm would lose over what it buys: its business in the United States, if it has any. So a law that
// nobody enforces (E = 0) keeps nobody from buying, and strength works on who buys as well as on the price.
#pragma once

#include "models/enforcement/enforcement.h"
#include "models/scenario/population.h"

namespace chokepoint {

struct World;

/// A unit of money that a buyer expects to lose for each that it spends, when found with this chance at effort 1.
double expected_loss(double found, double effort, double at_stake);

/// The share of buyers who bear a loss: those whose own number in (0, 1) is below it.
double share_that_bears(double loss, double tolerated);
/// Whether a buyer with this number of its own bears a loss.
bool tolerates(double loss, double tolerated, double own);

/// What a Chinese buyer expects to lose by what a part of enforcement would find.
double expected_loss_of(const World& world, Sector sector, Effort effort);

}  // namespace chokepoint
