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

/// Few quotas count by buyer: only once one does has each buyer its row.
std::int64_t& counted_for(const World& world, sim::Grid<Buyer, QuotaRow, std::int64_t>& used, Id<Buyer> buyer,
                          Id<QuotaRow> number) {
  if (used.rows() == 0) used = {world.buyers.kind.size(), used.width(), 0};
  return used(buyer, number);
}
std::int64_t used_by(const sim::Grid<Buyer, QuotaRow, std::int64_t>& used, Id<Buyer> buyer,
                     Id<QuotaRow> number) {
  return used.rows() == 0 ? 0 : used(buyer, number);
}

/// A ceiling in units of goods: in all, and for a buyer, who may stand for a part of one of the world.
std::int64_t in_units(const World& world, std::int64_t ceiling) {
  return static_cast<std::int64_t>(static_cast<double>(ceiling) * world.grain().units);
}
std::int64_t in_units(const World& world, std::int64_t ceiling, Id<Buyer> buyer) {
  return static_cast<std::int64_t>(static_cast<double>(ceiling) * world.grain().units *
                                   world.stands_for(buyer));
}

/// Each ceiling of a quota for a buyer.
template <class Visit>
void for_each_ceiling(const World& world, const Quota& quota, Id<QuotaRow> number, Id<Buyer> buyer,
                      Visit visit) {
  const Licensing& licensing = world.licensing;
  const auto index = static_cast<int>(number.index());
  if (quota.per_buyer_units)
    visit(CeilingUse{index, CeilingOf::kBuyer, used_by(licensing.quota_buyer, buyer, number),
                     in_units(world, *quota.per_buyer_units, buyer)});
  if (!quota.total_units && !quota.share_of_home_units) return;
  const CeilingOf of = quota.per_place ? CeilingOf::kPlace : CeilingOf::kAll;
  const std::int64_t gone = let_through(world, quota, number, world.buyers.place[buyer]);
  if (quota.total_units) visit(CeilingUse{index, of, gone, in_units(world, *quota.total_units)});
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
    left += std::max<std::int64_t>(0, in_units(world, *quota.free_per_buyer_a_year, buyer) -
                                          used_by(world.licensing.quota_free, buyer, number));
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
    if (by_year) {
      for (const Id<Buyer> buyer : sim::ids<Buyer>(licensing.quota_buyer.rows()))
        licensing.quota_buyer(buyer, number) = 0;
    }
    for (const Id<Buyer> buyer : sim::ids<Buyer>(licensing.quota_free.rows()))
      licensing.quota_free(buyer, number) = 0;
  }
}

/// A front's new company has used up nothing.
void renew_companies(const World& world, Licensing& licensing) {
  if (licensing.quota_buyer.rows() + licensing.quota_free.rows() == 0) return;
  sim::find_rows(
      world.fronts.founded_week,
      [last_week = world.week - 1](std::int32_t founded) { return founded == last_week; },
      [&](Id<Front> front) {
        for (auto* used : {&licensing.quota_buyer, &licensing.quota_free}) {
          if (used->rows() > 0) std::ranges::fill(used->row(world.buyer_of(front)), 0);
        }
      });
}

void decide(const World& world, Licensing& licensing, const Application& application) {
  const Id<Chinese> row = world.chinese_of(application.buyer);
  const Id<Product> product = application.product;
  licensing.applied.at(row, product) -= application.units;
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
               .value = world.grain().chips(static_cast<double>(units)),
               .chance = odds,
               .drawn = u,
               .ruling = ruling,
               .ceiling = ceiling_to_note(world, ruling.quotas, application.buyer, product)});
  if (u >= odds) return;
  count_towards(world, licensing, ruling.quotas, application.buyer, product, units);
  licensing.licensed.at(row, product) += static_cast<std::int32_t>(units);
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
                units * quota.worth[product] <= in_units(world, *quota.free_per_buyer_a_year, buyer) -
                                                    used_by(world.licensing.quota_free, buyer, number);
  });
  return excepted;
}

void count_towards(const World& world, Licensing& licensing, std::uint32_t quotas, Id<Buyer> buyer,
                   Id<Product> product, std::int64_t units) {
  for_each(world, quotas, [&](const Quota& quota, Id<QuotaRow> number) {
    std::int64_t amount = units * quota.worth[product];
    if (quota.free_per_buyer_a_year) {
      std::int64_t& used = counted_for(world, licensing.quota_free, buyer, number);
      const std::int64_t free = std::min(
          amount, std::max<std::int64_t>(0, in_units(world, *quota.free_per_buyer_a_year, buyer) - used));
      used += free;
      amount -= free;
    }
    licensing.quota_total(number, world.buyers.place[buyer]) += amount;
    if (quota.per_buyer_units) counted_for(world, licensing.quota_buyer, buyer, number) += amount;
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
  licensing.licensed.at(row, product) -= units;
}

Application application_of(const World& world, Id<Buyer> buyer, Id<Product> product, std::int32_t units,
                           const Ruling& ruling) {
  const ReviewNow review = review_now(world, ruling.policy);
  const double u = world.draw(world.buyers.key[buyer], kDelayPurpose, world.key_of(product));
  const double days = sim::lognormal_quantile(u, review.median_days, review.spread);
  return {buyer, product, units, world.week, world.week + std::max(1, static_cast<int>(std::ceil(days / 7)))};
}

void count_applied(Licensing& licensing, Id<Chinese> row, const Application& application) {
  licensing.applied.at(row, application.product) += application.units;
}

void LicensingKind::make(const World& world, State& own) {
  const std::size_t products = world.scenario->products.size();
  const std::size_t quotas = world.scenario->laws.front().rules.quotas().size();
  Licensing& licensing = own.licensing;
  licensing.licensed = {world.buyers.chinese, products, world.scenario->foreign};
  licensing.applied = licensing.licensed;
  licensing.quota_total = {quotas, world.scenario->places.places(), 0};
  licensing.quota_home.assign(quotas, 0);
  licensing.quota_buyer = {0, quotas, 0};
  licensing.quota_free = {0, quotas, 0};
}

void look_up_reviews(const World& world, Licensing& licensing) {
  WeeklyReviews now{world.week, &world.law(), {}};
  for (std::size_t policy = 0; policy < now.of_policy.size(); ++policy)
    now.of_policy[policy] = review_now(world, static_cast<ReviewPolicy>(policy));
  licensing.reviews = now;
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
