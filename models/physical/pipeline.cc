#include "models/physical/pipeline.h"

#include <algorithm>
#include <cmath>

#include "models/physical/designer.h"
#include "models/world.h"

namespace chokepoint {

int weeks_to_sale(const World& world, const ProductFacts& facts) {
  return facts.variant_of.is_none() ? static_cast<int>(std::lround(world.parameters.supply.weeks_to_sale))
                                    : 0;
}

bool is_begun(const World& world, sim::Id<Product> product) {
  const ProductFacts& facts = world.scenario->products[product];
  if (!facts.variant_of.is_none()) return is_in_volume(world, product);
  return world.week + weeks_to_sale(world, facts) >= facts.volume_week;
}

double ramp_of(const World& world, const ProductFacts& facts) {
  if (!facts.variant_of.is_none()) return 1;
  const SupplyParameters& supply = world.parameters.supply;
  const double age = world.week + weeks_to_sale(world, facts) - facts.volume_week;
  const double way = supply.ramp_weeks > 0 ? std::clamp(age / supply.ramp_weeks, 0.0, 1.0) : 1;
  return supply.ramp_yield + (1 - supply.ramp_yield) * way;
}

Passage passage_of(const World& world, sim::Id<Product> product, std::int64_t units) {
  const ProductFacts& facts = world.scenario->products[product];
  const int lag = weeks_to_sale(world, facts);
  if (lag == 0) return {{}, 0, units};
  const sim::Id<Slot> slot(static_cast<std::size_t>(world.week % lag));
  const std::int64_t left = world.foundries.begun(product, slot);
  // What had been begun before the first week comes as if it were what is begun now.
  const bool as_before = world.week < lag && world.week >= facts.volume_week;
  return {slot, left, as_before ? units : left};
}

}  // namespace chokepoint
