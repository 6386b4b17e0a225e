// One run as it stands: what it was started with, the columns of every kind, the record so far. Rules read it, the
// phases of week.cc and the ledger write it, nobody else does (tests/layering_test.cc). With the week and the
// scenario's hash the columns are the whole of its state: draws have addresses, so there is no generator to save,
// and 0..T equals 0..t, save, restore, t..T byte for byte.
#pragma once

#include <cstdint>
#include <vector>

#include "models/keys.h"
#include "models/kinds.h"
#include "models/outbox.h"
#include "models/record/record.h"
#include "models/scenario/scenario.h"
#include "sim/engine/id.h"
#include "sim/engine/random.h"

namespace chokepoint {

struct Trace;  // models/record/trace.h
struct Watch;  // models/record/watch.h

struct World : KindStates {
  // Made in one file, not in each that copies one.
  World();
  World(const World& other);
  World(World&& other) noexcept;
  World& operator=(const World& other);
  World& operator=(World&& other) noexcept;
  ~World();

  // Frozen: what the run was started with. Not part of the state, but of its identity.
  const Scenario* scenario = nullptr;
  Parameters parameters;
  sim::RandomStreams streams;
  Trace* trace = nullptr;  ///< where events are written; null: nowhere
  Watch* watch = nullptr;  ///< where what is asked beside is written; null: nowhere

  // State, with the columns of the kinds.
  int week = 0;
  std::uint64_t scenario_hash = 0;
  std::vector<WeekLog> log;  ///< one a week passed
  std::vector<Standing> standings;

  // Of the week under way; empty between weeks.
  WeekLog tally;
  Outbox outbox;

  template <class Visit>
  void columns(Visit& visit) {
    KindStates::columns(visit);
    visit("log", log);
    visit("standings", standings);
  }

  /// The law as it stands: that of the calendar, with what the authority has closed since.
  const Law& law() const { return scenario->laws[adaptation.closed()]; }
  /// The law as it stood in a week that has passed, or is passing.
  const Law& law_in(int past) const { return scenario->laws[adaptation.closed_by(past)]; }
  int version() const { return law().version_of_week[static_cast<std::size_t>(week)]; }
  /// In how fine a grain it is seen.
  const Grain& grain() const { return scenario->grain; }
  /// What a buyer counts for: one, or a part of one of the world.
  double stands_for(sim::Id<Buyer> buyer) const {
    return !is_front(buyer) && buyers.whole[buyer] != 0 ? 1 : grain().of_world(1);
  }
  double weekly(const Weekly& series) const { return series[static_cast<std::size_t>(week)]; }
  /// A part of enforcement this week: with the overall strength, and where the bureau's people do it, with what they
  /// get done.
  double effort(Effort part) const {
    return weekly(scenario->enforcement.effort[static_cast<std::size_t>(part)]) *
           (is_of_bureau(part) ? bureau.work : 1);
  }
  std::int64_t price_cents(sim::Id<Product> product) const { return scenario->products[product].price_cents; }
  double price_usd(sim::Id<Product> product) const { return usd(price_cents(product)); }
  /// Price of a smuggled chip in China over its list price.
  double premium(sim::Id<Product> product) const {
    return at(market.premium, scenario->products[product].chip_class);
  }

  /// A uniform number of this week.
  double draw(std::uint64_t key, sim::Purpose purpose, std::uint64_t number = 0) const {
    return streams.uniform(key, static_cast<std::uint64_t>(week), purpose, number);
  }
  sim::RandomStreams::Four draw4(std::uint64_t key, sim::Purpose purpose, std::uint64_t number = 0) const {
    return streams.uniform4(key, static_cast<std::uint64_t>(week), purpose, number);
  }
  std::uint64_t key_of(sim::Id<Product> product) const { return scenario->keys.product[product]; }
  /// Of a buyer; a front's new company is another.
  std::uint64_t key_of(sim::Id<Buyer> buyer) const {
    const std::uint64_t key = buyers.key[buyer];
    if (!is_front(buyer) || fronts.company[front_of(buyer)] == 0) return key;
    return chokepoint::key_of(key, fronts.company[front_of(buyer)]);
  }

  bool is_front(sim::Id<Buyer> buyer) const { return buyer.index() >= buyers.owners(); }
  bool is_chinese(sim::Id<Buyer> buyer) const { return buyers.kind[buyer] == BuyerKind::kChinese; }
  sim::Id<Buyer> buyer_of(sim::Id<Chinese> row) const { return sim::Id<Buyer>(buyers.abroad + row.index()); }
  sim::Id<Chinese> chinese_of(sim::Id<Buyer> buyer) const {
    return sim::Id<Chinese>(buyer.index() - buyers.abroad);
  }
  sim::Id<Front> front_of(sim::Id<Buyer> buyer) const {
    return sim::Id<Front>(buyer.index() - buyers.owners());
  }
  sim::Id<Buyer> buyer_of(sim::Id<Front> front) const {
    return sim::Id<Buyer>(buyers.owners() + front.index());
  }
  sim::Id<Owner> owner_of(sim::Id<Buyer> buyer) const { return sim::Id<Owner>(buyer.index()); }
  sim::Id<Place> place_of(sim::Id<Front> front) const { return buyers.place[buyer_of(front)]; }
  /// Where a buyer, or its ultimate parent, has its headquarters.
  sim::Id<Place> seat_of(sim::Id<Buyer> buyer) const;
  /// What in the law names a buyer.
  LegalStanding standing_of(sim::Id<Buyer> buyer) const {
    if (!is_front(buyer)) return named.standing[owner_of(buyer)];
    return fronts.back_week[front_of(buyer)] >= 0 ? kListedInRun : 0;
  }
};

}  // namespace chokepoint
