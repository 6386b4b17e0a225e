// The state of smuggling: rings, their fronts, the lots under way.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/diversion/ring_routes.h"
#include "models/physical/goods.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct Ring {};   // tag
struct Front {};  // tag
struct Seller;
struct Chinese;

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

/// The fronts of a ring that stand in one place: rows from `first` to before `last`.
struct FrontBlock {
  sim::Id<Place> place;
  std::uint32_t first;
  std::uint32_t last;
};

/// The address of a lot's draws, beside those of its ring and week.
inline std::uint64_t luck_of(const Lot& lot) {
  return (std::uint64_t{lot.front.index()} << 16) | lot.product.index();
}

struct Rings {
  sim::Column<Ring, std::uint64_t> key;
  sim::Column<Ring, std::uint8_t> active;
  sim::Column<Ring, std::int64_t> capital_cents;   ///< money free to trade
  sim::Column<Ring, std::int64_t> start_cents;     ///< what it would start with
  sim::Column<Ring, std::int64_t> goods_cents;     ///< cost of goods under way or unsold
  sim::Column<Ring, double> flow_usd_per_year;     ///< value it moves, remembered
  sim::Column<Ring, std::int32_t> action_week;     ///< when the case against it comes to action; -1 none
  sim::Column<Ring, std::int64_t> overhead_cents;  ///< cost of fronts and transport not yet earned back
  sim::Column<Ring, double> earned_usd_per_year;   ///< profit and loss, remembered
  sim::Column<Ring, std::int64_t> asked_units;     ///< chips that its fronts asked for this turn
  sim::Column<Ring, std::int64_t> got_units;       ///< of those, chips sold to them
  sim::Column<Ring, float> filled;                 ///< share of what it asks that it gets, remembered
  sim::Column<Ring, std::int32_t> look_week;       ///< when it looks at its map next
  sim::Column<Ring, std::int32_t> seen_week;       ///< when it last did
  sim::Column<Ring, std::int32_t> lean_turns;      ///< turns since a trade was worth its while
  sim::Grid<Ring, Track, float> losses;            ///< discounted lots lost on a lane, own and heard
  sim::Grid<Ring, Track, float> passes;            ///< discounted lots that passed
  sim::Grid<Ring, Way, sim::Id<Lane>> next_lane;   ///< the first lane of its route to China
  sim::Grid<Ring, Way, float> way_loss;            ///< chance of loss on that route, as last believed
  sim::Grid<Ring, Way, float> way_cost_usd;        ///< transport of a chip on it
  sim::Grid<Ring, Moving, float> carried;          ///< chips lately sent off, four weeks' worth
  sim::Grid<Ring, Buying, float> leaning;          ///< weight of a method for new fronts
  sim::Grid<Ring, Product, std::int32_t> unsold;   ///< chips in China not yet sold
  sim::Column<Ring, std::uint32_t> first_front;    ///< its fronts follow each other; one more at the end
  sim::Column<Ring, std::uint32_t> first_block;    ///< so do their blocks; one more at the end
  std::vector<FrontBlock> blocks;                  ///< fronts of a ring by place
  std::vector<Lot> lots;

  template <class Visit>
  void columns(Visit& visit) {
    visit("key", key);
    visit("active", active);
    visit("capital_cents", capital_cents);
    visit("start_cents", start_cents);
    visit("goods_cents", goods_cents);
    visit("flow_usd_per_year", flow_usd_per_year);
    visit("action_week", action_week);
    visit("overhead_cents", overhead_cents);
    visit("earned_usd_per_year", earned_usd_per_year);
    visit("asked_units", asked_units);
    visit("got_units", got_units);
    visit("filled", filled);
    visit("look_week", look_week);
    visit("seen_week", seen_week);
    visit("lean_turns", lean_turns);
    visit("losses", losses);
    visit("passes", passes);
    visit("next_lane", next_lane);
    visit("way_loss", way_loss);
    visit("way_cost_usd", way_cost_usd);
    visit("carried", carried);
    visit("leaning", leaning);
    visit("unsold", unsold);
    visit("first_front", first_front);
    visit("first_block", first_block);
    visit("blocks", blocks);
    visit("lots", lots);
  }
};

struct Fronts {
  sim::Column<Front, sim::Id<Ring>> ring;
  sim::Column<Front, sim::Id<Buying>> method;
  sim::Column<Front, std::int32_t> founded_week;  ///< below zero: before the start
  sim::Column<Front, double> suspicion;           ///< 0 none, 1 certain
  sim::Column<Front, float> received;             ///< chips lately received, remembered
  sim::Column<Front, std::int32_t> back_week;     ///< when a listed one is replaced; -1 in business
  sim::Column<Front, sim::Id<Seller>> served_by;  ///< who last sold to it

  template <class Visit>
  void columns(Visit& visit) {
    visit("ring", ring);
    visit("method", method);
    visit("founded_week", founded_week);
    visit("suspicion", suspicion);
    visit("received", received);
    visit("back_week", back_week);
    visit("served_by", served_by);
  }
};

/// Room for rings' choices; made anew every week, so no part of the state.
struct Diversion {
  /// A chip worth smuggling, and the weights of all up to it over the sum.
  struct Contraband {
    sim::Id<Product> product;
    double passed;
  };
  /// A place and a method by which a ring may buy.
  struct Choice {
    std::uint32_t block;
    sim::Id<Buying> method;
    double margin;
    double outlay_usd;  ///< of a chip
  };
  std::vector<Contraband> contraband;
  std::vector<std::int8_t> open;  ///< by product, place, whether Chinese: 1 free, 0 not, -1 not asked yet
  std::vector<Choice> choices;
  std::vector<double> lane_weight;
  std::vector<double> lane_passes;
  sim::Column<Track, double> seizure_chance;
  sim::Column<Track, double> opening_chance;
  sim::Column<Product, std::int64_t> offered;  ///< chips that all rings offer in China
  sim::Column<Chinese, double> grey_part;      ///< each buyer's part of the money for them
};

}  // namespace chokepoint
