#include "models/physical/supply.h"

#include <doctest/doctest.h>

namespace chokepoint {
namespace {

TEST_CASE("a 300 mm wafer gives the gross dies that the formula gives by hand") {
  // 814 mm2: pi 150^2 / 814 = 86.84 less pi 300 / sqrt(1628) = 23.36.
  CHECK(gross_dies_per_wafer(814) == doctest::Approx(63.48).epsilon(1e-4));
  // 100 mm2: 706.86 less 66.64.
  CHECK(gross_dies_per_wafer(100) == doctest::Approx(640.22).epsilon(1e-4));
}

TEST_CASE("half the area gives more than twice the dies, as less is lost at the edge") {
  CHECK(gross_dies_per_wafer(400) > 2 * gross_dies_per_wafer(800));
}

TEST_CASE("twelve months of monthly figures are a year of weekly ones") {
  CHECK(kMonthsPerWeek * 365.25 / 7 == doctest::Approx(12));
}

}  // namespace
}  // namespace chokepoint
