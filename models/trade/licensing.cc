#include "models/trade/licensing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/record/trace.h"
#include "models/trade/orders.h"
#include "models/world.h"
#include "sim/engine/find_rows.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kDelayPurpose{"licence.delay"};
constexpr Purpose kOddsPurpose{"licence.odds"};

/// The quotas of a set with their numbers.
template <class Visit>
void for_each(const World& world, std::uint32_t quotas, Visit visit) {
  for (std::size_t number = 0; quotas != 0; ++number, quotas >>= 1) {
    if ((quotas & 1) == 0) continue;
    const Quota* quota = world.law().rules.quota(world.version(), static_cast<int>(number));
    if (quota != nullptr) visit(*quota, Id<QuotaRow>(number));
  }
}

/// What was let through under a quota that caps a place, or all of them together.
std::int64_t let_through(const World& world, const Quota& quota, Id<QuotaRow> number, Id<Place> place) {
  const auto& by_place = world.licensing.quota_total;
  if (quota.per_place) return by_place(number, place);
  const auto all = by_place.row(number);
  return std::accumulate(all.begin(), all.end(), std::int64_t{0});
}

/// Each ceiling of a quota for a buyer.
template <class Visit>
void for_each_ceiling(const World& world, const Quota& quota, Id<QuotaRow> number, Id<Buyer> buyer,
                      Visit visit) {
  const Licensing& licensing = world.licensing;
  const auto index = static_cast<int>(number.index());
  if (quota.per_buyer_units)
    visit(CeilingUse{index, CeilingOf::kBuyer, licensing.quota_buyer(buyer, number), *quota.per_buyer_units});
  if (!quota.total_units && !quota.share_of_home_units) return;
  const CeilingOf of = quota.per_place ? CeilingOf::kPlace : CeilingOf::kAll;
  const std::int64_t gone = let_through(world, quota, number, world.buyers.place[buyer]);
  if (quota.total_units) visit(CeilingUse{index, of, gone, *quota.total_units});
  if (quota.share_of_home_units) {
    const double most = *quota.share_of_home_units * static_cast<double>(licensing.quota_home[number]);
    visit(CeilingUse{index, of, gone, static_cast<std::int64_t>(most)});
  }
}

/// What a quota leaves a buyer, in its own unit.
std::int64_t left_of(const World& world, const Quota& quota, Id<QuotaRow> number, Id<Buyer> buyer) {
  constexpr std::int64_t kNoCeiling = std::int64_t{1} << 60;
  std::int64_t left = kNoCeiling;
  for_each_ceiling(world, quota, number, buyer,
                   [&](const CeilingUse& ceiling) { left = std::min(left, ceiling.most - ceiling.used); });
  left = std::max<std::int64_t>(0, left);
  if (quota.free_per_buyer_a_year)
    left +=
        std::max<std::int64_t>(0, *quota.free_per_buyer_a_year - world.licensing.quota_free(buyer, number));
  return left;
}

/// Quotas that count by the year begin anew with it, and so does what is free of them.
void renew_quotas(const World& world, Licensing& licensing) {
  const sim::Calendar& calendar = world.scenario->calendar;
  if (world.week == 0 || calendar.date_of(world.week).year() == calendar.date_of(world.week - 1).year())
    return;
  for (const Id<QuotaRow> number : ids(licensing.quota_home)) {
    const Quota* quota = world.law().rules.quota(world.version(), static_cast<int>(number.index()));
    if (quota == nullptr) continue;
    const bool by_year = quota->per == QuotaPeriod::kYear;
    if (by_year) {
      std::ranges::fill(licensing.quota_total.row(number), 0);
      licensing.quota_home[number] = 0;
    }
    for (const Id<Buyer> buyer : ids(world.buyers.kind)) {
      if (by_year) licensing.quota_buyer(buyer, number) = 0;
      licensing.quota_free(buyer, number) = 0;
    }
  }
}

/// A front's new company has used up nothing.
void renew_companies(const World& world, Licensing& licensing) {
  if (licensing.quota_home.empty()) return;
  sim::find_rows(
      world.fronts.founded_week,
      [last_week = world.week - 1](std::int32_t founded) { return founded == last_week; },
      [&](Id<Front> front) {
        for (auto* used : {&licensing.quota_buyer, &licensing.quota_free})
          std::ranges::fill(used->row(world.buyer_of(front)), 0);
      });
}

void decide(const World& world, Licensing& licensing, const Application& application) {
  const Id<Chinese> row = world.chinese_of(application.buyer);
  const Id<Product> product = application.product;
  licensing.applied(row, product) -= application.units;
  // The rule of the week decides: an application filed under one policy may be ruled under another.
  const Ruling ruling = rule_for(world, product, application.buyer);
  const double u = world.streams.uniform(world.buyers.key[application.buyer],
                                         static_cast<std::uint64_t>(application.filed_week), kOddsPurpose,
                                         world.key_of(product));
  const double odds = approval_odds(world, ruling);
  const std::int64_t units =
      u < odds ? within_quotas(world, ruling.quotas, application.buyer, product, application.units) : 0;
  note(world, {.kind = u < odds ? EventKind::kGranted : EventKind::kNotGranted,
               .buyer = application.buyer,
               .product = product,
               .units = application.units,
               .value = static_cast<double>(units),
               .chance = odds,
               .drawn = u,
               .ruling = ruling,
               .ceiling = ceiling_to_note(world, ruling.quotas, application.buyer, product)});
  if (u >= odds) return;
  count_towards(world, licensing, ruling.quotas, application.buyer, product, units);
  licensing.licensed(row, product) += static_cast<std::int32_t>(units);
}

}  // namespace

