#include "models/setup.h"

#include <string>
#include <utility>

#include "sim/input/fields_walk.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kPriorPurpose{"setup.prior"};

}  // namespace

Parameters draw_parameters(const Parameters& believed, const sim::RandomStreams& streams) {
  Parameters drawn = believed;
  drawn.drawn = true;
  sim::for_each_parameter(drawn, [&](const std::string& path, sim::Parameter& parameter, const sim::Says&) {
    if (!parameter.is_fixed())
      parameter.value = parameter.quantile(streams.uniform(sim::Purpose(path).key, 0, kPriorPurpose));
  });
  return drawn;
}

World make_world(const Scenario& scenario, const sim::RandomStreams& streams) {
  return make_world(scenario, streams, draw_parameters(scenario.parameters, streams));
}

World make_world(const Scenario& scenario, const sim::RandomStreams& streams, const Parameters& parameters) {
  World world;
  world.scenario = &scenario;
  world.parameters = parameters;
  world.streams = streams;
  world.scenario_hash = scenario.hash;
  for_each_kind([&]<class Kind>() {
    if constexpr (HasFirstDay<Kind>) Kind::make(std::as_const(world), world);
  });
  return world;
}

}  // namespace chokepoint
