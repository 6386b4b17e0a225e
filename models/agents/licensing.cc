#include "models/agents/licensing.h"

#include <algorithm>
#include <cmath>

#include "models/orders.h"
#include "models/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kDelayPurpose{"licence.delay"};
constexpr Purpose kOddsPurpose{"licence.odds"};

/// Quotas that count by the year begin anew with it.
void renew_quotas(World& world) {
  const sim::Calendar& calendar = world.setting->calendar;
  if (world.week == 0 || calendar.date_of(world.week).year() == calendar.date_of(world.week - 1).year())
    return;
  for (const Id<QuotaRow> number : ids(world.licensing.quota_total)) {
    const Quota* quota = world.setting->rules.quota(world.era(), static_cast<int>(number.index()));
    if (quota == nullptr || quota->per != QuotaPeriod::kYear) continue;
    world.licensing.quota_total[number] = 0;
    world.licensing.quota_home[number] = 0;
    for (std::uint32_t row = 0; row < world.buyers.chinese; ++row) {
      world.licensing.quota_buyer(Id<Chinese>(row), number) = 0;
    }
  }
}

void decide(World& world, const Application& application) {
  const Id<Chinese> row = world.chinese_of(application.buyer);
  world.licensing.applied(row, application.product) -= application.units;
  const Setting& setting = *world.setting;
  // The rule of the day decides: an application filed under one policy may be ruled under another.
  const Ruling ruling = rule_today(world, application.product, setting.china, setting.china, false);
  const double u = world.luck.uniform(world.buyers.key[application.buyer],
                                      static_cast<std::uint64_t>(application.filed_week), kOddsPurpose,
                                      application.product.index());
  const double odds = approval_odds(world, ruling);
  note(world, {.kind = u < odds ? EventKind::kGranted : EventKind::kNotGranted,
               .buyer = application.buyer,
               .product = application.product,
               .units = application.units,
               .chance = odds,
               .luck = u,
               .ruling = ruling});
  if (u >= odds) return;
  std::int64_t units = application.units;
  if (ruling.quota >= 0) {
    const Id<QuotaRow> number(static_cast<std::size_t>(ruling.quota));
    units = std::min(units, quota_left(world, row, number));
    world.licensing.quota_total[number] += units;
    world.licensing.quota_buyer(row, number) += static_cast<std::int32_t>(units);
  }
  world.licensing.licensed(row, application.product) += static_cast<std::int32_t>(units);
}

}  // namespace

std::int64_t quota_left(const World& world, Id<Chinese> row, Id<QuotaRow> number) {
  std::int64_t left = std::int64_t{1} << 31;
  const Quota* quota = world.setting->rules.quota(world.era(), static_cast<int>(number.index()));
  if (quota == nullptr) return left;
  const Licensing& licensing = world.licensing;
  const std::int64_t granted = licensing.quota_total[number];
  if (quota->per_buyer_units)
    left = std::min(left, *quota->per_buyer_units - licensing.quota_buyer(row, number));
  if (quota->total_units) left = std::min(left, *quota->total_units - granted);
  if (quota->share_of_home_units) {
    const double most = *quota->share_of_home_units * static_cast<double>(licensing.quota_home[number]);
    left = std::min(left, static_cast<std::int64_t>(most) - granted);
  }
  return std::max<std::int64_t>(0, left);
}

void file_application(World& world, Id<Buyer> buyer, Id<Product> product, std::int32_t units,
                      const Ruling& ruling) {
  const ReviewToday review = review_today(world, ruling.policy);
  const double u = world.luck.uniform(world.buyers.key[buyer], static_cast<std::uint64_t>(world.week),
                                      kDelayPurpose, product.index());
  const double days = sim::lognormal_quantile(u, review.median_days, review.spread);
  const auto weeks = std::max(1, static_cast<int>(std::ceil(days / 7)));
  ++world.today().licences_china;
  world.today().licence_weeks_china += weeks;
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
