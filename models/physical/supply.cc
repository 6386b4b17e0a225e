#include "models/physical/supply.h"

#include <cmath>
#include <numbers>

namespace chokepoint {

double gross_dies_per_wafer(double area_mm2) {
  constexpr double kWaferMm = 300;
  return std::numbers::pi * (kWaferMm / 2) * (kWaferMm / 2) / area_mm2 -
         std::numbers::pi * kWaferMm / std::sqrt(2 * area_mm2);
}

}  // namespace chokepoint
