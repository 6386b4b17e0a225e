// The verbs of the ledger for smuggled lots, what rings pay and earn, and the black market.
#include <algorithm>

#include "models/ledger.h"
#include "models/record/trace.h"
#include "models/record/watch.h"
#include "sim/engine/calendar.h"

namespace chokepoint {

using sim::Id;

/// A ring pays for fronts or transport; its goods must earn it back before it has a profit.
void Ledger::pay_overhead(Id<Ring> ring, double cents) {
  const auto whole = static_cast<std::int64_t>(cents);
  world_.accounts.capital_cents[ring] -= whole;
  world_.accounts.overhead_cents[ring] += whole;
}

void Ledger::pay_transport(Id<Ring> ring, double cents) { pay_overhead(ring, cents); }

/// Seized chips leave their ring's goods, at what they cost in cents.
std::int64_t Ledger::take_from_ring(const Lot& lot) {
  const std::int64_t cents = world_.price_cents(lot.product) * lot.units;
  seized_[lot.product] += lot.units;
  tally_.seized += world_.grain().chips(lot.units);
  world_.accounts.goods_cents[lot.ring] -= cents;
  return cents;
}

void Ledger::seize(const Lot& lot) {
  // What was lost is earned back before anything is paid out.
  world_.accounts.overhead_cents[lot.ring] += take_from_ring(lot);
}

void Ledger::seize_with_case(const Lot& lot, double chance, double drawn) {
  take_from_ring(lot);
  note(world_, {.kind = EventKind::kSeized,
                .order = lot.order,
                .buyer = world_.buyer_of(lot.front),
                .ring = lot.ring,
                .product = lot.product,
                .units = lot.units,
                .chance = chance,
                .drawn = drawn,
                .note = "with a case"});
}

void Ledger::bring_in(const Lot& lot) {
  world_.stocks.with_rings.at(lot.ring, lot.product) += lot.units;
  tally_.smuggled += world_.grain().chips(lot.units);
  for (int leg = 0; leg < lot.legs; ++leg) {
    const Id<Place> from = world_.scenario->places.from[lot.path[static_cast<std::size_t>(leg)]];
    tally_.smuggled_via[from.index()] += world_.grain().chips(lot.units);
  }
  tally_.smuggled_h100e += lot.units * world_.scenario->products[lot.product].h100e;
  tally_.smuggled_usd += lot.units * world_.price_usd(lot.product) * world_.premium(lot.product);
  watch_smuggled(world_, lot);
}

void Ledger::fine(Id<Ring> ring, std::int64_t cents) {
  std::int64_t& capital = world_.accounts.capital_cents[ring];
  const std::int64_t paid = std::min(std::max<std::int64_t>(0, capital), cents);
  capital -= paid;
  tally_.fines_usd += usd(paid);
  note(world_, {.kind = EventKind::kActed, .ring = ring, .value = usd(paid)});
}

void Ledger::invest(Id<Ring> ring, std::int64_t cents) { world_.accounts.capital_cents[ring] += cents; }

void Ledger::start_over(Id<Ring> ring) {
  world_.accounts.capital_cents[ring] = world_.rings.start_cents[ring];
  world_.accounts.overhead_cents[ring] = 0;
  world_.accounts.earned_usd_per_year[ring] = 0;
}

void Ledger::forfeit(Id<Chinese> row, Id<Ring> ring, std::int64_t cents) {
  std::int64_t& budget = world_.accounts.budget_cents[world_.buyer_of(row)];
  const std::int64_t lost = std::min(budget, cents);
  budget -= lost;
  tally_.forfeited_usd += usd(lost);
  note(world_,
       {.kind = EventKind::kForfeited, .buyer = world_.buyer_of(row), .ring = ring, .value = usd(lost)});
}

void Ledger::forget_trade(double kept) {
  constexpr std::size_t kFew = 65536;  // fade faster than threads could be asked to help
  const auto fade = [&](std::vector<double>& amounts) {
    sim::for_each_row({amounts.size(), kFew}, [&](std::size_t row) { amounts[row] *= kept; });
  };
  fade(world_.accounts.earned_usd_per_year.values());
  fade(world_.accounts.smuggled_usd.values());
}

void Ledger::buy_smuggled(Id<Chinese> row, Id<Product> product, std::int32_t units, double cents_each) {
  world_.stocks.in_china[static_cast<std::size_t>(Provenance::kSmuggled)].at(row, product) += units;
  pay_channel(row, Channel::kSmuggled, static_cast<std::int64_t>(units * cents_each));
  world_.accounts.smuggled_usd[row] += units * cents_each / 100;
  if (world_.trace == nullptr) return;
  note(world_, {.kind = EventKind::kBought,
                .buyer = world_.buyer_of(row),
                .product = product,
                .units = units,
                .value = cents_each / 100});
}

void Ledger::sell_smuggled(Id<Ring> ring, Id<Product> product, std::int32_t units, double premium,
                           double earned_weeks) {
  world_.stocks.with_rings.at(ring, product) -= units;
  const std::int64_t cost = world_.price_cents(product) * units;
  const auto income = static_cast<std::int64_t>(static_cast<double>(cost) * premium);
  std::int64_t& goods = world_.accounts.goods_cents[ring];
  std::int64_t& overhead = world_.accounts.overhead_cents[ring];
  // Goods bear their part of fronts and transport.
  const double part = goods > 0 ? std::min(1.0, static_cast<double>(cost) / static_cast<double>(goods)) : 1;
  const auto borne = static_cast<std::int64_t>(static_cast<double>(overhead) * part);
  const std::int64_t profit = income - cost - borne;
  goods -= cost;
  overhead -= borne;
  const double paid_out =
      world_.parameters.rings.payout * static_cast<double>(std::max<std::int64_t>(0, profit));
  world_.accounts.capital_cents[ring] += income - static_cast<std::int64_t>(paid_out);
  world_.accounts.earned_usd_per_year[ring] += usd(profit) * sim::kWeeksPerYear / earned_weeks;
}

void Ledger::sell_on(Id<Chinese> row, Id<Product> product, std::int32_t units, double premium) {
  world_.stocks.in_china[static_cast<std::size_t>(Provenance::kSmuggled)].at(row, product) -= units;
  const double cents = static_cast<double>(world_.price_cents(product)) * units * premium;
  world_.accounts.budget_cents[world_.buyer_of(row)] += static_cast<std::int64_t>(cents);
  tally_.resold += world_.grain().chips(units);
  if (world_.trace == nullptr) return;
  note(world_, {.kind = EventKind::kSoldOn,
                .buyer = world_.buyer_of(row),
                .product = product,
                .units = units,
                .value = cents / 100});
}

}  // namespace chokepoint
