// Choke points of the trade: how much smuggled value can pass from where a barred chip is free to China, where that
// is held back, which places and routes the trade leans on. Nothing here is part of a run: it reads a world.
//
//   q(v)     = found (1 - exp(-b E (1 + (v/V)^g)))           chance that customs keeps a lot (enforcement/customs.h)
//   capacity = the flow v at which a lot's expected margin (diversion/ring.h) falls to the hurdle, when the rest of
//              its way, the best that leads over this lane, costs and risks what it does today:
//     1 - Q* = (1 - q_rest) (1 - q(v)),   Q* = (P m - (1 + h) (P s (1 + f) + t)) / (P (m + F))
//
// Each lane is filled as if it were the only one to grow, so the greatest flow is an upper bound.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/diversion/ring.h"
#include "models/enforcement/network_state.h"
#include "models/physical/places.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// What lies between a lot and China on one lane, USD a year and USD a chip.
struct LaneRisk {
  double cost_usd = 0;
  double loss_chance = 0;      ///< that customs keeps a lot today
  double believed_loss = 0;    ///< the same as active rings believe, on average
  double smuggled_usd = 0;     ///< value that moves on it
  double capacity_usd = 0;     ///< value that can; infinity when customs never sees enough
  bool on_some_route = false;  ///< from a source to China
};

/// The trade in one barred chip as it stands in a week.
struct TradeMap {
  sim::Id<Product> product;  ///< the barred chip of which most is on sale; none: nothing is barred
  RouteFacts lot;            ///< price, premium, cost of fronts, penalty; no way yet
  double hurdle = 0;
  std::vector<sim::Id<Place>>
      sources;  ///< places with sellers where it is free to a local buyer, and a way leads on
  sim::Column<Lane, LaneRisk> lanes;

  /// What a ring weighs on a lane: transport, and the value at stake times its chance of loss.
  std::vector<double> weights() const;
};
TradeMap map_of(const World& world);

/// A lane's figures for capacity(): base chance b E, legal trade V, exponent g, share recognised.
struct LaneSight {
  double base = 0;
  double cover_usd = 0;
  double exponent = 1;
  double found_when_opened = 0;
};
/// The flow, USD a year, at which a lot on a lane earns just the hurdle; `lot` holds the cost of its whole way and
/// the chance of loss on the rest of it. 0 when it does not pay even alone; infinity when it always does.
double lane_capacity_usd(const LaneSight& sight, const RouteFacts& lot, double hurdle);

/// No limit, USD: more than all chips are worth.
inline constexpr std::int64_t kUnlimited = 1'000'000'000'000'000;

struct LeastCut {
  std::int64_t flow = 0;             ///< what can pass; kUnlimited or more: not held back
  std::vector<sim::Id<Lane>> lanes;  ///< the lanes that hold it back, nearest to the sources, by id
};
/// The greatest flow from all of `sources` to `sink`, and the cut that is as narrow (Boost's push-relabel; whole
/// dollars, so that both are equal exactly).
LeastCut least_cut(const PlaceNetwork& places, std::span<const sim::Id<Place>> sources, sim::Id<Place> sink,
                   std::span<const std::int64_t> lane_capacity);
/// Whole dollars, at most kUnlimited.
std::vector<std::int64_t> whole_usd(const sim::Column<Lane, LaneRisk>& lanes);

/// For each place the share of ordered pairs of other places whose best path leads through it (Brandes 2001; paths
/// of equal weight count in parts). One positive weight a lane.
sim::Column<Place, double> betweenness(const PlaceNetwork& places, std::span<const double> lane_weight);

struct Route {
  std::vector<sim::Id<Lane>> lanes;  ///< in the order they are taken
  double weight = 0;
};
/// The `most` best paths without a loop from any of `starts` to `end` (Yen 1971, on top of least_cost_path); of equal
/// weight the one whose first differing lane has the lower id.
std::vector<Route> best_routes(const PlaceNetwork& places, std::span<const sim::Id<Place>> starts,
                               sim::Id<Place> end, std::span<const double> lane_weight, std::size_t most);

}  // namespace chokepoint
