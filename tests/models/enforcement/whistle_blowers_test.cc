#include "models/enforcement/whistle_blowers.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

TEST_CASE("tips grow with the value of a ring and with the award, and stop without effort") {
  const WhistleBlowerParameters parameters{{.value = 0.01}, {.value = 10}, {.value = 0.5}};
  const double usual = tips_per_year(parameters, 1e8, 0, 1);
  CHECK(tips_per_year(parameters, 1e9, 0, 1) > usual);
  CHECK(tips_per_year(parameters, 1e8, 0.2, 1) == doctest::Approx(3 * usual));
  CHECK(tips_per_year(parameters, 1e8, 0, 2) == doctest::Approx(2 * usual));
  CHECK(tips_per_year(parameters, 1e8, 0.2, 0) == 0);
  CHECK(tips_per_year(parameters, 0, 0.2, 1) == 0);
}

/// Tips of two years over a few runs.
std::int64_t tips(const tiny::Overrides& overrides) {
  std::int64_t heard = 0;
  for (std::uint64_t number = 0; number < 8; ++number) {
    tiny::Overrides all{"parameters.enforcement.tip_rate=0.1"};
    all.insert(all.end(), overrides.begin(), overrides.end());
    heard += tiny::Run(all, number).to_end().sum(&WeekLog::tips);
  }
  return heard;
}

TEST_CASE("an award makes insiders speak from its day on") {
  const std::int64_t without = tips({});
  CHECK(tips({"enforcement.award=0.3"}) > without);
  CHECK(tips({"enforcement.award=[{from: 2024-01-01, level: 0.3}]"}) > without);
  CHECK(tips({"enforcement.award=[{from: 2030-01-01, level: 0.3}]"}) == without);
  CHECK(tips({"mechanisms.whistle_blowers=false", "enforcement.award=0.3"}) == 0);
}

TEST_CASE("a tip opens a case") {
  tiny::Run run({"parameters.enforcement.tip_rate=10", "enforcement.whistle_blowers=100"});
  World& world = run.world;
  world.ring_lives.active[Id<Ring>(0)] = 1;
  world.lots.ring_usd_per_year[Id<Ring>(0)] = 1e9;
  tiny::run_phases(world, {"tip", "prosecute"});
  CHECK(world.tally.tips == 1);
  CHECK(world.cases.action_week[Id<Ring>(0)] > world.week);
}

}  // namespace
}  // namespace chokepoint
