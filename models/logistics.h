// Legal lots on their way: a wheel of weeks, filled in the order of dispatch.
#pragma once

#include "models/world.h"

namespace chokepoint {

/// Weeks between two places for legal freight: that of the direct lane, else two; one within a place.
int transit_weeks(const PlaceNetwork& places, sim::Id<Place> from, sim::Id<Place> to);

/// Sends a lot that arrives `weeks` from now (1 to kWheel - 1).
void dispatch(World& world, const Shipment& shipment, int weeks);

/// Phase: what arrives this week is delivered: stock to sellers, chips to their buyers' fleets, goods for a
/// ring to its front.
void deliver(World& world);

}  // namespace chokepoint
