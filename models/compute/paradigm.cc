#include "models/compute/paradigm.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/world.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kFollowPurpose{"capability.follow"};

}  // namespace

double second_stage_points(double effective_usd, const SecondStageParameters& parameters) {
  if (effective_usd <= 0) return 0;
  return parameters.most_points /
         (1 + std::pow(parameters.half_usd / effective_usd, double{parameters.steepness}));
}

double second_stage_share(double years, const SecondStageParameters& parameters) {
  if (years < 0) return 0;
  return std::min(double{parameters.most_share},
                  parameters.first_share * std::pow(double{parameters.growth}, years));
}

int second_stage_week(const World& world, sim::Id<Lab> lab) {
  const LabScenario& labs = world.scenario->labs;
  if (!world.scenario->mechanisms.second_paradigm) return std::numeric_limits<std::int32_t>::max();
  if (lab == labs.second_stage_finder) return labs.second_stage_week;
  const double u = world.streams.uniform(labs.named[lab].key, 0, kFollowPurpose);
  const double weeks = sim::exponential_quantile(u, world.parameters.capability.second_stage.follow_weeks);
  return labs.second_stage_week + static_cast<int>(std::ceil(weeks));
}

}  // namespace chokepoint
