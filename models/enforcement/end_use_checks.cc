#include "models/enforcement/end_use_checks.h"

#include <algorithm>

#include "models/diversion/front.h"
#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kChecksPurpose{"checks.number"};
constexpr Purpose kSitePurpose{"checks.site"};

/// Checks of a region in a week are numbered below this.
constexpr std::uint64_t kMostChecks = 1 << 20;

double risk_of(const World& world, Id<Front> front) {
  return static_cast<double>(world.fronts.received[front]) *
         (1 + world.parameters.enforcement.targeting * world.fronts.suspicion[front]);
}

/// How risky the sites of each place look, and what is done there on top.
struct Look {
  sim::Column<Place, double> fronts;
  sim::Column<Place, double> effort;

  double weight(const World& world, Id<Place> place) const {
    return effort[place] * (fronts[place] + world.customs.honest_received[place]);
  }
};

Look look_around(const World& world) {
  const std::size_t places = world.setting->places.places();
  Look look{sim::Column<Place, double>(places), sim::Column<Place, double>(places)};
  for (const FrontBlock& block : world.rings.blocks) {
    double& risk = look.fronts[block.place];
    for (std::uint32_t row = block.first; row < block.last; ++row) risk += risk_of(world, Id<Front>(row));
  }
  const auto& on_top = world.setting->enforcement.checks[static_cast<std::size_t>(world.week)];
  for (const Id<Place> place : ids(look.effort)) {
    look.effort[place] = on_top[place] * campaign_factor(world, place);
  }
  return look;
}

/// The place of a check of a region, at a uniform number.
Id<Place> place_of_check(const World& world, const Look& look, Id<Region> region, double all, double u) {
  double target = u * all;
  for (const Id<Place> place : ids(look.effort)) {
    if (world.setting->enforcement.region[place] != region) continue;
    target -= look.weight(world, place);
    if (target < 0) return place;
  }
  return {};
}

/// The front at a place on whom a check falls, at a uniform number; none when it falls on an honest site.
Id<Front> site_of_check(const World& world, const Look& look, Id<Place> place, double u) {
  double target = u * (look.fronts[place] + world.customs.honest_received[place]);
  if (target >= look.fronts[place]) return {};
  for (const FrontBlock& block : world.rings.blocks) {
    if (block.place != place) continue;
    for (std::uint32_t row = block.first; row < block.last; ++row) {
      target -= risk_of(world, Id<Front>(row));
      if (target < 0) return Id<Front>(row);
    }
  }
  return {};
}

bool has_chips(const World& world, Id<Front> front) {
  return std::any_of(world.rings.lots.begin(), world.rings.lots.end(),
                     [&](const Lot& lot) { return lot.front == front && lot.leg < 0; });
}

void visit_front(World& world, Id<Front> front, double u) {
  const bool in_place = has_chips(world, front);
  const double chance =
      in_place ? 0.0
               : std::min(1.0, world.parameters.enforcement.found_by_check * method_of(world, front).checks);
  note(world, {.kind = EventKind::kChecked,
               .buyer = world.buyer_of(front),
               .ring = world.fronts.ring[front],
               .chance = chance,
               .luck = u,
               .note = in_place ? "chips in place" : "chips gone"});
  if (u >= chance) return;
  list_front(world, front);
  open_case(world, world.fronts.ring[front], Evidence::kFound);
}

}  // namespace

void check_end_use(World& world) {
  for (double& received : world.customs.honest_received) received *= kReceivedKept;
  if (!world.setting->mechanisms.end_use_checks) return;
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const EnforcementByWeek& enforcement = world.setting->enforcement;
  const double an_officer =
      parameters.checks_per_officer * parameters.checks_on_chips * world.effort(Effort::kChecks) / 52;
  const Look look = look_around(world);
  const auto when = static_cast<std::uint64_t>(world.week);
  for (const Id<Region> region : ids(enforcement.officers)) {
    double risk = 0;
    double weight = 0;
    for (const Id<Place> place : ids(look.effort)) {
      if (enforcement.region[place] != region) continue;
      risk += look.fronts[place] + world.customs.honest_received[place];
      weight += look.weight(world, place);
    }
    if (risk <= 0) continue;
    const std::int64_t checks =
        sim::round_by_chance(world.luck.uniform(kAuthorityKey, when, kChecksPurpose, region.index()),
                             enforcement.officers[region] * an_officer * weight / risk);
    world.this_week().checks += checks;
    for (std::int64_t check = 0; check < checks; ++check) {
      const auto draws =
          world.luck.uniform4(kAuthorityKey, when, kSitePurpose,
                              region.index() * kMostChecks + static_cast<std::uint64_t>(check));
      const Id<Place> place = place_of_check(world, look, region, weight, draws.u[0]);
      if (place.is_none()) continue;
      const Id<Front> front = site_of_check(world, look, place, draws.u[1]);
      if (!front.is_none()) visit_front(world, front, draws.u[2]);
    }
  }
}

}  // namespace chokepoint
