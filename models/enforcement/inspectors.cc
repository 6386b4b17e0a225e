#include "models/enforcement/inspectors.h"

#include "models/week.h"
#include "sim/engine/contract.h"

namespace chokepoint {

using sim::Id;
using sim::ids;

SmugglingYear year_after(const World& start, const MoreInspections& inspections, RingsThen rings) {
  sim::require(start.week + kWeeksOfAYear <= start.setting->calendar.weeks,
               "a year after week {} does not fit a span of {} weeks", start.week,
               start.setting->calendar.weeks);
  World world = start;
  world.trace = nullptr;
  if (!inspections.hub.is_none()) {
    for (const Id<Lane> lane : world.setting->places.lanes_out[inspections.hub]) {
      world.customs.inspection[lane] *= 1 + inspections.more;
    }
  }
  // A ring that stands still keeps the map it has; one that never looked has yet to.
  sim::Column<Ring, std::int32_t> asleep = start.rings.look_week;
  for (std::int32_t& week : asleep) {
    if (week > 0) week = start.setting->calendar.weeks;
  }
  if (rings == RingsThen::kStandStill) world.rings.look_week = asleep;
  SmugglingYear year;
  for (int week = 0; week < kWeeksOfAYear; ++week) {
    run_week(world);
    if (rings == RingsThen::kStandStill) {
      // Put back what was known, rather than switch learning off: what was learned before the day stays.
      world.rings.losses = start.rings.losses;
      world.rings.passes = start.rings.passes;
      world.rings.next_lane = start.rings.next_lane;
      world.rings.way_loss = start.rings.way_loss;
      world.rings.way_cost_usd = start.rings.way_cost_usd;
      world.rings.leaning = start.rings.leaning;
      world.rings.look_week = asleep;
    }
    const WeekLog& log = world.this_week();
    year.brought_h100e += log.smuggled_h100e;
    year.brought_chips += static_cast<double>(log.smuggled);
    year.seized_chips += static_cast<double>(log.seized);
  }
  return year;
}

sim::Column<Place, double> smuggled_out(const World& world) {
  const PlaceNetwork& places = world.setting->places;
  sim::Column<Place, double> value(places.places(), 0);
  for (const Id<Lane> lane : ids(places.from)) {
    value[places.from[lane]] += world.customs.smuggled_usd_per_year[lane];
  }
  return value;
}

}  // namespace chokepoint
