// Legal lots on their way: a wheel of weeks, filled in the order of dispatch.
#pragma once

#include <vector>

#include "models/physical/logistics_state.h"
#include "models/physical/places.h"
#include "sim/engine/contract.h"

namespace chokepoint {

struct World;
class Ledger;

/// Weeks between two places for legal freight: that of the direct lane, else two; one within a place.
inline int transit_weeks(const PlaceNetwork& places, sim::Id<Place> from, sim::Id<Place> to) {
  if (from == to) return 1;
  const int weeks = places.weeks_between(from, to);
  return weeks == 0 ? 2 : weeks;
}

inline std::vector<Shipment>& arriving_in(Logistics& logistics, int week) {
  return logistics.arriving[static_cast<std::size_t>(week % kWheel)];
}

/// Sends a lot in a week; it arrives `weeks` later, 1 at least.
inline void dispatch(Logistics& logistics, int week, const Shipment& shipment, int weeks) {
  sim::require(weeks >= 1, "a shipment of {} weeks would arrive before it left", weeks);
  if (weeks < kWheel) {
    arriving_in(logistics, week + weeks).push_back(shipment);
  } else {
    logistics.later.push_back({shipment, week + weeks});
  }
}
/// Lots sent by other rows, behind those that were sent before.
void append(Logistics& logistics, const Logistics& more);

/// Phase: what arrives this week is delivered: stock to sellers, chips to their buyers' fleets, goods for a
/// ring to its front.
void deliver(const World& world, Logistics& logistics, Ledger& ledger);

}  // namespace chokepoint
