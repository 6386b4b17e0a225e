// What can happen to chips and to money, each written once: stocks, accounts, the week's tally and the trace together.
// Rules decide and hand their decisions over in row order; the ledger alone carries them out, so that every chip and
// every cent is somewhere (models/invariants.h) and a trace tells exactly what the columns did.
#pragma once

#include <cstdint>

#include "models/trade/orders.h"
#include "models/world.h"

namespace chokepoint {

struct Doubt;  // models/trade/diligence.h

class Ledger {
 public:
  explicit Ledger(World& world) : world_(world) {}

  // Money of buyers, in cents.
  /// A week's income; what would raise the budget above `most` is not kept.
  void grant(sim::Id<Buyer> buyer, double cents, double most);
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
  /// A seller serves an order with what it set aside for it, as far as the quotas still let it.
  void sell(const Order& order, std::int64_t set_aside);

  // Chips before they have a user.
  void make(sim::Id<Product> product, std::int64_t units);
  /// From the designer's warehouse to a seller, or to the one buyer of a captive designer.
  void restock(sim::Id<Product> product, sim::Id<Seller> seller, std::int32_t units, int weeks);
  void hand_over(sim::Id<Product> product, sim::Id<Buyer> buyer, std::int32_t units, int weeks);
  /// A legal lot is there.
  void receive(const Shipment& shipment);
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
  void place(const Order& order);
  void stop(const Ordering& ordering);
  void shut_out(const Ordering& ordering);
  void ask_licence(const Ordering& ordering);
  void file(const Application& application, const Ruling& ruling);
  void note_cut(const Order& order, std::int64_t units);
  void charge(const Order& order, std::int64_t cents, std::int32_t units);
  void tally_sale(const Order& order, std::int32_t units);
  void count_sale(const Order& order, std::int32_t units);
  void take_from_warehouse(sim::Id<Product> product, std::int32_t units);
  std::int64_t take_from_ring(const Lot& lot);
  void ship(const Shipment& shipment, int weeks);
  void pay_overhead(sim::Id<Ring> ring, double cents);
  void receive_in_fleet(sim::Id<Buyer> buyer, const Shipment& shipment);

  World& world_;
};

}  // namespace chokepoint
