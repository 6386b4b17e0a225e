// A ring's map: what it believes of every lane under every method of moving, and the routes that follow.
//
//   q_lane = (8 q0 + losses) / (8 + losses + passes)                     a discounted Beta belief a lane and method
//   q0     = prior_loss x opening x recognition of the method            what the trade knows
//   route  = least sum of t + P m (-log(1 - q_lane))                     over the lanes of the place network
//   q      = 1 - prod(1 - q_lane)                                        along it
//
// Looked at once in eight weeks, and soon after a loss of its own. At each look the counts fade by the time that has
// passed, whether or not the ring trades: half of old news is gone after about two years.
#pragma once

#include "models/diversion/method.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Ring;
struct Place;
struct Lane;
struct Way {};    // tag: a place and a method of moving on from it
struct Track {};  // tag: a lane and a method of moving on it

sim::Id<Way> way_from(const World& world, sim::Id<Place> place, sim::Id<Moving> method);
sim::Id<Track> track_of(const World& world, sim::Id<Lane> lane, sim::Id<Moving> method);

/// Mean of a Beta belief about the chance of loss.
double believed_loss(double losses, double passes);

/// The chance of loss that a ring believes in on a lane, by a method of moving.
double believed_loss_on(const World& world, sim::Id<Ring> ring, sim::Id<Lane> lane, sim::Id<Moving> moving);

/// The ring looks at its map anew; `value_usd` is what a lost chip would have brought.
void look_at_map(World& world, sim::Id<Ring> ring, double value_usd);

}  // namespace chokepoint
