// What buyers hold, where it came from, and what fails.
#pragma once

#include <cstdint>

#include "models/physical/goods.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Owner;

/// How a chip came into Chinese hands. Whether a legal one is still legal to sell today is a question to the
/// rule book at the day of asking, not a property of the chip.
enum class Provenance : unsigned char { kLegal, kLicensed, kSmuggled, kDomestic };
inline constexpr int kProvenances = 4;
/// "legal", "licensed", "smuggled", "domestic".
const char* name_of(Provenance provenance);

struct FleetParameters {
  sim::Uncertain failure_per_year;

  template <class Visit>
  void fields(Visit& visit) {
    visit("failure_per_year", failure_per_year,
          {.says = "share of chips that fail for good",
           .unit = "fraction/year",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// All chips of a product that an owner has, whatever their provenance.
std::int32_t held_by(const World& world, sim::Id<Owner> owner, sim::Id<Product> product);

/// Phase: chips fail.
void age_fleets(World& world);

}  // namespace chokepoint
