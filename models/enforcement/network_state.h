// The trade network: parameters (network.h says what is studied).
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct NetworkParameters {
  sim::Parameter officer_share;

  template <class Visit>
  void fields(Visit& visit) {
    visit("officer_share", officer_share,
          {.says = "what one more officer adds to the inspections on the lanes out of a hub",
           .unit = "fraction",
           .low = 0,
           .high = 100,
           .required = true});
  }
};

struct NetworkPriors {
  NetworkParameters network;

  template <class Visit>
  void fields(Visit& visit) {
    visit("network", network, {.says = "how the trade network is studied", .required = true});
  }
};

/// Its place in models/kinds.h.
struct NetworkKind {
  using Priors = NetworkPriors;
};

}  // namespace chokepoint
