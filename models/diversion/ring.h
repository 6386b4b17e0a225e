// Smuggling rings answer the premium. Once in four weeks a ring draws a chip, weighs it over every place where its fronts
// stand, every method by which they buy and every method by which the lot could travel, and sends fronts to buy where
// the margin is best, while its stake lasts.
//
//   margin = [(1 - q) P m - P s (1 + f) - t - q F P] / [P s (1 + f) + t]
//   gap    = T (1 + a (margin - hurdle)) sum D / m - goods of all rings  at cost; D USD a week, T weeks of a trade
//   stake  = min(K, min(K / 2, gap K / capital of all active rings) / s) K its free capital, s share of its orders served
//
// Where a rule that is known will stop its fronts, it lays out all that it has (trade/rush says when).
//
// P list price, s what scarcity adds to it abroad (trade/scarcity), m premium, by class, f cost of the front's method, t
// transport and q believed loss on the way by the lot's method (diversion/ring_maps), F penalty over price, a eagerness.
#pragma once

#include <cstdint>
#include <vector>

#include "models/diversion/method_state.h"
#include "models/diversion/ring_state.h"
#include "models/physical/goods.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Outbox;
class Ledger;

/// What a ring weighs for one chip over one route; money in USD a chip.
struct RouteFacts {
  double price = 0;  ///< list price
  double premium = 1;
  double front_cost = 0;
  double transport = 0;
  double loss_chance = 0;
  double penalty_factor = 0;
  double price_factor = 1;  ///< abroad over the list price
};

/// What a ring lays out for one chip, USD.
double outlay_of(const RouteFacts& facts);

/// Expected margin on what the ring lays out.
double expected_margin(const RouteFacts& facts);

/// What a loss costs beyond the goods, over their price: the penalty that is asked and reaches the ring.
double penalty_over_price(const World& world);

/// A place and a method by which a ring may buy.
struct Choice {
  std::uint32_t block = 0;  ///< of its fronts
  sim::Id<Buying> method;
  double margin = 0;
  double outlay_usd = 0;  ///< of a chip
};

/// Weighs trades, on many threads. What the rule book of the week lets fronts buy is asked about once, or by several
/// threads at a time, who hear the same.
class Trades {
 public:
  explicit Trades(const World& world);

  /// Every place and method by which the ring could buy `units` of a chip now, if its fronts are in business.
  std::vector<Choice> of(sim::Id<Ring> ring, sim::Id<Product> product, double units) const;
  /// The best margin that a ring sees in a chip; -1 when it has none.
  double best_margin(sim::Id<Ring> ring, sim::Id<Product> product) const;

 private:
  bool may_buy(sim::Id<Product> product, sim::Id<Place> place, sim::Id<Buying> method) const;

  const World& world_;
  double penalty_;
  mutable std::vector<std::int8_t>
      open_;  ///< by product, place, whether Chinese: 1 free, 0 not, -1 not asked yet
};

/// Who trades at the start, and how rings lean; part of making rings.
void make_lives(const World& world, const Rings& rings, RingLives& lives);

/// Phase: rings send fronts to buy.
void plan_diversion(const World& world, RingOrders& own, Ledger& ledger);

/// Part of a phase: a new ring expects its orders to be served.
void forget_service(const World& world, RingOrders& own);

}  // namespace chokepoint
