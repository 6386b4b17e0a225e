// Installed chips: where they came from, and how they fail.
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

/// How a chip came into Chinese hands. Whether a legal one is still legal to sell today is a question to the
/// rule book at the day of asking, not a property of the chip.
enum class Provenance : std::uint32_t { kLegal, kLicensed, kSmuggled, kDomestic };

inline constexpr int kProvenances = 4;

/// "legal", "licensed", "smuggled", "domestic".
const char* name_of(Provenance provenance);

struct FleetParameters {
  sim::Parameter failure_per_year;

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

struct FleetPriors {
  FleetParameters fleets;

  template <class Visit>
  void fields(Visit& visit) {
    visit("fleets", fleets, {.says = "what happens to installed chips", .required = true});
  }
};

/// Its place in models/kinds.h.
struct FleetKind {
  using Priors = FleetPriors;
};

}  // namespace chokepoint
