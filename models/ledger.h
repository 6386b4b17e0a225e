// What can happen to chips and to money, each written once: stocks, accounts, the week's tally and the trace together.
// Rules decide and hand their decisions over; the ledger alone carries them out, so that every chip and every cent is
// somewhere (models/invariants.h) and a trace tells exactly what the columns did.
//
// Rows decide on all threads, each part of them with a ledger of its own. Why the outcome does not depend on threads or
// cuts: a part's ledger writes the columns of its rows at once; what all rows share it keeps apart - sums, which are
// integers, and lists - and that is added up and put together part after part, in row order. A run that is traced or
// watched goes through its rows one after another, so that events are told in their order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/physical/logistics.h"
#include "models/trade/orders.h"
#include "models/world.h"
#include "sim/engine/parallel.h"

namespace chokepoint {

struct Doubt;  // models/trade/diligence.h

/// A week's income of all buyers of a kind, of which each has its share.
struct Income {
  double all_usd = 0;
  double patience_weeks = 0;  ///< what would raise a budget above so many weeks of it is not kept,
  double least_cents = 0;     ///< unless it is below this
};

/// What a part of the rows adds to what all share.
struct SharedBooks {
  WeekLog tally;
  Outbox outbox;
  Logistics logistics;
  std::vector<Application> filed;
  std::uint32_t orders = 0;  ///< so many were numbered, from 1
  sim::Column<Product, std::int64_t> moving;
  sim::Column<Product, std::int64_t> seized;
  sim::Column<Product, std::int64_t> scrapped;
  sim::Column<Product, std::int64_t> sold_at_home;  ///< as quotas count it

  explicit SharedBooks(std::size_t products);
};

class Ledger {
 public:
  explicit Ledger(World& world);

  /// Calls fn(row, ledger) for every row of [0, rows), on all threads when there are twice `least` of them or more. fn may
  /// have its ledger do what concerns its own row, and must not read what others do to theirs.
  template <class Fn>
  void for_each_row(std::size_t rows, std::size_t least, const Fn& fn) {
    for_each_part(sim::Parts(rows, least), [&](std::size_t first, std::size_t last, Ledger& own) {
      for (std::size_t row = first; row < last; ++row) fn(row, own);
    });
  }
  /// The same part by part: fn(first, last, ledger).
  template <class Fn>
  void for_each_part(const sim::Parts& parts, const Fn& fn) {
    if (goes_in_order(parts)) {
      for (std::size_t part = 0; part < parts.count(); ++part) fn(parts.first(part), parts.last(part), *this);
      return;
    }
    std::vector<SharedBooks> books(parts.count(), SharedBooks(world_.scenario->products.size()));
    sim::for_each_part(parts, [&](std::size_t part) {
      Ledger own(world_, books[part]);
      fn(parts.first(part), parts.last(part), own);
    });
    for (SharedBooks& part : books) take_in(part);
  }

  /// Whether rows so cut go one after another: by the writer of all columns, in order.
  bool goes_in_order(const sim::Parts& parts) const;

  /// What is said within the week, and what is tallied, by the rows of this ledger.
  Outbox& outbox() { return outbox_; }
  WeekLog& tally() { return tally_; }

  // Money of buyers, in cents.
  /// A week's income of the buyers of one kind in these rows; Chinese ones have paid nothing of it yet.
  void grant(std::size_t first, std::size_t last, const Income& income);
  /// What a landlord raises on the rent of its tenant.
  void raise(sim::Id<Buyer> landlord, double cents);
  void pay(sim::Id<Buyer> payer, std::int64_t cents);
  /// A Chinese buyer, or its arm, pays for what a channel served.
  void pay_channel(sim::Id<Chinese> row, Channel channel, std::int64_t cents);
  /// An advance on future income, and its repayment.
  void lend(sim::Id<Chinese> row, sim::Id<Product> product, std::int64_t cents);
  void repay(sim::Id<Chinese> row, std::int64_t cents);

