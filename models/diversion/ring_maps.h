// A ring's map: what it believes of every lane under every method of moving, and the routes that follow.
//
//   q_lane = (8 q0 + losses) / (8 + losses + passes)                     a discounted Beta belief a lane and method
//   q0     = prior_loss x opening x recognition of the method            what the trade knows
//   route  = least sum of t + P m (-log(1 - q_lane))                     over the lanes of the place network
//   q      = 1 - prod(1 - q_lane)                                        along it
//
//   own lot  counts of its lane and method shrink by 1 - 1/belief_memory, then the lot is added
//   hearsay  a loss adds `hearsay` to the losses of its neighbours in the ring network
//
// Looked at once in eight weeks, and soon after a loss of its own. At each look the counts fade by the time that has
// passed, whether or not the ring trades: half of old news is gone after about two years.
#pragma once

#include <vector>

#include "models/diversion/method_state.h"
#include "models/diversion/ring_maps_state.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

sim::Id<MethodPlace> way_from(const World& world, sim::Id<Place> place, sim::Id<Moving> method);
sim::Id<MethodLane> lane_by(const World& world, sim::Id<Lane> lane, sim::Id<Moving> method);

/// Mean of a Beta belief about the chance of loss.
double believed_loss(double losses, double passes);

/// The chance of loss that a ring believes in on a lane, by a method of moving.
double believed_loss_on(const World& world, sim::Id<Ring> ring, sim::Id<Lane> lane, sim::Id<Moving> moving);

/// Rings stand in a circle; news goes to the two on either side and to one far across.
std::vector<sim::Id<Ring>> neighbours_of(const World& world, sim::Id<Ring> ring);

/// One ring looks at its map anew; `value_usd` is what a lost chip would have brought.
void look_at_map(const World& world, RingMaps& maps, sim::Id<Ring> ring, double value_usd);

/// Phase: rings whose time has come look at their maps, before a turn of theirs or when the market draws them.
void look_at_maps(const World& world, RingMaps& maps);

/// Part of a phase: rings take in what became of their lots and hear of those of their neighbours; who imitates another
/// takes over its beliefs; a new ring has none.
void take_in_news(const World& world, RingMaps& maps);

}  // namespace chokepoint
