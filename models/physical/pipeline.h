// From a package that is begun to a chip on sale, and how many of a new product's packages work.
//
//   on sale in week    t + weeks_to_sale       packaging, test, boards; 0 for a variant for China, which is set at the
//                                              last step of chips that are under way anyway
//   begun for then     the mix of the roadmap and the products in volume in that week
//   packages that work ramp_yield + (1 - ramp_yield) x min(1, weeks from the volume date to sale / ramp_weeks)
//
// The rest of its packages is lost with dies, stacks and its part of the wafer. What had been begun before the first
// week is taken to be as much as is begun in the first weeks.
#pragma once

#include "models/physical/foundry_state.h"

namespace chokepoint {

struct ProductFacts;

/// Weeks from the begin of a package to its sale.
int weeks_to_sale(const World& world, const ProductFacts& facts);

/// Whether packages of a product are begun this week, to be sold when it is in volume.
bool is_begun(const World& world, sim::Id<Product> product);

/// The part of a product's packages begun this week that will work.
double ramp_of(const World& world, const ProductFacts& facts);

/// What becomes of the packages that are begun this week, and of those that were begun a lag ago.
struct Passage {
  sim::Id<Slot> slot;        ///< where they wait; none: they do not
  std::int64_t left = 0;     ///< had waited there until now
  std::int64_t reaches = 0;  ///< comes to the warehouse this week
};
Passage passage_of(const World& world, sim::Id<Product> product, std::int64_t units);

}  // namespace chokepoint
