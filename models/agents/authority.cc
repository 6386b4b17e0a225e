#include "models/agents/authority.h"

#include <algorithm>
#include <cmath>

#include "models/agents/front.h"
#include "models/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kChecksPurpose{"checks.number"};
constexpr Purpose kSitePurpose{"checks.site"};
constexpr Purpose kNoticedPurpose{"cases.noticed"};
constexpr Purpose kLagPurpose{"cases.lag"};
constexpr Purpose kListedPurpose{"cases.listed"};
constexpr Purpose kTakenPurpose{"cases.taken"};

/// Addresses of draws that belong to the authority itself.
constexpr std::uint64_t kAuthority = 0xA0000000000ULL;
/// Share of a ring's fronts that a case lists.
constexpr double kFrontsKnown = 0.5;

void list_front(World& world, Id<Front> front) {
  if (world.fronts.back_week[front] >= 0) return;
  world.buyers.listed[world.buyer_of(front)] = 1;
  world.fronts.back_week[front] = world.week + weeks_to_replace(world, front);
  ++world.today().listed;
  note(world, {.kind = EventKind::kListed, .buyer = world.buyer_of(front), .ring = world.fronts.ring[front]});
}

/// The front on whom a check falls, by what each lately received; none when it falls on an honest site.
Id<Front> site_of_check(const World& world, double u) {
  double fronts = 0;
  for (const float received : world.fronts.received) fronts += received;
  double target = u * (fronts + world.customs.honest_received);
  if (target >= fronts) return {};
  for (const Id<Front> front : ids(world.fronts.ring)) {
    target -= world.fronts.received[front];
    if (target < 0) return front;
  }
  return {};
}

bool has_chips(const World& world, Id<Front> front) {
  return std::any_of(world.rings.lots.begin(), world.rings.lots.end(),
                     [&](const Lot& lot) { return lot.front == front && lot.leg < 0; });
}

/// A case comes to action: known fronts are listed, goods taken, a part of the penalty reaches the ring.
void act(World& world, Id<Ring> ring) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const auto when = static_cast<std::uint64_t>(world.week);
  for (std::uint32_t row = world.rings.first_front[ring];
       row < world.rings.first_front[Id<Ring>(ring.index() + 1)]; ++row) {
    if (world.luck.uniform(world.rings.key[ring], when, kListedPurpose, row) < kFrontsKnown) {
      list_front(world, Id<Front>(row));
    }
  }
  const double taken =
      parameters.seized_with_case * world.luck.uniform(world.rings.key[ring], when, kTakenPurpose);
  auto& lots = world.rings.lots;
  double seized_usd = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lots.size(); ++i) {
    const Lot& lot = lots[i];
    if (lot.ring == ring &&
        world.luck.uniform(world.rings.key[ring], when, kTakenPurpose, luck_of(lot)) < taken) {
      const std::int64_t cents = world.setting->products[lot.product].price_cents * lot.units;
      world.customs.seized[lot.product] += lot.units;
      world.today().seized += lot.units;
      note(world, {.kind = EventKind::kSeized,
                   .order = lot.order,
                   .buyer = world.buyer_of(lot.front),
                   .ring = ring,
                   .product = lot.product,
                   .units = lot.units,
                   .chance = taken,
                   .luck = world.luck.uniform(world.rings.key[ring], when, kTakenPurpose, luck_of(lot)),
                   .note = "with a case"});
      world.rings.goods_cents[ring] -= cents;
      seized_usd += static_cast<double>(cents) / 100;
    } else {
      lots[kept++] = lots[i];
    }
  }
  lots.resize(kept);
  const double penalty = parameters.penalty_factor * parameters.penalty_collected *
                         world.setting->enforcement.penalties * world.strength() *
                         (seized_usd + world.rings.flow_usd_per_year[ring]);
  std::int64_t& capital = world.rings.capital_cents[ring];
  const std::int64_t paid =
      std::min(std::max<std::int64_t>(0, capital), static_cast<std::int64_t>(penalty * 100));
  capital -= paid;
  note(world, {.kind = EventKind::kActed, .ring = ring, .value = static_cast<double>(paid) / 100});
}

}  // namespace

