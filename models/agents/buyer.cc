#include "models/agents/buyer.h"

#include <algorithm>
#include <cmath>

#include "models/orders.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kChipPurpose{"buyer.chip"};
constexpr Purpose kSellerPurpose{"buyer.seller"};
constexpr Purpose kLicencePurpose{"buyer.licence"};

/// Small buyers order servers of eight chips, in one week of four; the named order every week.
constexpr std::int64_t kServer = 8;
constexpr int kOrderEvery = 4;
/// Chance that a buyer tries another seller than its own.
constexpr double kTriesAnother = 0.15;

}  // namespace

void grant_budgets(World& world) {
  const Setting& setting = *world.setting;
  const bool future = world.week >= setting.week_of_2025;
  const double abroad = world.weekly(setting.spending_abroad) *
                        (future ? double{world.parameters.demand.abroad_spending} : 1.0);
  const double china = world.weekly(setting.spending_china) * world.parameters.demand.chinese_spending;
  const double patience = world.parameters.demand.patience_weeks;
  Buyers& buyers = world.buyers;
  for (std::uint32_t row = 0; row < buyers.abroad + buyers.chinese; ++row) {
    const Id<Buyer> buyer(row);
    const double usd = (row < buyers.abroad ? abroad : china) * buyers.share[buyer];
    const auto income = static_cast<std::int64_t>(usd * 100);
    // A budget keeps at least the price of a server, else a small buyer could never save for one.
    const std::int64_t most = std::max(static_cast<std::int64_t>(patience * usd * 100),
                                       2 * kServer * setting.products[setting.h100].price_cents);
    buyers.budget_cents[buyer] = std::min(buyers.budget_cents[buyer] + income, most);
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
    const std::uint64_t key = world.buyers.key[buyer];
    const auto when = static_cast<std::uint64_t>(world.week);
    const Id<Product> product = choose(offers, world.luck.uniform(key, when, kChipPurpose));
    const std::int64_t price = setting.products[product].price_cents;
    std::int64_t units = world.buyers.budget_cents[buyer] / price;
    if (row >= named) units -= units % kServer;
    if (units <= 0) continue;
    const Id<Place> place = world.buyers.place[buyer];
    const Ruling ruling = rule_today(world, product, place, world.buyers.headquarters[buyer], false);
    ++world.today().orders;
    // Outside China a licence is asked for order by order; its delay lengthens the way.
    if (world.luck.uniform(key, when, kLicencePurpose) >= approval_odds(world, ruling)) {
      ++world.today().refused_by_rule;
      continue;
    }
    world.orders.push_back({buyer, seller_for(world, buyer, place, kSellerPurpose), product,
                            static_cast<std::int32_t>(units), static_cast<std::uint32_t>(Provenance::kLegal),
                            notice_weeks(world, ruling)});
  }
}

Id<Seller> seller_for(const World& world, Id<Buyer> buyer, Id<Place> place, Purpose purpose) {
  const Sellers& sellers = world.sellers;
  const std::uint32_t first = sellers.first_at[place.index()];
  const std::uint32_t count = sellers.first_at[place.index() + 1] - first;
  // A place without sellers of its own buys in the United States.
  if (count == 0) return seller_for(world, buyer, world.setting->us, purpose);
  const std::uint64_t key = world.buyers.key[buyer];
  const auto four = world.luck.uniform4(key, static_cast<std::uint64_t>(world.week), purpose);
  const double own = world.luck.uniform(key, 0, purpose, 1);
  const double chosen = four.u[0] < kTriesAnother ? four.u[1] : own;
  return Id<Seller>(first + std::min(count - 1, static_cast<std::uint32_t>(chosen * count)));
}

}  // namespace chokepoint
