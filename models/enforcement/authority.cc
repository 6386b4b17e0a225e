#include "models/enforcement/authority.h"

#include <cmath>

#include "models/world.h"

namespace chokepoint {

double opening_chance(double base, double effort, double smuggled_value, double cover_value,
                      double exponent) {
  const double size = cover_value > 0 ? std::pow(smuggled_value / cover_value, exponent) : 0;
  return 1 - std::exp(-base * effort * (1 + size));
}

double inspection_effort(const World& world, sim::Id<Place> from) {
  if (!world.setting->mechanisms.customs) return 0;
  const auto week = static_cast<std::size_t>(world.week);
  return world.effort(Effort::kInspections) * world.setting->enforcement.inspections[week][from] *
         campaign_factor(world, from);
}

}  // namespace chokepoint