CeilingUse tightest_ceiling(const World& world, std::uint32_t quotas, Id<Buyer> buyer, Id<Product> product) {
  CeilingUse tightest;
  std::int64_t least = 0;
  for_each(world, quotas, [&](const Quota& quota, Id<QuotaRow> number) {
    for_each_ceiling(world, quota, number, buyer, [&](const CeilingUse& ceiling) {
      const std::int64_t left = (ceiling.most - ceiling.used) / quota.worth[product];
      if (tightest.quota >= 0 && left >= least) return;
      tightest = ceiling;
      least = left;
    });
  });
  return tightest;
}

std::int64_t within_quotas(const World& world, std::uint32_t quotas, Id<Buyer> buyer, Id<Product> product,
                           std::int64_t units) {
  if (quotas == 0) return units;
  for_each(world, quotas, [&](const Quota& quota, Id<QuotaRow> number) {
    units = std::min(units, left_of(world, quota, number, buyer) / quota.worth[product]);
  });
  return units;
}

bool is_excepted(const World& world, const Ruling& ruling, Id<Buyer> buyer, Id<Product> product,
                 std::int64_t units) {
  bool excepted = false;
  if (ruling.verdict != Verdict::kLicence) return excepted;
  for_each(world, ruling.quotas, [&](const Quota& quota, Id<QuotaRow> number) {
    excepted |= quota.free_per_buyer_a_year &&
                units * quota.worth[product] <=
                    *quota.free_per_buyer_a_year - world.licensing.quota_free(buyer, number);
  });
  return excepted;
}

void count_towards(const World& world, Licensing& licensing, std::uint32_t quotas, Id<Buyer> buyer,
                   Id<Product> product, std::int64_t units) {
  for_each(world, quotas, [&](const Quota& quota, Id<QuotaRow> number) {
    std::int64_t amount = units * quota.worth[product];
    if (quota.free_per_buyer_a_year) {
      std::int64_t& used = licensing.quota_free(buyer, number);
      const std::int64_t free =
          std::min(amount, std::max<std::int64_t>(0, *quota.free_per_buyer_a_year - used));
      used += free;
      amount -= free;
    }
    licensing.quota_total(number, world.buyers.place[buyer]) += amount;
    licensing.quota_buyer(buyer, number) += amount;
  });
}

void count_at_home(const World& world, Licensing& licensing, Id<Product> product, std::int64_t units) {
  for (const Id<QuotaRow> number : ids(licensing.quota_home)) {
    const Quota* quota = world.law().rules.quota(world.version(), static_cast<int>(number.index()));
    if (quota != nullptr && quota->share_of_home_units && quota->goods.caught[product] == Truth::kYes)
      licensing.quota_home[number] += units * quota->worth[product];
  }
}

void use_licence(Licensing& licensing, Id<Chinese> row, Id<Product> product, std::int32_t units) {
  licensing.licensed(row, product) -= units;
}

Application application_of(const World& world, Id<Buyer> buyer, Id<Product> product, std::int32_t units,
                           const Ruling& ruling) {
  const ReviewNow review = review_now(world, ruling.policy);
  const double u = world.draw(world.buyers.key[buyer], kDelayPurpose, world.key_of(product));
  const double days = sim::lognormal_quantile(u, review.median_days, review.spread);
  return {buyer, product, units, world.week, world.week + std::max(1, static_cast<int>(std::ceil(days / 7)))};
}

bool is_any_quota_in_force(const World& world) {
  const auto numbers = ids(world.licensing.quota_home);
  return std::any_of(numbers.begin(), numbers.end(), [&](Id<QuotaRow> number) {
    return world.law().rules.quota(world.version(), static_cast<int>(number.index())) != nullptr;
  });
}

void count_applied(Licensing& licensing, Id<Chinese> row, const Application& application) {
  licensing.applied(row, application.product) += application.units;
}

void LicensingKind::make(const World& world, State& own) {
  const std::size_t products = world.scenario->products.size();
  const std::size_t quotas = world.scenario->laws.front().rules.quotas().size();
  Licensing& licensing = own.licensing;
  licensing.licensed = {world.buyers.chinese, products, 0};
  licensing.applied = {world.buyers.chinese, products, 0};
  licensing.quota_total = {quotas, world.scenario->places.places(), 0};
  licensing.quota_home.assign(quotas, 0);
  licensing.quota_buyer = {world.buyers.kind.size(), quotas, 0};
  licensing.quota_free = {world.buyers.kind.size(), quotas, 0};
}

void look_up_reviews(const World& world, Licensing& licensing) {
  licensing.reviews.week = world.week;
  licensing.reviews.law = &world.law();
  for (std::size_t policy = 0; policy < licensing.reviews.of_policy.size(); ++policy)
    licensing.reviews.of_policy[policy] = review_by_draws(world, static_cast<ReviewPolicy>(policy));
}

void rule_on_licences(const World& world, Licensing& licensing) {
  renew_quotas(world, licensing);
  renew_companies(world, licensing);
  std::erase_if(licensing.pending, [&](const Application& application) {
    if (application.due_week > world.week) return false;
    decide(world, licensing, application);
    return true;
  });
}

}  // namespace chokepoint
