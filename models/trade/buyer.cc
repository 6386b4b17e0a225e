#include "models/trade/buyer.h"

#include <algorithm>
#include <cmath>

#include "models/record/trace.h"
#include "models/trade/licensing.h"
#include "models/trade/orders.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kOrderPurpose{"buyer.order"};

/// Small buyers order servers of eight chips, in one week of four; the named order every week.
constexpr int kOrderEvery = 4;
/// Chance that a buyer tries another seller than its own.
constexpr double kTriesAnother = 0.15;

}  // namespace

double weekly_income_usd(const World& world, Id<Buyer> buyer) {
  const Setting& setting = *world.setting;
  const DemandParameters& parameters = world.parameters.demand;
  if (world.buyers.kind[buyer] == BuyerKind::kChinese) {
    return world.weekly(setting.spending_china) * parameters.chinese_spending * world.buyers.share[buyer];
  }
  const bool future = world.week >= setting.week_of_2025;
  return world.weekly(setting.spending_abroad) * (future ? double{parameters.abroad_spending} : 1.0) *
         world.buyers.share[buyer];
}

double order_budget_cents(const World& world, Id<Buyer> buyer, double weeks) {
  const double most = weekly_income_usd(world, buyer) * 100 * weeks * world.parameters.demand.catch_up;
  // Even a small buyer can order one server at a time.
  const double server =
      2.0 * kServer * static_cast<double>(world.setting->products[world.setting->h100].price_cents);
  return std::min(static_cast<double>(world.buyers.budget_cents[buyer]), std::max(most, server));
}

void grant_budgets(World& world) {
  const double server =
      2.0 * kServer * static_cast<double>(world.setting->products[world.setting->h100].price_cents);
  for (std::uint32_t row = 0; row < world.buyers.abroad + world.buyers.chinese; ++row) {
    const Id<Buyer> buyer(row);
    const double cents = weekly_income_usd(world, buyer) * 100;
    world.this_week().money_usd += cents / 100;
    if (row >= world.buyers.abroad) world.this_week().money_china_usd += cents / 100;
    // A budget keeps at least the price of a server, else a small buyer could never save for one.
    const double most = std::max(world.parameters.demand.patience_weeks * cents, server);
    std::int64_t& budget = world.buyers.budget_cents[buyer];
    budget = std::min(budget + static_cast<std::int64_t>(cents),
                      std::max(budget, static_cast<std::int64_t>(most)));
  }
}

void order_abroad(World& world) {
  const Setting& setting = *world.setting;
  const std::vector<Offer> offers = offers_everywhere(world);
  if (offers.empty()) return;
  const auto named = static_cast<std::uint32_t>(setting.actors.abroad.named.size());
  for (std::uint32_t row = 0; row < world.buyers.abroad; ++row) {
    if (row >= named && (world.week + static_cast<int>(row)) % kOrderEvery != 0) continue;
    const Id<Buyer> buyer(row);
    // One address for all that an order asks of luck: the chip, the licence, another seller, and which.
    const auto draws =
        world.luck.uniform4(world.buyers.key[buyer], static_cast<std::uint64_t>(world.week), kOrderPurpose);
    const Id<Product> product = choose(offers, draws.u[0]);
    const std::int64_t price = setting.products[product].price_cents;
    const double weeks = row < named ? 1 : kOrderEvery;
    auto units =
        static_cast<std::int64_t>(order_budget_cents(world, buyer, weeks) / static_cast<double>(price));
    if (row >= named) units -= units % kServer;
    if (units <= 0) continue;
    const Id<Place> place = world.buyers.place[buyer];
    const Ruling ruling = rule_for(world, product, buyer);
    const double odds = approval_odds(world, ruling);
    const bool excepted = is_excepted(world, ruling, buyer, product, units);
    if (ruling.verdict == Verdict::kLicence && !excepted) {
      const std::int32_t waits = notice_weeks(world, ruling);
      ++world.this_week().licences_abroad;
      world.this_week().licence_weeks_abroad += waits;
      Event event{.kind = EventKind::kFiled,
                  .buyer = buyer,
                  .product = product,
                  .units = static_cast<std::int32_t>(units),
                  .value = static_cast<double>(waits),
                  .ruling = ruling};
      note(world, event);
      event.kind = draws.u[1] < odds ? EventKind::kGranted : EventKind::kNotGranted;
      event.value = event.kind == EventKind::kGranted
                        ? static_cast<double>(within_quotas(world, ruling.quotas, buyer, product, units))
                        : 0;
      event.chance = odds;
      event.luck = draws.u[1];
      event.ceiling = ceiling_to_note(world, ruling.quotas, buyer, product);
      note(world, event);
    }
    // Outside China a licence is asked for order by order; its delay lengthens the way.
    if (!excepted && draws.u[1] >= odds) {
      if (ruling.verdict == Verdict::kLicence) {
        refuse_by_rule(world, {buyer, product, units, odds, draws.u[1]}, ruling, Refusal::kNotGranted);
      } else {
        refuse_by_rule(world, {buyer, product, units}, ruling, Refusal::kDenied);
      }
      continue;
    }
    const std::int64_t left = within_quotas(world, ruling.quotas, buyer, product, units);
    if (left <= 0) {
      refuse_by_rule(world, {buyer, product, units}, ruling, Refusal::kQuotaSpent);
      continue;
    }
    World::Order order{buyer,
                       seller_at(world, buyer, place, draws.u[2], draws.u[3]),
                       product,
                       static_cast<std::int32_t>(left),
                       static_cast<std::uint32_t>(Provenance::kLegal),
                       excepted ? 0 : notice_weeks(world, ruling),
                       1};
    order.quotas = ruling.quotas;
    order.on_paper = ruling.on_paper >= 0;
    place_order(world, order);
  }
}

Id<Seller> seller_at(const World& world, Id<Buyer> buyer, Id<Place> place, double another, double which) {
  const Sellers& sellers = world.sellers;
  // A place without sellers of its own buys in the United States.
  if (sellers.first_at[place.index() + 1] == sellers.first_at[place.index()]) place = world.setting->us;
  const std::uint32_t first = sellers.first_at[place.index()];
  const std::uint32_t count = sellers.first_at[place.index() + 1] - first;
  const double chosen = another < kTriesAnother ? which : world.buyers.usual_seller[buyer];
  return Id<Seller>(first + std::min(count - 1, static_cast<std::uint32_t>(chosen * count)));
}

Id<Seller> seller_for(const World& world, Id<Buyer> buyer, Id<Place> place, Purpose purpose) {
  const auto four =
      world.luck.uniform4(world.buyers.key[buyer], static_cast<std::uint64_t>(world.week), purpose);
  return seller_at(world, buyer, place, four.u[0], four.u[1]);
}

}  // namespace chokepoint
