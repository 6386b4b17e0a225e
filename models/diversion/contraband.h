// Chips worth smuggling: on sale somewhere, and barred from China.
#pragma once

#include <vector>

#include "models/physical/goods.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

/// This week's contraband, each chip weighed by what a dollar of it is worth in use.
struct Contraband {
  struct Item {
    sim::Id<Product> product;
    double weight = 0;
  };
  std::vector<Item> items;

  explicit Contraband(const World& world);
  bool empty() const { return items.empty(); }
  /// One of them at a uniform number.
  sim::Id<Product> choose(double u) const;
};

/// The chip of a ring's turn.
sim::Id<Product> chip_of_turn(const World& world, const Contraband& contraband, sim::Id<Ring> ring);

/// Whether a ring that trades looks for a trade this week: once in four weeks, in turn.
bool is_its_turn(const World& world, sim::Id<Ring> ring);

/// Whether an idle ring notices the market this week, and the chip that it would begin with.
struct Notice {
  bool notices = false;
  sim::Id<Product> product;
};
Notice notice_of(const World& world, const Contraband& contraband, sim::Id<Ring> ring);

}  // namespace chokepoint
