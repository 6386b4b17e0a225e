// What buyers hold, where it came from, and what fails.
#pragma once

#include <cstdint>

#include "models/physical/fleets_state.h"
#include "models/physical/goods.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
class Ledger;

/// Owners' chips are looked at in turn, each owner's once a quarter.
inline constexpr int kAgeEvery = 13;

/// All chips of a product that an owner has, whatever their provenance.
std::int32_t held_by(const World& world, sim::Id<Owner> owner, sim::Id<Product> product);

/// Phase: chips fail.
void age_fleets(const World& world, Ledger& ledger);

}  // namespace chokepoint
