#include "models/enforcement/location_checks.h"

#include <cmath>

#include "models/record/trace.h"
#include "models/trade/diligence.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;

constexpr sim::Purpose kCanTellPurpose{"location.can_tell"};
constexpr sim::Purpose kLocatedPurpose{"location.located"};

}  // namespace

double can_tell_chance(const World& world, Id<Product> product) {
  if (world.law().rules.location_verified(world.era(), product)) return 1;
  const int from = world.setting->enforcement.software_week[product];
  const bool has_software = from >= 0 && world.week >= from;
  return has_software ? double{world.parameters.enforcement.location_voluntary} : 0.0;
}

bool can_tell(const World& world, const Lot& lot) {
  if (!world.setting->mechanisms.location_checks) return false;
  const double chance = can_tell_chance(world, lot.product);
  if (chance <= 0) return false;
  return world.luck.uniform(world.rings.key[lot.ring], static_cast<std::uint64_t>(world.week),
                            kCanTellPurpose, luck_of(lot)) < chance;
}

void ask_where(World& world, const Lot& lot) {
  if (lot.can_tell == 0) return;
  const double exposure = world.effort(Effort::kLocationChecks) * method_of(world, lot.buying).pings;
  const double chance = 1 - std::pow(1 - world.parameters.enforcement.located, exposure);
  const double u = world.luck.uniform(world.rings.key[lot.ring], static_cast<std::uint64_t>(world.week),
                                      kLocatedPurpose, luck_of(lot));
  if (u >= chance) return;
  ++world.this_week().located;
  note(world, {.kind = EventKind::kLocated,
               .order = lot.order,
               .buyer = world.buyer_of(lot.front),
               .ring = lot.ring,
               .product = lot.product,
               .units = lot.units,
               .chance = chance,
               .luck = u});
  world.fronts.suspicion[lot.front] = 1;
  scandalise_seller_of(world, lot.front);
  list_front(world, lot.front);
  open_case(world, lot.ring, Evidence::kFound);
}

}  // namespace chokepoint
