#include "models/compute/distillation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "models/world.h"

namespace chokepoint {

double best_to_learn_from(const World& world, const TrainingRuns& runs) {
  const double weeks = std::ceil(world.parameters.capability.distillation.weeks);
  // The records end with last week.
  const double week = static_cast<double>(runs.best_abroad.size()) - std::max(1.0, weeks);
  if (!world.scenario->mechanisms.distillation || week < 0) return kNoModel;
  const auto at = static_cast<std::size_t>(week);
  return std::max(runs.best_abroad[at], runs.best_chinese[at]);
}

double distilled_points(double own, double seen, const DistillationParameters& parameters) {
  return own + parameters.share * std::max(0.0, seen - own);
}

}  // namespace chokepoint
