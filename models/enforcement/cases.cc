#include "models/enforcement/cases.h"

#include <algorithm>
#include <cmath>

#include "models/diversion/front.h"
#include "models/record/trace.h"
#include "models/trade/diligence.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kLagPurpose{"cases.lag"};
constexpr Purpose kListedPurpose{"cases.listed"};
constexpr Purpose kTakenPurpose{"cases.taken"};

void list_known_fronts(World& world, Id<Ring> ring) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  double unknown = std::pow(1 - parameters.fronts_known, world.effort(Effort::kListings));
  if (world.law().rules.affiliates_rule(world.era())) unknown *= 1 - parameters.affiliates_known;
  const auto when = static_cast<std::uint64_t>(world.week);
  for (std::uint32_t row = world.rings.first_front[ring];
       row < world.rings.first_front[Id<Ring>(ring.index() + 1)]; ++row) {
    if (world.luck.uniform(world.rings.key[ring], when, kListedPurpose, row) < 1 - unknown) {
      list_front(world, Id<Front>(row));
    }
  }
}

/// Takes a part of the ring's lots, with their fronts or under way; returns their value in USD.
double take_goods(World& world, Id<Ring> ring) {
  const auto when = static_cast<std::uint64_t>(world.week);
  const double taken = world.parameters.enforcement.seized_with_case *
                       world.luck.uniform(world.rings.key[ring], when, kTakenPurpose);
  auto& lots = world.rings.lots;
  double seized_usd = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lots.size(); ++i) {
    const Lot& lot = lots[i];
    const double u =
        lot.ring == ring ? world.luck.uniform(world.rings.key[ring], when, kTakenPurpose, luck_of(lot)) : 1.0;
    if (u >= taken) {
      lots[kept++] = lots[i];
      continue;
    }
    const std::int64_t cents = world.setting->products[lot.product].price_cents * lot.units;
    world.customs.seized[lot.product] += lot.units;
    world.this_week().seized += lot.units;
    world.rings.goods_cents[ring] -= cents;
    seized_usd += static_cast<double>(cents) / 100;
    note(world, {.kind = EventKind::kSeized,
                 .order = lot.order,
                 .buyer = world.buyer_of(lot.front),
                 .ring = ring,
                 .product = lot.product,
                 .units = lot.units,
                 .chance = taken,
                 .luck = u,
                 .note = "with a case"});
  }
  lots.resize(kept);
  return seized_usd;
}

void act(World& world, Id<Ring> ring) {
  scandalise_sellers(world, ring);
  list_known_fronts(world, ring);
  const double seized_usd = take_goods(world, ring);
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double penalty = parameters.penalty_factor * parameters.penalty_collected *
                         world.effort(Effort::kPenalties) *
                         (seized_usd + world.rings.flow_usd_per_year[ring]);
  std::int64_t& capital = world.rings.capital_cents[ring];
  const std::int64_t paid =
      std::min(std::max<std::int64_t>(0, capital), static_cast<std::int64_t>(penalty * 100));
  capital -= paid;
  ++world.this_week().cases_acted;
  world.this_week().fines_usd += static_cast<double>(paid) / 100;
  note(world, {.kind = EventKind::kActed, .ring = ring, .value = static_cast<double>(paid) / 100});
}

}  // namespace

void open_case(World& world, Id<Ring> ring, Evidence evidence) {
  std::int32_t& due = world.rings.action_week[ring];
  const double effort = world.effort(Effort::kCases);
  if (!world.setting->mechanisms.cases || effort <= 0) return;
  if (due >= 0 && evidence != Evidence::kTip) return;
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double u =
      world.luck.uniform(world.rings.key[ring], static_cast<std::uint64_t>(world.week), kLagPurpose);
  const double sooner = evidence == Evidence::kTip ? double{parameters.tip_lag} : 1.0;
  const double weeks =
      sim::lognormal_quantile(u, sooner * parameters.case_median_weeks / effort, parameters.case_sigma);
  const int action = world.week + std::max(1, static_cast<int>(std::ceil(std::min(weeks, 5000.0))));
  if (due < 0) {
    ++world.this_week().cases_opened;
    note(world,
         {.kind = EventKind::kCaseOpened, .ring = ring, .value = static_cast<double>(action - world.week)});
  }
  due = due < 0 ? action : std::min(due, action);
}

void list_front(World& world, Id<Front> front) {
  if (!world.setting->mechanisms.cases || world.fronts.back_week[front] >= 0) return;
  if (!world.law().rules.has_list(world.era())) return;
  world.buyers.standing[world.buyer_of(front)] |= kListedInRun;
  world.fronts.back_week[front] = world.week + weeks_to_replace(world, front);
  ++world.this_week().listed;
  note(world, {.kind = EventKind::kListed, .buyer = world.buyer_of(front), .ring = world.fronts.ring[front]});
}

void work_cases(World& world) {
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (world.rings.action_week[ring] != world.week) continue;
    act(world, ring);
    world.rings.action_week[ring] = -1;
  }
}

}  // namespace chokepoint
