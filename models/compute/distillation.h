// Labs learn from models that others have released: a lab trains on the answers of a better one and makes up a part of
// the gap.
//
//   seen    = points of the best model that any lab had released `weeks` ago
//   own     = points of its own run, less `cost` of the money, which goes into asking
//   points  = own + share x (seen - own)          when that is more than its whole money gives without asking
//
// The share is at most one, so nobody passes a model by copying it. A model is released when its run is done: whoever
// sells or publishes one lets it answer.
#pragma once

#include "models/compute/labs_state.h"

namespace chokepoint {

struct World;

/// Points of the best model that had been released early enough to learn from this week; kNoModel when none.
double best_to_learn_from(const World& world, const TrainingRuns& runs);

/// Points of a run that gives `own` by itself and learns from a model of `seen`.
double distilled_points(double own, double seen, const DistillationParameters& parameters);

}  // namespace chokepoint
