#include "models/enforcement/inspectors.h"

#include "models/week.h"
#include "sim/engine/contract.h"

namespace chokepoint {

using sim::Id;
using sim::ids;

SmugglingYear year_after(const World& start, const MoreInspections& inspections, RingsThen rings) {
  sim::require(start.week + kWeeksOfAYear <= start.scenario->calendar.weeks,
               "a year after week {} does not fit a span of {} weeks", start.week,
               start.scenario->calendar.weeks);
  World world = start;
  world.trace = nullptr;
  if (!inspections.hub.is_none()) {
    for (const Id<Lane> lane : world.scenario->places.lanes_out[inspections.hub]) {
      world.lanes.inspection[lane] *= 1 + inspections.more;
    }
  }
  // A ring that stands still keeps the map it has; one that never looked has yet to.
  sim::Column<Ring, std::int32_t> asleep = start.maps.look_week;
  for (std::int32_t& week : asleep) {
    if (week > 0) week = start.scenario->calendar.weeks;
  }
  if (rings == RingsThen::kStandStill) world.maps.look_week = asleep;
  SmugglingYear year;
  for (int week = 0; week < kWeeksOfAYear; ++week) {
    run_week(world);
    if (rings == RingsThen::kStandStill) {
      // Put back what was known, rather than switch learning off: what was learned before the day stays.
      world.maps.losses = start.maps.losses;
      world.maps.passes = start.maps.passes;
      world.maps.next_lane = start.maps.next_lane;
      world.maps.loss_chance = start.maps.loss_chance;
      world.maps.cost_usd = start.maps.cost_usd;
      world.ring_lives.leaning = start.ring_lives.leaning;
      world.maps.look_week = asleep;
    }
    const WeekLog& log = world.log.back();
    year.brought_h100e += log.smuggled_h100e;
    year.brought_chips += static_cast<double>(log.smuggled);
    year.seized_chips += static_cast<double>(log.seized);
  }
  return year;
}

sim::Column<Place, double> smuggled_out(const World& world) {
  const PlaceNetwork& places = world.scenario->places;
  sim::Column<Place, double> value(places.places(), 0);
  for (const Id<Lane> lane : ids(places.from)) {
    value[places.from[lane]] += world.lots.lane_usd_per_year[lane];
  }
  return value;
}

}  // namespace chokepoint
