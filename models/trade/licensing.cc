#include "models/trade/licensing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/record/trace.h"
#include "models/trade/orders.h"
#include "models/world.h"

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
    const Quota* quota = world.law().rules.quota(world.era(), static_cast<int>(number));
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
void renew_quotas(World& world) {
  const sim::Calendar& calendar = world.setting->calendar;
  if (world.week == 0 || calendar.date_of(world.week).year() == calendar.date_of(world.week - 1).year())
    return;
  Licensing& licensing = world.licensing;
  for (const Id<QuotaRow> number : ids(licensing.quota_home)) {
    const Quota* quota = world.law().rules.quota(world.era(), static_cast<int>(number.index()));
    if (quota == nullptr) continue;
    const bool by_year = quota->per == QuotaPeriod::kYear;
    if (by_year) {
      const auto all = licensing.quota_total.row(number);
      std::fill(all.begin(), all.end(), 0);
      licensing.quota_home[number] = 0;
    }
    for (const Id<Buyer> buyer : ids(world.buyers.kind)) {
      if (by_year) licensing.quota_buyer(buyer, number) = 0;
      licensing.quota_free(buyer, number) = 0;
    }
  }
}

void decide(World& world, const Application& application) {
  const Id<Chinese> row = world.chinese_of(application.buyer);
  world.licensing.applied(row, application.product) -= application.units;
  // The rule of the day decides: an application filed under one policy may be ruled under another.
  const Ruling ruling = rule_for(world, application.product, application.buyer);
  const double u = world.luck.uniform(world.buyers.key[application.buyer],
                                      static_cast<std::uint64_t>(application.filed_week), kOddsPurpose,
                                      application.product.index());
  const double odds = approval_odds(world, ruling);
  const std::int64_t units = u < odds ? within_quotas(world, ruling.quotas, application.buyer,
                                                      application.product, application.units)
                                      : 0;
  note(world, {.kind = u < odds ? EventKind::kGranted : EventKind::kNotGranted,
               .buyer = application.buyer,
               .product = application.product,
               .units = application.units,
               .value = static_cast<double>(units),
               .chance = odds,
               .luck = u,
               .ruling = ruling,
               .ceiling = ceiling_to_note(world, ruling.quotas, application.buyer, application.product)});
  if (u >= odds) return;
  count_towards(world, ruling.quotas, application.buyer, application.product, units);
  world.licensing.licensed(row, application.product) += static_cast<std::int32_t>(units);
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

void count_towards(World& world, std::uint32_t quotas, Id<Buyer> buyer, Id<Product> product,
                   std::int64_t units) {
  for_each(world, quotas, [&](const Quota& quota, Id<QuotaRow> number) {
    std::int64_t amount = units * quota.worth[product];
    if (quota.free_per_buyer_a_year) {
      std::int64_t& used = world.licensing.quota_free(buyer, number);
      const std::int64_t free =
          std::min(amount, std::max<std::int64_t>(0, *quota.free_per_buyer_a_year - used));
      used += free;
      amount -= free;
    }
    world.licensing.quota_total(number, world.buyers.place[buyer]) += amount;
    world.licensing.quota_buyer(buyer, number) += amount;
  });
}

void count_at_home(World& world, Id<Product> product, std::int64_t units) {
  for (const Id<QuotaRow> number : ids(world.licensing.quota_home)) {
    const Quota* quota = world.law().rules.quota(world.era(), static_cast<int>(number.index()));
    if (quota != nullptr && quota->share_of_home_units && quota->goods.caught[product] == Truth::kYes)
      world.licensing.quota_home[number] += units * quota->worth[product];
  }
}

void file_application(World& world, Id<Buyer> buyer, Id<Product> product, std::int32_t units,
                      const Ruling& ruling) {
  const ReviewToday review = review_today(world, ruling.policy);
  const double u = world.luck.uniform(world.buyers.key[buyer], static_cast<std::uint64_t>(world.week),
                                      kDelayPurpose, product.index());
  const double days = sim::lognormal_quantile(u, review.median_days, review.spread);
  const auto weeks = std::max(1, static_cast<int>(std::ceil(days / 7)));
  ++world.this_week().licences_china;
  world.this_week().licence_weeks_china += weeks;
  world.licensing.pending.push_back({buyer, product, units, world.week, world.week + weeks});
  note(world, {.kind = EventKind::kFiled,
               .buyer = buyer,
               .product = product,
               .units = units,
               .value = static_cast<double>(weeks),
               .ruling = ruling});
}

void rule_on_licences(World& world) {
  renew_quotas(world);
  auto& pending = world.licensing.pending;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    if (pending[i].due_week > world.week) {
      pending[kept++] = pending[i];
    } else {
      decide(world, pending[i]);
    }
  }
  pending.resize(kept);
}

}  // namespace chokepoint
