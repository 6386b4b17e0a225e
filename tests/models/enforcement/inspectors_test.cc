#include "models/enforcement/inspectors.h"

#include <doctest/doctest.h>

#include "sim/engine/state.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// A tiny world with a year to come, whose rings have learned for some months.
struct Branch : tiny::Run {
  Branch() : Run({"parameters.enforcement.found_when_opened=1"}) { until("2024-01-01"); }
};

TEST_CASE("a year that is tried leaves the world as it was") {
  const Branch branch;
  const std::uint64_t before = sim::hash(branch.world);
  const SmugglingYear year = year_after(branch.world, {branch.place("HK"), 5}, RingsThen::kAdapt);
  CHECK(year.brought_chips > 0);
  CHECK(sim::hash(branch.world) == before);
}

TEST_CASE("nothing more at no hub changes nothing") {
  const Branch branch;
  const SmugglingYear plain = year_after(branch.world, {}, RingsThen::kAdapt);
  const SmugglingYear same = year_after(branch.world, {branch.place("HK"), 0}, RingsThen::kAdapt);
  CHECK(plain.brought_h100e == same.brought_h100e);
  CHECK(plain.seized_chips == same.seized_chips);
}

TEST_CASE("inspectors at the hub all use deny chips, also once rings go round") {
  const Branch branch;
  const auto denied = [&](RingsThen rings) {
    return year_after(branch.world, {}, rings).brought_h100e -
           year_after(branch.world, {branch.place("HK"), 60}, rings).brought_h100e;
  };
  const double before = denied(RingsThen::kStandStill);
  CHECK(before > 0);
  CHECK(denied(RingsThen::kAdapt) > 0);
}

TEST_CASE("a year beyond the span is refused") {
  tiny::Run run;
  run.until("2024-06-01");
  CHECK_THROWS(year_after(run.world, {}, RingsThen::kAdapt));
}

TEST_CASE("what leaves a place is what moves on its lanes") {
  Branch branch;
  const auto out = smuggled_out(branch.world);
  const auto& moved = branch.world.lots.lane_usd_per_year;
  CHECK(out[branch.place("HK")] == moved[branch.lane("HK", "CN")]);
  CHECK(out[branch.place("MY")] == moved[branch.lane("MY", "HK")] + moved[branch.lane("MY", "CN")]);
}

}  // namespace
}  // namespace chokepoint
