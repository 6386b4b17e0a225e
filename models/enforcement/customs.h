// Customs posts on every lane: whether a lot is opened, and recognised when it is. Half of the looking is done where goods
// leave, half where they arrive; China's own customs do not look for what others bar, so on a lane into China all is
// done where goods leave. A lot that goes straight there is thus looked at by the place that it leaves.
//
//   chance that a lot is opened on a lane = 1 - exp(-o b E (1 + (v / V)^g))
//   chance that it is kept                = opened x min(1, found_when_opened x r)
//   E = (E of the place it leaves + E of the place it arrives in) / 2;  into China, that of the place it leaves
//   b base chance a lot, E effort, v smuggled and V legal value on the lane, USD a year; o opening and r
//   recognition of its method of moving
#pragma once

#include <optional>

#include "models/diversion/lots_state.h"
#include "models/enforcement/customs_state.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

/// Chance that customs opens one lot on a lane: b base rate a lot, E effort, v and V USD a year.
double opening_chance(double base, double effort, double smuggled_value, double cover_value, double exponent);

/// How hard customs looks this week at lots that leave a place or arrive in it: everywhere's effort, what is done at the place on
/// top, allies' own, and a campaign while there is one.
double inspection_effort(const World& world, sim::Id<Place> place);
/// The same of lots on a lane, by both its ends.
double inspection_effort_on(const World& world, sim::Id<Lane> lane);

/// The chance that customs opens a lot that travels by a method at the end of a lane this week, recognises it and keeps
/// it.
double seizure_chance(const World& world, sim::Id<Lane> lane, sim::Id<Moving> moving);

/// The chances of a lot at the end of a lane: that it is opened, and that it is kept.
struct Odds {
  double opened = 0;
  double kept = 0;
};

/// The odds of this week, by what passed before it; all zero without customs. Few lanes are used by each method: those
/// that are, are worked out once.
class LaneOdds {
 public:
  explicit LaneOdds(const World& world);
  const Odds& of(sim::Id<Lane> lane, sim::Id<Moving> moving);

 private:
  const World& world_;
  sim::Column<Lane, double> smuggled_usd_;  ///< a year
  sim::Column<MethodLane, std::optional<Odds>> known_;
};

/// What customs does with a lot at the end of a lane. One number a leg: a lot that was seized stays seized when customs
/// gets stronger.
struct Inspection {
  bool opened = false;
  bool kept = false;
  double chance = 0;  ///< that it is kept
  double drawn = 0;   ///< the number against that
};
Inspection inspect(const World& world, const Odds& odds, const Lot& lot);

}  // namespace chokepoint
