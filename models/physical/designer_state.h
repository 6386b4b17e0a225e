// Designers: parameters (designer.h says what they build).
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

/// What is uncertain of designers once a scenario; central values count.
struct VariantInput {
  sim::Date real_until;
  sim::Parameter margin;
  sim::Parameter market_share;
  sim::Parameter good_enough;
  sim::Parameter refresh;
  sim::Parameter price_exponent;

  template <class Visit>
  void fields(Visit& visit) {
    visit("real_until", real_until,
          {.says = "first day on which the catalogue no longer records what designers really built",
           .required = true});
    visit("margin", margin,
          {.says = "how far under a line a designer stays",
           .unit = "fraction",
           .low = 0.0001,
           .high = 0.5,
           .required = true});
    visit("market_share", market_share,
          {.says = "China's share of all spending from which a variant pays",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("good_enough", good_enough,
          {.says = "use of an open real chip over the variant's from which no variant is built",
           .unit = "x",
           .low = 0,
           .high = 1,
           .required = true});
    visit("refresh", refresh,
          {.says = "use of a new best chip over the last one's from which a new variant follows",
           .unit = "x",
           .low = 1,
           .high = 100,
           .required = true});
    visit("price_exponent", price_exponent,
          {.says = "how a variant's price falls with its use: 0 not at all, 1 in proportion",
           .unit = "1",
           .low = 0,
           .high = 3,
           .required = true});
  }
};

struct DesignerParameters {
  sim::Parameter lag_weeks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("lag_weeks", lag_weeks,
          {.says = "from a line, or a better chip, to a variant in volume",
           .unit = "weeks",
           .low = 0,
           .high = 260,
           .required = true});
  }
};

struct DesignerPriors {
  DesignerParameters designers;

  template <class Visit>
  void fields(Visit& visit) {
    visit("designers", designers, {.says = "how fast designers answer a line", .required = true});
  }
};

/// Its place in models/kinds.h.
struct DesignerKind {
  using Priors = DesignerPriors;
};

}  // namespace chokepoint
