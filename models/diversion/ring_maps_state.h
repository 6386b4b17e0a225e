// Rings' maps: columns (ring_maps.h says how they are read).
#pragma once

#include <cstdint>

#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

/// What rings believe of the lanes, and the routes that follow.
struct RingMaps {
  sim::Grid<Ring, MethodLane, float> losses;              ///< discounted lots lost on a lane, own and heard
  sim::Grid<Ring, MethodLane, float> passes;              ///< discounted lots that passed
  sim::Grid<Ring, MethodPlace, sim::Id<Lane>> next_lane;  ///< the first lane of its route to China
  sim::Grid<Ring, MethodPlace, float> loss_chance;        ///< of loss on that route, as last believed
  sim::Grid<Ring, MethodPlace, float> cost_usd;           ///< transport of a chip on it
  sim::Column<Ring, std::int32_t> look_week;              ///< when it looks at its map next
  sim::Column<Ring, std::int32_t> seen_week;              ///< when it last did

  template <class Visit>
  void columns(Visit& visit) {
    visit("losses", losses);
    visit("passes", passes);
    visit("next_lane", next_lane);
    visit("loss_chance", loss_chance);
    visit("cost_usd", cost_usd);
    visit("look_week", look_week);
    visit("seen_week", seen_week);
  }
};

struct RingMapColumns {
  RingMaps maps;

  template <class Visit>
  void columns(Visit& visit) {
    visit("maps", maps);
  }
};

/// Its place in models/kinds.h.
struct RingMapKind {
  using State = RingMapColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
