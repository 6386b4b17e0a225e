// Rings that are given away this week: each by a chance that rises with the value it moves, against a number of its own.
#pragma once

#include <algorithm>
#include <vector>

#include "models/world.h"
#include "sim/engine/parallel.h"

namespace chokepoint {

struct ExposedRing {
  sim::Id<Ring> ring;
  double value = 0;   ///< that the ring of the world moves, USD a year
  double chance = 0;  ///< that this gave it away
  double drawn = 0;   ///< the number against it, below it
};

/// The active rings that are given away, in order of rows; each stands for a ring of the world. `chance_of` takes a value
/// in USD a year and must never fall as that rises, from 0 of nothing: then a ring whose number is above the chance of the
/// largest is safe, and nothing is worked out for it.
template <class Chance>
std::vector<ExposedRing> exposed_rings(const World& world, sim::Purpose purpose, const Chance& chance_of) {
  constexpr double kRounding = 1 + 1e-9;  // a chance may fall in its last bits
  const auto& values = world.lots.ring_usd_per_year;
  const double largest = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
  const double agents = world.grain().agents;
  const double most = chance_of(largest * agents) * kRounding;
  if (most <= 0) return {};
  constexpr std::size_t kFewRings = 4096;  // are looked at faster than threads could be asked to help
  const auto look = [&](std::size_t row, std::vector<ExposedRing>& exposed) {
    const sim::Id<Ring> ring(row);
    if (world.ring_lives.active[ring] == 0 || values[ring] <= 0) return;
    const double drawn = world.draw(world.rings.key[ring], purpose);
    if (drawn >= most) return;
    const double value = values[ring] * agents;
    const double chance = chance_of(value);
    if (drawn < chance) exposed.push_back({ring, value, chance, drawn});
  };
  return sim::list_rows<ExposedRing>({world.rings.key.size(), kFewRings}, look);
}

}  // namespace chokepoint
