// What rings learn from their lots and from each other, and who comes and goes.
//
//   own lot   counts of its lanes and method shrink by 1 - 1/belief_memory, then the lot is added
//   hearsay   a loss adds `hearsay` to the losses of its neighbours in the ring network
//   imitation once a year a ring that earned less than half of what its best neighbour did on its money takes over that
//             neighbour's beliefs and leaning to methods, and founds a quarter of its fronts anew
//   entry     an idle ring that looks at a market with 1.5 times the hurdle begins; one that was ruined comes back as
//             another: fresh money, new fronts, no memory, no case
//   exit      a ring leaves when it is ruined, or when no trade was worth it for a year
#pragma once

#include "models/diversion/method.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Ring;
struct Lane;

/// A ring's own experience on a lane by a method: older lots count for less.
void experience(World& world, sim::Id<Ring> ring, sim::Id<Lane> lane, sim::Id<Moving> method, double lost,
                double passed);
/// A lost lot: its ring remembers and will look at its map, its neighbours in the ring network hear.
void hear_of_loss(World& world, sim::Id<Ring> ring, sim::Id<Lane> lane, sim::Id<Moving> method);

/// What a ring earned lately in a year, over the money it has; below zero for a loss.
double return_of(const World& world, sim::Id<Ring> ring);

/// Rings differ in how they buy: a new one weighs the methods by an exponential variate around their shares.
void lean(World& world, sim::Id<Ring> ring);

/// Phase: fronts are replaced, rings copy their neighbours, enter and leave.
void learn(World& world);

}  // namespace chokepoint
