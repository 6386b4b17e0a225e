// Letters to designers about variants: columns (letters.h says when one is sent).
#pragma once

#include <cstdint>

#include "models/physical/goods.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

/// By product; empty where the scenario sends none.
struct Letters {
  sim::Column<Product, double> work_weeks;       ///< on the letter, in weeks at effort 1
  sim::Column<Product, std::int32_t> sent_week;  ///< -1: not sent

  template <class Visit>
  void columns(Visit& visit) {
    visit("work_weeks", work_weeks);
    visit("sent_week", sent_week);
  }
};

struct LetterColumns {
  Letters letters;

  template <class Visit>
  void columns(Visit& visit) {
    visit("letters", letters);
  }
};

/// Its place in models/kinds.h.
struct LetterKind {
  using State = LetterColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
