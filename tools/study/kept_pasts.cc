#include "tools/study/kept_pasts.h"

#include <array>

#include "models/branch.h"
#include "models/common_past.h"
#include "models/setup.h"
#include "sim/engine/state.h"

namespace tools {

KeptPasts::Made KeptPasts::run(std::uint64_t replicate, const RunInput& input,
                               const chokepoint::Scenario& other, chokepoint::Checks checks) {
  const chokepoint::Scenario& scenario = *input.scenario;
  const auto weeks_with = [&](const chokepoint::Scenario& another) {
    return chokepoint::weeks_in_common(scenario, another, input.parameters.rushes.lead_weeks);
  };
  const Past* past = pasts_[replicate].get();
  const bool goes_on = past != nullptr && sets_that_share(std::array{past->input, input}, 2).size() == 1 &&
                       past->world.week <= weeks_with(*past->input.scenario);
  chokepoint::World world = goes_on ? chokepoint::branch(past->world, scenario)
                                    : chokepoint::make_world(scenario, input.streams, input.parameters);
  const int before = world.week;
  if (!goes_on) {
    chokepoint::run_to(world, weeks_with(other), checks);
    keep(replicate, input, world);
  }
  chokepoint::run_to_end(world, checks);
  return {chokepoint::outcome_of(world), world.week - before, world.week};
}

void KeptPasts::keep(std::uint64_t replicate, const RunInput& input, const chokepoint::World& world) {
  auto& past = pasts_[replicate];
  if (past != nullptr) bytes_ -= past->bytes;
  past.reset();
  if (world.week == 0 || most_bytes_ == 0) return;
  const std::size_t bytes = sim::save(world).size();
  if (bytes_.fetch_add(bytes) + bytes <= most_bytes_) {
    past = std::make_unique<const Past>(Past{input, world, bytes});
  } else {
    bytes_ -= bytes;
  }
}

}  // namespace tools