  // Orders.
  /// Carries out what a buyer decided: licence, advance, and an order that goes to its seller or is stopped.
  void order(const Ordering& ordering);
  /// A seller turns an order away.
  void refuse(const Order& order, const Doubt& doubt);
  /// Counts an order towards its quotas, with what its seller set aside for it; returns the units that they still let
  /// through.
  std::int32_t reserve(const Order& order, std::int32_t set_aside);
  /// A seller serves an order. The units are to be taken from its shelf.
  void sell(const Order& order, std::int32_t units);
  void take_from_shelf(sim::Id<Product> product, sim::Id<Seller> seller, std::int32_t units);

  // Chips before they have a user.
  void make(sim::Id<Product> product, std::int64_t units);
  /// From the designer's warehouse to a seller, or to the one buyer of a captive designer.
  void restock(sim::Id<Product> product, sim::Id<Seller> seller, std::int32_t units, int weeks);
  void hand_over(sim::Id<Product> product, sim::Id<Buyer> buyer, std::int32_t units, int weeks);
  /// Legal lots are there: a front's goes on as a lot of its ring; what others get is unloaded.
  void receive(std::span<const Shipment> shipments);
  /// Into the stock of a seller or the fleet of a buyer; for lots of one receiver from one thread.
  void unload(std::span<const Shipment> shipments);
  /// Chips of an owner fail; those in China by provenance.
  void scrap_abroad(sim::Id<Owner> owner, sim::Id<Product> product, std::int32_t units);
  void scrap_in_china(sim::Id<Chinese> row, Provenance provenance, sim::Id<Product> product,
                      std::int32_t units);

  // Smuggled lots.
  void pay_transport(sim::Id<Ring> ring, double cents);
  void seize(const Lot& lot);
  /// Taken with a case, by a chance against a number drawn.
  void seize_with_case(const Lot& lot, double chance, double drawn);
  void bring_in(const Lot& lot);
  /// A ring pays what it can of a penalty.
  void fine(sim::Id<Ring> ring, std::int64_t cents);
  /// A buyer that was found loses what it can.
  void forfeit(sim::Id<Chinese> row, sim::Id<Ring> ring, std::int64_t cents);
  /// Outside money joins a ring.
  void invest(sim::Id<Ring> ring, std::int64_t cents);
  /// Another ring takes the row of one that was ruined, with fresh money.
  void start_over(sim::Id<Ring> ring);

  // The black market.
  /// What rings earned, and buyers spent, fades by a week.
  void forget_trade(double kept);
  void buy_smuggled(sim::Id<Chinese> row, sim::Id<Product> product, std::int32_t units, double cents_each);
  /// A part of the profit leaves the trade.
  void sell_smuggled(sim::Id<Ring> ring, sim::Id<Product> product, std::int32_t units, double premium,
                     double earned_weeks);
  /// An owner in China sells smuggled chips on.
  void sell_on(sim::Id<Chinese> row, sim::Id<Product> product, std::int32_t units, double premium);

 private:
  Ledger(World& world, SharedBooks& part);
  void take_in(SharedBooks& part);
  inline void place(const Order& order);
  void stop(const Ordering& ordering);
  void shut_out(const Ordering& ordering);
  void ask_licence(const Ordering& ordering);
  void file(const Application& application, const Ruling& ruling);
  void note_cut(const Order& order, std::int64_t units);
  inline void charge(const Order& order, std::int64_t cents, std::int32_t units);
  inline void tally_sale(const Order& order, std::int32_t units);
  inline void count_sale(const Order& order, std::int32_t units);
  inline void take_from_warehouse(sim::Id<Product> product, std::int32_t units);
  std::int64_t take_from_ring(const Lot& lot);
  void ship(const Shipment& shipment, int weeks) {
    dispatch(logistics_, world_.week, shipment, weeks);
    moving_[shipment.product] += shipment.units;
  }
  inline void receive(const Shipment& shipment);
  inline void unload(const Shipment& shipment);
  void pay_overhead(sim::Id<Ring> ring, double cents);
  inline void tally_arrival(const Shipment& shipment);

  World& world_;
  WeekLog& tally_;
  Outbox& outbox_;
  Logistics& logistics_;
  std::vector<Application>& filed_;
  std::uint32_t& orders_;
  sim::Column<Product, std::int64_t>& moving_;
  sim::Column<Product, std::int64_t>& seized_;
  sim::Column<Product, std::int64_t>& scrapped_;
  SharedBooks* part_ = nullptr;  ///< whose they are; of all rows: none
};

}  // namespace chokepoint
