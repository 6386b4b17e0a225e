// End-use checks: parameters and columns (end_use_checks.h says where they fall).
#pragma once

#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct CheckParameters {
  sim::Parameter checks_per_officer;
  sim::Parameter checks_on_chips;
  sim::Parameter targeting;
  sim::Parameter found_by_check;

  template <class Visit>
  void fields(Visit& visit) {
    visit("checks_per_officer", checks_per_officer,
          {.says = "end-use checks of an officer at strength 1",
           .unit = "checks/year",
           .low = 0,
           .high = 1e5,
           .required = true});
    visit("checks_on_chips", checks_on_chips,
          {.says = "share of them that are on AI chips",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("targeting", targeting,
          {.says = "how many times likelier a wholly suspected site is to be checked, beyond once",
           .unit = "x",
           .low = 0,
           .high = 1000,
           .required = true});
    visit("found_by_check", found_by_check,
          {.says = "chance that a check finds out a front whose chips have gone",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// What officers know of deliveries.
struct Receipts {
  sim::Column<Place, double> honest;  ///< chips lately received by honest buyers abroad, remembered

  template <class Visit>
  void columns(Visit& visit) {
    visit("honest", honest);
  }
};

struct CheckColumns {
  Receipts receipts;

  template <class Visit>
  void columns(Visit& visit) {
    visit("receipts", receipts);
  }
};

/// Its place in models/kinds.h.
struct CheckKind {
  using State = CheckColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
