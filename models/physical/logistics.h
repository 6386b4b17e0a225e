// Legal lots on their way: a wheel of weeks, filled in the order of dispatch.
#pragma once

#include "models/world.h"
#include "sim/engine/contract.h"

namespace chokepoint {

/// Weeks between two places for legal freight: that of the direct lane, else two; one within a place.
inline int transit_weeks(const PlaceNetwork& places, sim::Id<Place> from, sim::Id<Place> to) {
  if (from == to) return 1;
  const int weeks = places.weeks_between(from, to);
  return weeks == 0 ? 2 : weeks;
}

/// Sends a lot that arrives `weeks` from now, 1 at least.
inline void dispatch(World& world, const Shipment& shipment, int weeks) {
  sim::require(weeks >= 1, "a shipment of {} weeks would arrive before it left", weeks);
  const int week = world.week + weeks;
  if (weeks < kWheel) {
    world.logistics.arriving[static_cast<std::size_t>(week % kWheel)].push_back(shipment);
  } else {
    world.logistics.later.push_back({shipment, week});
  }
  world.logistics.moving[shipment.product] += shipment.units;
}

/// Phase: what arrives this week is delivered: stock to sellers, chips to their buyers' fleets, goods for a
/// ring to its front.
void deliver(World& world);

}  // namespace chokepoint
