// Smuggled lots: columns (lots.h says how they move).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/diversion/method_state.h"
#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Whereabouts;

/// A smuggled lot from its purchase by a front until a ring has it in China.
inline constexpr int kMostLegs = 6;

struct Lot {
  sim::Id<Ring> ring;
  sim::Id<Front> front;
  sim::Id<Product> product;
  std::int32_t units;
  std::uint32_t order;      ///< number of the order that bought it
  std::int32_t ready_week;  ///< when it leaves its front, or ends its present leg
  std::int32_t leg;         ///< -1 with its front; else the lane under way
  std::int32_t legs;
  std::array<sim::Id<Lane>, kMostLegs> path;
  sim::Id<Buying> buying{0};   ///< the method by which its front bought it
  sim::Id<Moving> moving{0};   ///< the method by which it travels, once it does
  std::uint32_t can_tell = 0;  ///< 1: its chips can tell where they are
};

/// What is under way to China by rings.
struct Lots {
  std::vector<Lot> under_way;                   ///< with fronts or between them and China
  sim::Grid<Ring, Moving, float> carried;       ///< chips lately sent off, four weeks' worth
  sim::Column<Ring, double> ring_usd_per_year;  ///< value that a ring moves, remembered
  sim::Column<Lane, double> lane_usd_per_year;  ///< smuggled value on a lane, remembered
  /// Value lately given to carriers of a lane into China, four weeks' worth; of other lanes: unused.
  sim::Column<MethodLane, double> carriers_usd_per_year;

  template <class Visit>
  void columns(Visit& visit) {
    visit("under_way", under_way);
    visit("carried", carried);
    visit("ring_usd_per_year", ring_usd_per_year);
    visit("lane_usd_per_year", lane_usd_per_year);
    visit("carriers_usd_per_year", carriers_usd_per_year);
  }
};

struct LotColumns {
  Lots lots;

  template <class Visit>
  void columns(Visit& visit) {
    visit("lots", lots);
  }
};

/// Its place in models/kinds.h.
struct LotKind {
  using State = LotColumns;
  static void make(const World& world, State& own);
  static void count(const World& world, sim::Id<Product> product, Whereabouts& chips);
};

}  // namespace chokepoint
