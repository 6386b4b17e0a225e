#include "models/setup.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "models/belief.h"
#include "models/scenario/grain.h"
#include "sim/engine/state.h"
#include "sim/input/fields_walk.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kPriorPurpose{"setup.prior"};

/// The draw of a posterior that a run has: run k the k-th, so that few runs are spread as many are.
class PosteriorDraw {
 public:
  PosteriorDraw(const Belief* belief, std::uint64_t run) : belief_(belief) {
    if (belief_ != nullptr) point_ = &belief_->points[run % belief_->points.size()];
  }
  std::optional<double> find(const std::string& path) const {
    if (belief_ == nullptr) return std::nullopt;
    const auto found = std::find(belief_->paths.begin(), belief_->paths.end(), path);
    if (found == belief_->paths.end()) return std::nullopt;
    return (*point_)[static_cast<std::size_t>(found - belief_->paths.begin())];
  }

 private:
  const Belief* belief_;
  const std::vector<double>* point_ = nullptr;
};

}  // namespace

Parameters draw_parameters(const Parameters& believed, const sim::RandomStreams& streams) {
  Parameters drawn = believed;
  drawn.drawn = true;
  const PosteriorDraw posterior(believed.posterior.get(), streams.run);
  sim::for_each_parameter(drawn, [&](const std::string& path, sim::Parameter& parameter, const sim::Says&) {
    if (parameter.is_fixed()) return;
    const std::optional<double> u = posterior.find(path);
    parameter.value = parameter.quantile(u ? *u : streams.uniform(sim::Purpose(path).key, 0, kPriorPurpose));
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
  put_in_grain(world.parameters, scenario.grain);
  world.streams = streams;
  world.scenario_hash = scenario.hash;
  for_each_kind([&]<class Kind>() {
    if constexpr (HasFirstDay<Kind>) Kind::make(std::as_const(world), world);
  });
  sim::fit(world);
  return world;
}

}  // namespace chokepoint
