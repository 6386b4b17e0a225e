// What must always hold.
#pragma once

#include "models/world.h"

namespace chokepoint {

/// Where all chips of one product are; each kind counts what is with it.
struct Whereabouts {
  std::int64_t made = 0;    ///< with those in place at the start
  std::int64_t held = 0;    ///< by designers, sellers, owners, and rings in China
  std::int64_t moving = 0;  ///< legal shipments and smuggled lots
  std::int64_t seized = 0;
  std::int64_t scrapped = 0;
};
Whereabouts whereabouts(const World& world, sim::Id<Product> product);

/// Throws sim::ContractBroken unless, for every product, made = held + moving + seized + scrapped, and what each kind
/// holds of itself is true: no stock is negative, no budget overspent.
void check_conservation(const World& world);

}  // namespace chokepoint
