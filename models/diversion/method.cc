#include "models/diversion/method.h"

#include <fmt/format.h>

#include "models/world.h"
#include "sim/numeric/pick.h"

namespace chokepoint {

using sim::Id;

void MethodParameters::check(sim::Checker& checker) const {
  if (buying.empty()) checker.problem("buying", "no methods", "rings need one way to buy at least");
  if (moving.empty()) checker.problem("moving", "no methods", "rings need one way to move at least");
  const auto most = fmt::format("at most {}", kMostMethods);
  if (buying.size() > kMostMethods)
    checker.problem("buying", fmt::format("{} methods of buying", buying.size()), most);
  if (moving.size() > kMostMethods)
    checker.problem("moving", fmt::format("{} methods of moving", moving.size()), most);
}

const BuyingMethod& method_of(const World& world, Id<Buying> method) {
  return world.parameters.methods.buying.entries[method.index()].value;
}

const BuyingMethod& method_of(const World& world, Id<Front> front) {
  return method_of(world, world.fronts.method[front]);
}

const MovingMethod& method_of(const World& world, Id<Moving> method) {
  return world.parameters.methods.moving.entries[method.index()].value;
}

// Names are the scenario's own, not the run's copy of them: a trace may outlive its run.
const char* name_of(const World& world, Id<Buying> method) {
  return world.scenario->parameters.methods.buying.entries[method.index()].name.c_str();
}

const char* name_of(const World& world, Id<Moving> method) {
  return world.scenario->parameters.methods.moving.entries[method.index()].name.c_str();
}

std::size_t buying_methods(const World& world) {
  return world.scenario->mechanisms.methods ? world.parameters.methods.buying.size() : 1;
}

std::size_t moving_methods(const World& world) {
  return world.scenario->mechanisms.methods ? world.parameters.methods.moving.size() : 1;
}

Id<Buying> choose_method(const World& world, Id<Ring> ring, Id<Place> place, double u) {
  const std::size_t methods = buying_methods(world);
  const auto weight = [&](std::size_t i) {
    const bool may_stand = world.scenario->stands_in[Id<Buying>(i)].test(place.index());
    return may_stand ? double{world.ring_lives.leaning(ring, Id<Buying>(i))} : 0.0;
  };
  const std::size_t chosen = sim::pick(methods, weight, u);
  return Id<Buying>(chosen == methods ? 0 : chosen);
}

}  // namespace chokepoint
