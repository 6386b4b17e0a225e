// Customs: parameters, and the lanes that they watch (customs.h says what they find).
#pragma once

#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct CustomsParameters {
  sim::Parameter customs_size_exponent;
  sim::Parameter found_when_opened;

  template <class Visit>
  void fields(Visit& visit) {
    visit("customs_size_exponent", customs_size_exponent,
          {.says = "how fast customs sees a flow that outgrows the legal trade hiding it",
           .unit = "1",
           .low = 0,
           .high = 4,
           .required = true});
    visit("found_when_opened", found_when_opened,
          {.says = "chance that an opened lot is recognised and kept",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// Lanes as drawn for this run.
struct Lanes {
  sim::Column<Lane, double> inspection;           ///< base chance that a lot is opened
  sim::Column<Lane, double> cover_usd_per_year;   ///< legal trade that hides a flow
  sim::Column<Lane, double> freight_usd;          ///< of a chip
  sim::Column<MethodLane, double> transport_usd;  ///< of a chip, by method

  template <class Visit>
  void columns(Visit& visit) {
    visit("inspection", inspection);
    visit("cover_usd_per_year", cover_usd_per_year);
    visit("freight_usd", freight_usd);
    visit("transport_usd", transport_usd);
  }
};

struct CustomsColumns {
  Lanes lanes;

  template <class Visit>
  void columns(Visit& visit) {
    visit("lanes", lanes);
  }
};

/// Its place in models/kinds.h.
struct CustomsKind {
  using State = CustomsColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
