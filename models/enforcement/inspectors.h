// What one more inspector at a hub is worth: a world branches on a day, and a year with more inspections on the lanes
// out of the hub is set beside the same year without. Nothing here is part of a run.
//
// Two answers: with the beliefs and routes of the rings held as they stood on the day (before they adapt), and with
// rings that learn and go round (after). What the first denies China and the second does not is displacement.
#pragma once

#include "models/world.h"

namespace chokepoint {

inline constexpr int kWeeksOfAYear = 52;

/// Whether rings go on learning in the branch.
enum class RingsThen { kStandStill, kAdapt };

/// A year of smuggling.
struct SmugglingYear {
  double brought_h100e = 0;  ///< brought into China
  double brought_chips = 0;
  double seized_chips = 0;
};

/// More inspections at one place: those on its exit lanes are multiplied by 1 + `more`.
struct MoreInspections {
  sim::Id<Place> hub;  ///< none: nowhere
  double more = 0;
};

/// The year that follows on a world, which is left as it is. The span must hold it.
SmugglingYear year_after(const World& start, const MoreInspections& inspections, RingsThen rings);

/// Value that leaves each place for China by any lane on which smuggled lots move, USD a year, remembered.
sim::Column<Place, double> smuggled_out(const World& world);

}  // namespace chokepoint
