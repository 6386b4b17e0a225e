#include "models/enforcement/exposure.h"

#include <vector>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

constexpr sim::Purpose kPurpose{"test.exposure"};

TEST_CASE("the exposed are the active rings whose draw is below their own chance") {
  tiny::Run run;
  World& world = run.world;
  double value = 1;
  for (const Id<Ring> ring : sim::ids(world.rings.key)) {
    world.ring_lives.active[ring] = ring.index() % 5 != 0 ? 1 : 0;
    world.lots.ring_usd_per_year[ring] = value *= 1.5;
  }
  const double largest = value;
  const auto chance_of = [&](double of) { return 0.5 * of / largest; };
  std::vector<Id<Ring>> plainly;
  for (const Id<Ring> ring : sim::ids(world.rings.key)) {
    const double streams = world.streams.uniform(world.rings.key[ring], 0, kPurpose);
    if (world.ring_lives.active[ring] != 0 && streams < chance_of(world.lots.ring_usd_per_year[ring]))
      plainly.push_back(ring);
  }
  REQUIRE_FALSE(plainly.empty());
  std::vector<Id<Ring>> found;
  for (const ExposedRing& exposed : exposed_rings(world, kPurpose, chance_of)) {
    CHECK(exposed.drawn < exposed.chance);
    found.push_back(exposed.ring);
  }
  CHECK(found == plainly);
}

}  // namespace
}  // namespace chokepoint
