#include "models/ledger.h"

#include <algorithm>

#include "models/diversion/method.h"
#include "models/physical/logistics.h"
#include "models/record/outcome.h"
#include "models/record/trace.h"
#include "models/record/watch.h"
#include "models/trade/diligence.h"
#include "models/trade/licensing.h"

namespace chokepoint {

using sim::Id;

SharedBooks::SharedBooks(std::size_t products)
    : moving(products, 0), seized(products, 0), scrapped(products, 0), sold_at_home(products, 0) {}

Ledger::Ledger(World& world)
    : world_(world),
      tally_(world.tally),
      outbox_(world.outbox),
      logistics_(world.logistics),
      filed_(world.licensing.pending),
      orders_(world.stocks.orders),
      moving_(world.stocks.moving),
      seized_(world.stocks.seized),
      scrapped_(world.stocks.scrapped) {}

Ledger::Ledger(World& world, SharedBooks& part)
    : world_(world),
      tally_(part.tally),
      outbox_(part.outbox),
      logistics_(part.logistics),
      filed_(part.filed),
      orders_(part.orders),
      moving_(part.moving),
      seized_(part.seized),
      scrapped_(part.scrapped),
      part_(&part) {}

bool Ledger::goes_in_order(const sim::Parts& parts) const {
  return parts.count() < 2 || sim::thread_count() == 1 || world_.trace != nullptr || world_.watch != nullptr;
}

/// Orders of a part get the numbers behind those of the parts before it.
void Ledger::take_in(SharedBooks& part) {
  for (Order& order : part.outbox.orders) order.number += orders_;
  orders_ += part.orders;
  add_flows(tally_, part.tally);
  outbox_.append(part.outbox);
  append(logistics_, part.logistics);
  filed_.insert(filed_.end(), part.filed.begin(), part.filed.end());
  for (const Id<Product> product : world_.scenario->simulated) {
    moving_[product] += part.moving[product];
    seized_[product] += part.seized[product];
    scrapped_[product] += part.scrapped[product];
    if (part.sold_at_home[product] != 0)
      count_at_home(world_, world_.licensing, product, part.sold_at_home[product]);
  }
}

void Ledger::grant(std::size_t first, std::size_t last, const Income& income) {
  UsdSum granted;
  for (std::size_t row = first; row < last; ++row) {
    const double cents = income.all_usd * world_.buyers.share[Id<Buyer>(row)] * 100;
    const double most = std::max(income.patience_weeks * cents, income.least_cents);
    std::int64_t& budget = world_.accounts.budget_cents[Id<Buyer>(row)];
    budget = std::min(budget + static_cast<std::int64_t>(cents),
                      std::max(budget, static_cast<std::int64_t>(most)));
    granted += cents / 100;
  }
  tally_.money_usd += granted;
  if (first >= last || !world_.is_chinese(Id<Buyer>(first))) return;
  tally_.money_china_usd += granted;
  const std::size_t row = world_.chinese_of(Id<Buyer>(first)).index();
  std::fill_n(world_.channel_week.paid_cents.begin() + static_cast<std::ptrdiff_t>(row), last - first,
              ByChannel<std::int64_t>{});
}

void Ledger::raise(Id<Buyer> landlord, double cents) {
  tally_.money_usd += cents / 100;
  world_.accounts.budget_cents[landlord] += static_cast<std::int64_t>(cents);
}

void Ledger::pay(Id<Buyer> payer, std::int64_t cents) { world_.accounts.budget_cents[payer] -= cents; }

void Ledger::pay_channel(Id<Chinese> row, Channel channel, std::int64_t cents) {
  pay(world_.buyer_of(row), cents);
  at(world_.channel_week.paid_cents[row], channel) += cents;
  at(tally_.spent_china_usd, channel) += usd(cents);
}

void Ledger::lend(Id<Chinese> row, Id<Product> product, std::int64_t cents) {
  const Id<Buyer> buyer = world_.buyer_of(row);
  world_.accounts.budget_cents[buyer] += cents;
  world_.accounts.owed_cents[row] += cents;
  note(world_, {.kind = EventKind::kBoughtAhead, .buyer = buyer, .product = product, .value = usd(cents)});
}

void Ledger::repay(Id<Chinese> row, std::int64_t cents) {
  world_.accounts.budget_cents[world_.buyer_of(row)] -= cents;
  world_.accounts.owed_cents[row] -= cents;
}

void Ledger::order(const Ordering& ordering) {
  if (ordering.advance_cents > 0)
    lend(world_.chinese_of(ordering.order.buyer), ordering.order.product, ordering.advance_cents);
  if (ordering.licence) ask_licence(ordering);
  if (ordering.application) file(*ordering.application, ordering.ruling);
  switch (ordering.fate) {
    case OrderFate::kNothingAsked:
      return;
    case OrderFate::kPlaced:
      return place(ordering.order);
    case OrderFate::kStopped:
      return stop(ordering);
    case OrderFate::kShutOut:
      return shut_out(ordering);
  }
}

/// Puts an order before its seller, numbered.
inline void Ledger::place(const Order& order) {
  tally_.orders += world_.stands_for(order.buyer);
  Order& placed = outbox_.orders.emplace_back(order);
  placed.number = ++orders_;
  if (world_.trace == nullptr) return;
  note(world_, {.kind = EventKind::kOrdered,
                .order = placed.number,
                .buyer = order.buyer,
                .seller = order.seller,
                .product = order.product,
                .units = order.units});
}

/// Writes down an order that the rule book stopped, numbered as those that it did not stop.
void Ledger::stop(const Ordering& ordering) {
  ++orders_;
  const Order& order = ordering.order;
  tally_.orders += world_.stands_for(order.buyer);
  tally_.refused_by_rule += world_.stands_for(order.buyer);
  const bool asked = ordering.why == Refusal::kNotGranted && ordering.licence;
  note(world_, {.kind = EventKind::kRefusedByRule,
                .order = orders_,
                .buyer = order.buyer,
                .product = order.product,
                .units = ordering.wished,
                .chance = asked ? ordering.licence->odds : 0,
                .drawn = asked ? ordering.licence->drawn : 0,
                .ruling = ordering.ruling,
                .note = name_of(ordering.why),
                .ceiling = ordering.why == Refusal::kQuotaSpent
                               ? ceiling_to_note(world_, ordering.ruling.quotas, order.buyer, order.product)
                               : CeilingUse{}});
}

/// The rule book did not stop it, and no tally counts it.
void Ledger::shut_out(const Ordering& ordering) {
  ++orders_;
  note(world_, {.kind = EventKind::kRefusedAtGate,
                .order = orders_,
                .buyer = ordering.order.buyer,
                .product = ordering.order.product,
                .units = ordering.wished,
                .value = ordering.admitted});
}

/// A licence that is asked for with the order.
void Ledger::ask_licence(const Ordering& ordering) {
  const LicenceAnswer& answer = *ordering.licence;
  tally_.licences_abroad += world_.stands_for(ordering.order.buyer);
  tally_.licence_weeks_abroad += world_.stands_for(ordering.order.buyer) * answer.weeks;
  if (world_.trace == nullptr) return;
  const Order& order = ordering.order;
  Event event{.kind = EventKind::kFiled,
              .buyer = order.buyer,
              .product = order.product,
              .units = ordering.wished,
              .value = static_cast<double>(answer.weeks),
              .ruling = ordering.ruling};
  note(world_, event);
  const bool granted = answer.drawn < answer.odds;
  event.kind = granted ? EventKind::kGranted : EventKind::kNotGranted;
  const auto units = static_cast<double>(
      within_quotas(world_, ordering.ruling.quotas, order.buyer, order.product, ordering.wished));
  event.value = granted ? world_.grain().chips(units) : 0;
  event.chance = answer.odds;
  event.drawn = answer.drawn;
  event.ceiling = ceiling_to_note(world_, ordering.ruling.quotas, order.buyer, order.product);
  note(world_, event);
}

/// An application that waits for its ruling.
void Ledger::file(const Application& application, const Ruling& ruling) {
  const int weeks = application.due_week - application.filed_week;
  tally_.licences_china += world_.stands_for(application.buyer);
  tally_.licence_weeks_china += world_.stands_for(application.buyer) * weeks;
  filed_.push_back(application);
  count_applied(world_.licensing, world_.chinese_of(application.buyer), application);
  note(world_, {.kind = EventKind::kFiled,
                .buyer = application.buyer,
                .product = application.product,
                .units = application.units,
                .value = static_cast<double>(weeks),
                .ruling = ruling});
}

void Ledger::refuse(const Order& order, const Doubt& doubt) {
  tally_.refused_by_seller += world_.stands_for(order.buyer);
  note(world_, {.kind = EventKind::kRefusedBySeller,
                .order = order.number,
                .buyer = order.buyer,
                .seller = order.seller,
                .product = order.product,
                .units = order.units,
                .chance = doubt.chance,
                .drawn = doubt.drawn});
  if (world_.is_front(order.buyer)) {
    outbox_.refused.push_back(world_.front_of(order.buyer));
    return;
  }
  tally_.honest_refused += world_.grain().chips(order.units);
  tally_.honest_refused_usd += world_.price_usd(order.product) * order.units;
}

std::int32_t Ledger::reserve(const Order& order, std::int32_t set_aside) {
  // What others bought this week may have used up a quota since the order was placed.
  const auto units =
      static_cast<std::int32_t>(within_quotas(world_, order.quotas, order.buyer, order.product, set_aside));
  if (units < set_aside) note_cut(order, set_aside - units);
  if (units > 0) count_towards(world_, world_.licensing, order.quotas, order.buyer, order.product, units);
  return units;
}

void Ledger::sell(const Order& order, std::int32_t units) {
  charge(order, world_.price_cents(order.product) * units, units);
  tally_sale(order, units);
  count_sale(order, units);
  if (world_.trace != nullptr) {
    const Doubt doubt = doubt_about(world_, order);
    note(world_, {.kind = EventKind::kSold,
                  .order = order.number,
                  .buyer = order.buyer,
                  .seller = order.seller,
                  .product = order.product,
                  .units = units,
                  .chance = doubt.chance,
                  .drawn = doubt.drawn});
  }
  const int weeks = transit_weeks(world_.scenario->places, world_.sellers.place[order.seller],
                                  world_.buyers.place[order.buyer]);
  ship({order.product, units, order.buyer.index(), 0, static_cast<std::uint32_t>(order.provenance),
        order.number},
       weeks + order.delay_weeks);
}

void Ledger::take_from_shelf(Id<Product> product, Id<Seller> seller, std::int32_t units) {
  world_.stocks.at_sellers(product, seller) -= units;
}

/// Units that the seller had for an order and a quota kept back.
void Ledger::note_cut(const Order& order, std::int64_t units) {
  note(world_, {.kind = EventKind::kCutByQuota,
                .order = order.number,
                .buyer = order.buyer,
                .seller = order.seller,
                .product = order.product,
                .units = units,
                .note = name_of(Refusal::kQuotaSpent),
                .ceiling = ceiling_to_note(world_, order.quotas, order.buyer, order.product)});
}

/// The buyer pays; a front's ring, for the goods and for the front.
inline void Ledger::charge(const Order& order, std::int64_t cents, std::int32_t units) {
  if (!world_.is_front(order.buyer)) {
    const auto paid = static_cast<std::int64_t>(static_cast<double>(cents) * order.price_factor);
    if (world_.buyers.kind[order.buyer] == BuyerKind::kAbroad) return pay(order.buyer, paid);
    const Channel channel = !world_.is_chinese(order.buyer)             ? Channel::kOffshore
                            : order.provenance == Provenance::kDomestic ? Channel::kDomestic
                                                                        : Channel::kLegal;
    return pay_channel(world_.chinese_of(world_.buyers.payer[order.buyer]), channel, paid);
  }
  const Id<Front> front = world_.front_of(order.buyer);
  const Id<Ring> ring = world_.fronts.ring[front];
  outbox_.served.push_back({front, order.seller});
  world_.accounts.capital_cents[ring] -= cents;
  world_.accounts.goods_cents[ring] += cents;
  world_.accounts.bought_units[ring] += units;
  // What scarcity adds to the list price, and the front's part, are borne as overhead.
  const double outlay = double{order.price_factor} * (1 + method_of(world_, front).cost);
  pay_overhead(ring, static_cast<double>(cents) * (outlay - 1));
}

inline void Ledger::tally_sale(const Order& order, std::int32_t units) {
  const ProductFacts& facts = world_.scenario->products[order.product];
  const auto maker = static_cast<std::size_t>(world_.scenario->maker_of(order.product));
  const double paid = usd(facts.price_cents) * units;
  tally_.sold[maker] += world_.grain().chips(units);
  tally_.sold_usd[maker] += paid;
  const bool to_china = world_.is_chinese(order.buyer);
  if (world_.watch != nullptr) watch_sale(world_, order.product, units, to_china);
  if (!to_china) return;
  tally_.sold_to_china_usd[maker] += paid;
  tally_.sold_to_china_h100e[maker] += units * facts.h100e;
  if (facts.designer == world_.scenario->nvidia) tally_.nvidia_to_china += world_.grain().chips(units);
}

/// What the law and its officers count of a sale.
inline void Ledger::count_sale(const Order& order, std::int32_t units) {
  if (order.provenance == Provenance::kLicensed)
    use_licence(world_.licensing, world_.chinese_of(order.buyer), order.product, units);
  if (world_.buyers.kind[order.buyer] != BuyerKind::kAbroad) return;
  const Id<Place> place = world_.buyers.place[order.buyer];
  if (place == world_.scenario->us) {
    if (part_ != nullptr) {
      part_->sold_at_home[order.product] += units;
    } else {
      count_at_home(world_, world_.licensing, order.product, units);
    }
  } else {
    outbox_.honest_sales.push_back({place, units});
  }
}

}  // namespace chokepoint
