// What is said within one week: written by some phases in row order, read whole by later ones, empty between weeks.
// What one agent does to another goes this way, so the order of a week stands in week.cc and nowhere else.
#pragma once

#include <cstdint>
#include <vector>

#include "models/diversion/lots_state.h"
#include "models/enforcement/cases_state.h"
#include "models/physical/fleets_state.h"
#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

/// What a buyer asks of a seller.
struct Order {
  sim::Id<Buyer> buyer;
  sim::Id<Seller> seller;
  sim::Id<Product> product;
  std::int32_t units = 0;
  Provenance provenance = Provenance::kLegal;  ///< how the chips will have come to China, if they do
  std::int32_t delay_weeks = 0;                ///< of a notice or a licence, on top of the way
  float price_factor = 1;                      ///< its cost over list price: fee, hosting, scarcity
  std::uint32_t number = 0;                    ///< given by the ledger
  std::uint32_t quotas =
      0;  ///< those that count it, as Ruling::quotas; 0 under a licence: the grant was counted
  bool on_paper = false;  ///< denied by a rule that nobody is held to, which sellers may honour all the same
};

/// A lot on a lane: it passed customs or was kept there.
struct LotNews {
  sim::Id<Ring> ring;
  sim::Id<Front> front;
  sim::Id<Lane> lane;
  sim::Id<Moving> moving;
  bool lost = false;
};

/// A seller served a front.
struct FrontServed {
  sim::Id<Front> front;
  sim::Id<Seller> seller;
};

/// Honest buyers abroad were sold chips.
struct HonestSale {
  sim::Id<Place> place;
  std::int32_t units = 0;
};

/// Something points at a ring.
struct Trail {
  sim::Id<Ring> ring;
  Evidence evidence = Evidence::kFound;
};

/// A case came to action: it takes a part of the ring's goods under way, each lot with this chance.
struct Action {
  sim::Id<Ring> ring;
  double taken = 0;
};

/// A ring weighed what it could trade.
struct Turn {
  sim::Id<Ring> ring;
  bool worth_it = false;
};

/// A ring takes over how another buys and what it believes.
struct Imitation {
  sim::Id<Ring> ring;
  sim::Id<Ring> model;
};

struct Outbox {
  std::vector<Order> orders;               ///< before their sellers
  std::size_t matched = 0;                 ///< of those, the first so many were answered
  std::vector<sim::Id<Front>> refused;     ///< fronts that a seller turned away
  std::vector<FrontServed> served;         ///< fronts that were sold something
  std::vector<HonestSale> honest_sales;    ///< of chips that leave their seller for an honest site
  std::vector<Lot> bought;                 ///< lots that have reached their fronts
  std::vector<LotNews> lot_news;           ///< what became of lots at the ends of lanes
  std::vector<Lot> arrived;                ///< lots that have reached China
  std::vector<sim::Id<Front>> given_away;  ///< fronts whose moved chips told where they are
  std::vector<sim::Id<Front>> found;       ///< fronts that the authority may put on its list
  std::vector<Trail> trails;               ///< what may open a case
  std::vector<Action> actions;             ///< cases that came to action
  std::vector<Turn> turns;                 ///< rings that weighed a trade
  std::vector<Imitation> imitations;
  std::vector<sim::Id<Ring>> founded;  ///< rows that another ring takes after a ruin

  void clear() {
    for_each_list([this](auto list) { (this->*list).clear(); });
    matched = 0;
  }
  /// Puts what other rows said behind what is here.
  void append(const Outbox& more) {
    for_each_list([&](auto list) {
      (this->*list).insert((this->*list).end(), (more.*list).begin(), (more.*list).end());
    });
  }

 private:
  template <class Fn>
  static void for_each_list(const Fn& fn) {
    fn(&Outbox::orders);
    fn(&Outbox::refused);
    fn(&Outbox::served);
    fn(&Outbox::honest_sales);
    fn(&Outbox::bought);
    fn(&Outbox::lot_news);
    fn(&Outbox::arrived);
    fn(&Outbox::given_away);
    fn(&Outbox::found);
    fn(&Outbox::trails);
    fn(&Outbox::actions);
    fn(&Outbox::turns);
    fn(&Outbox::imitations);
    fn(&Outbox::founded);
  }
};

}  // namespace chokepoint
