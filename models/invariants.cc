#include "models/invariants.h"

#include "sim/engine/contract.h"

namespace chokepoint {

using sim::Id;

Whereabouts whereabouts(const World& world, Id<Product> product) {
  Whereabouts chips;
  for_each_kind([&]<class Kind>() {
    if constexpr (requires { Kind::count(world, product, chips); }) Kind::count(world, product, chips);
  });
  return chips;
}

void check_conservation(const World& world) {
  for (const Id<Product> product : world.scenario->simulated) {
    const Whereabouts at = whereabouts(world, product);
    sim::require(at.made == at.held + at.moving + at.seized + at.scrapped,
                 "week {}: {} {} made, but {} held + {} moving + {} seized + {} scrapped", world.week,
                 at.made, world.scenario->catalogue.key[product], at.held, at.moving, at.seized, at.scrapped);
  }
  for_each_kind([&]<class Kind>() {
    if constexpr (requires { Kind::check(world); }) Kind::check(world);
  });
}

}  // namespace chokepoint
