#include <doctest/doctest.h>

#include "models/diversion/ring_learning.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

TEST_CASE("capital joins a trade that earns more than the hurdle, at most as fast as its inflow") {
  CHECK(capital_drawn(0.1, 0.15, 0.8) == 0);
  CHECK(capital_drawn(0.65, 0.15, 0.8) == doctest::Approx(0.4));
  CHECK(capital_drawn(9, 0.15, 0.8) == doctest::Approx(0.8));
}

TEST_CASE("rings that outsiders put money into bring in more") {
  const auto smuggled = [](const char* inflow, const char* form) {
    tiny::Run run({"parameters.rings.capital_median_usd=1000000", inflow, form});
    return run.to_end().sum(&WeekLog::smuggled);
  };
  const auto own = smuggled("parameters.rings.inflow=0", "parameters.rings.growth_form=0");
  CHECK(smuggled("parameters.rings.inflow=2", "parameters.rings.growth_form=0") >
        1.1 * static_cast<double>(own));
  CHECK(smuggled("parameters.rings.inflow=2", "parameters.rings.growth_form=1") == own);
}

}  // namespace
}  // namespace chokepoint
