#include "models/enforcement/location_checks.h"

#include <cmath>

#include "models/diversion/lots.h"
#include "models/diversion/method.h"
#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;

constexpr sim::Purpose kCanTellPurpose{"location.can_tell"};
constexpr sim::Purpose kLocatedPurpose{"location.located"};

}  // namespace

double can_tell_chance(const World& world, Id<Product> product) {
  if (world.law().rules.location_verified(world.version(), product)) return 1;
  const int from = world.scenario->enforcement.software_week[product];
  const bool has_software = from >= 0 && world.week >= from;
  return has_software ? double{world.parameters.enforcement.location_voluntary} : 0.0;
}

bool can_tell(const World& world, const Lot& lot) {
  if (!world.scenario->mechanisms.location_checks) return false;
  const double chance = can_tell_chance(world, lot.product);
  if (chance <= 0) return false;
  return world.draw(world.rings.key[lot.ring], kCanTellPurpose, key_of(world, lot)) < chance;
}

void locate(const World& world, WeekLog& tally, Outbox& outbox) {
  for (const Lot& lot : outbox.arrived) {
    if (lot.can_tell == 0) continue;
    const double exposure = world.effort(Effort::kLocationChecks) * method_of(world, lot.buying).pings;
    const double chance = 1 - std::pow(1 - world.parameters.enforcement.located, exposure);
    const double u = world.draw(world.rings.key[lot.ring], kLocatedPurpose, key_of(world, lot));
    if (u >= chance) continue;
    tally.located += world.grain().of_world(1);
    note(world, {.kind = EventKind::kLocated,
                 .order = lot.order,
                 .buyer = world.buyer_of(lot.front),
                 .ring = lot.ring,
                 .product = lot.product,
                 .units = lot.units,
                 .chance = chance,
                 .drawn = u});
    outbox.given_away.push_back(lot.front);
    outbox.found.push_back(lot.front);
    outbox.trails.push_back({lot.ring, Evidence::kFound});
  }
}

}  // namespace chokepoint
