// The five channels of Chinese buyers - legal imports, smuggled chips, domestic chips, an arm abroad, and chips rented
// abroad: what each offers this week and at which cost, and how money is split over them by a logit in the logarithm of
// what a unit of useful compute costs:
//
//   use of a chip  U = (1 - i) H100e + i (memory bandwidth / H100's)          i = share of inference
//   cost           c = price / U x (premium and expected loss | lock-in x (1 - state pressure) | hosting | rent)
//   share          s_k = a_k c_k^-theta / sum_j a_j c_j^-theta
//   lock-in today    = 1 + (lock_in - 1) (1 - lock_in_fades)^years since 2025
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "models/law/verdict.h"
#include "models/physical/goods.h"
#include "models/trade/chinese_buyer_state.h"
#include "sim/engine/id.h"
#include "sim/numeric/pick.h"

namespace chokepoint {

struct World;

/// Shares of the budget by channel.
using Split = ByChannel<double>;

/// Zero costs mark channels that offer nothing. `weight` is a_k, `cost` c_k in USD a unit of use. Sums to 1, or to 0 when
/// nothing is offered.
Split split_budget(const Split& weight, const Split& cost, double sensitivity);

/// The use of a chip to a Chinese buyer, in H100 of the same mix of work.
double use_of(const Chip& chip, double inference_share);

/// What is left of a lock-in after so many years.
double lock_in_after(double lock_in, double fades, double years);

/// One chip that a channel offers, and the ruling on it.
struct Candidate {
  sim::Id<Product> product;
  double weight = 0;
  Ruling ruling;
};

/// What a channel offers this week.
struct ChannelOffer {
  std::vector<Candidate> chips;
  sim::PickTable odds;  ///< of its chips, by their weights
  double cost = 0;      ///< of its best chip, USD a unit of use; 0: nothing is offered
};

/// One of the chips of an offer by their weights; null when there is none.
inline const Candidate* choose(const ChannelOffer& offer, double u) {
  const std::size_t chosen = offer.odds.pick(u);
  return chosen == offer.chips.size() ? nullptr : &offer.chips[chosen];
}

/// The same of those that a buyer may choose.
template <class May>
const Candidate* choose(const ChannelOffer& offer, double u, May may) {
  const auto weight = [&](std::size_t i) { return may(offer.chips[i]) ? offer.chips[i].weight : 0.0; };
  const std::size_t chosen = sim::pick(offer.chips.size(), weight, u);
  return chosen == offer.chips.size() ? nullptr : &offer.chips[chosen];
}

/// What channels offer to each buyer this week, and how it splits its money. Both are the same for all of a sector who,
/// and whose arms abroad, stand alike before the law; those are worked out once each.
class Channels {
 public:
  explicit Channels(const World& world);
  ~Channels();
  Channels(const Channels&) = delete;
  Channels& operator=(const Channels&) = delete;

  /// What concerns one buyer.
  struct Own {
    const Split* share = nullptr;
    double dare = 0;  ///< share of its like who bear what they expect to lose with smuggled chips
    const ChannelOffer* imports = nullptr;
    const ChannelOffer* offshore = nullptr;  ///< null: it has no arm abroad
  };
  Own of(sim::Id<Chinese> row) const;
  const ChannelOffer& domestic() const;
  /// What a unit of use costs at least among the imports of those whom no list names, USD; 0 when there are none.
  double best_import_cost() const;

 private:
  class Offers;
  class OffersByStanding;
  class Splits;
  std::unique_ptr<Splits> splits_;
};

}  // namespace chokepoint
