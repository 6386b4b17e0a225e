#include "models/setup.h"

#include <string>
#include <utility>

#include "sim/input/fields_walk.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kPriorPurpose{"setup.prior"};

}  // namespace

Parameters draw_parameters(const Parameters& believed, const sim::Luck& luck) {
  Parameters drawn = believed;
  sim::for_each_uncertain(drawn, [&](const std::string& path, sim::Uncertain& guess, const sim::Says&) {
    if (!guess.is_fixed())
      guess.value = guess.quantile(luck.uniform(sim::Purpose(path).key, 0, kPriorPurpose));
  });
  return drawn;
}

World make_world(const Setting& setting, const sim::Luck& luck) {
  return make_world(setting, luck, draw_parameters(setting.parameters, luck));
}

World make_world(const Setting& setting, const sim::Luck& luck, const Parameters& parameters) {
  World world;
  world.setting = &setting;
  world.parameters = parameters;
  world.luck = luck;
  world.scenario_hash = setting.hash;
  for_each_kind([&]<class Kind>() {
    if constexpr (requires { Kind::make(world, world); }) Kind::make(std::as_const(world), world);
  });
  return world;
}

}  // namespace chokepoint
