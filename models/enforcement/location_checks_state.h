// Location checks: parameters (location_checks.h says what they find).
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct LocationParameters {
  sim::Parameter located;
  sim::Parameter location_voluntary;

  template <class Visit>
  void fields(Visit& visit) {
    visit("located", located,
          {.says = "chance that a moved lot whose chips can tell is located",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("location_voluntary", location_voluntary,
          {.says = "chance that a front's chips can tell without a duty, once there is software",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

}  // namespace chokepoint