double opening_chance(double base, double strength, double smuggled_value, double cover_value,
                      double exponent) {
  const double size = cover_value > 0 ? std::pow(smuggled_value / cover_value, exponent) : 0;
  return 1 - std::exp(-base * strength * (1 + size));
}

double noticed_chance(double value_per_year, double midpoint, double width, double strength) {
  if (value_per_year <= 0) return 0;
  const double per_year = 1 / (1 + std::exp(-(std::log10(value_per_year) - midpoint) / width));
  return 1 - std::pow(1 - per_year, strength / 52);
}

void check_end_use(World& world) {
  world.customs.honest_received *= 0.96;  // as fronts' own (agents/ring.cc)
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double expected =
      parameters.checks_per_year * world.strength() * world.setting->enforcement.checks / 52;
  const auto when = static_cast<std::uint64_t>(world.week);
  const std::int64_t checks =
      sim::round_by_chance(world.luck.uniform(kAuthority, when, kChecksPurpose), expected);
  for (std::int64_t check = 0; check < checks; ++check) {
    const auto draws = world.luck.uniform4(kAuthority, when, kSitePurpose, static_cast<std::uint64_t>(check));
    const Id<Front> front = site_of_check(world, draws.u[0]);
    // A site that still has its chips passes: this is how a phantom data centre does.
    if (front.is_none()) continue;
    const bool chips_gone = !has_chips(world, front);
    const double chance =
        chips_gone ? std::min(1.0, parameters.found_by_check * method_of(world, front).checks) : 0.0;
    note(world, {.kind = EventKind::kChecked,
                 .buyer = world.buyer_of(front),
                 .ring = world.fronts.ring[front],
                 .chance = chance,
                 .luck = draws.u[1],
                 .note = chips_gone ? "chips gone" : "chips in place"});
    if (draws.u[1] >= chance) continue;
    list_front(world, front);
    open_case(world, world.fronts.ring[front]);
  }
}

void open_case(World& world, Id<Ring> ring) {
  if (world.rings.action_week[ring] >= 0) return;
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double strength = world.strength() * world.setting->enforcement.cases;
  if (strength <= 0) return;
  const double u =
      world.luck.uniform(world.rings.key[ring], static_cast<std::uint64_t>(world.week), kLagPurpose);
  const double weeks =
      sim::lognormal_quantile(u, parameters.case_median_weeks / strength, parameters.case_sigma);
  world.rings.action_week[ring] =
      world.week + std::max(1, static_cast<int>(std::ceil(std::min(weeks, 5000.0))));
  note(world, {.kind = EventKind::kCaseOpened,
               .ring = ring,
               .value = static_cast<double>(world.rings.action_week[ring] - world.week)});
}

void work_cases(World& world) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double strength = world.strength() * world.setting->enforcement.cases;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (world.rings.active[ring] != 0 && world.rings.action_week[ring] < 0) {
      const double chance =
          noticed_chance(world.rings.flow_usd_per_year[ring], parameters.visibility_midpoint,
                         parameters.visibility_width, strength);
      const double u =
          world.luck.uniform(world.rings.key[ring], static_cast<std::uint64_t>(world.week), kNoticedPurpose);
      if (u < chance) {
        note(world, {.kind = EventKind::kNoticed,
                     .ring = ring,
                     .value = world.rings.flow_usd_per_year[ring],
                     .chance = chance,
                     .luck = u});
        open_case(world, ring);
      }
    }
    if (world.rings.action_week[ring] == world.week) {
      act(world, ring);
      world.rings.action_week[ring] = -1;
    }
  }
}

}  // namespace chokepoint
