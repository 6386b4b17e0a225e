// Training on the answers of a rival's model: parameters (distillation.h says what it gives).
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct DistillationParameters {
  sim::Parameter share;
  sim::Parameter weeks;
  sim::Parameter cost;

  template <class Visit>
  void fields(Visit& visit) {
    visit("share", share,
          {.says = "share of the gap to a better model that training on its answers makes up",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("weeks", weeks,
          {.says = "from the release of a model to a model that learned from it",
           .unit = "weeks",
           .low = 0,
           .high = 520,
           .required = true});
    visit("cost", cost,
          {.says = "share of a run's money that asking for answers takes",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

}  // namespace chokepoint
