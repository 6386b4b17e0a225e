// What sellers remember of scandals (diligence.h says what it does).
#pragma once

#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

/// What scandals left among sellers.
struct Scandals {
  sim::Column<Seller, float> felt;  ///< what they add to the enforcement that a seller feels

  template <class Visit>
  void columns(Visit& visit) {
    visit("felt", felt);
  }
};

struct DiligenceColumns {
  Scandals scandals;

  template <class Visit>
  void columns(Visit& visit) {
    visit("scandals", scandals);
  }
};

/// Its place in models/kinds.h.
struct DiligenceKind {
  using State = DiligenceColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
