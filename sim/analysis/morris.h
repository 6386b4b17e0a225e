// Which uncertainties matter at all: the cheap first look of Morris, a few runs a factor.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/analysis/bootstrap.h"
#include "sim/experiment/design.h"

namespace sim {

/// The elementary effects of a group (factor, when the plan has no groups), in units of the output per whole
/// range of the factor, bootstrap intervals over trajectories, for each or for all of a kind together.
struct MorrisEffect {
  Index mu;       ///< mean effect: which way; n/a for a group of several, whose factors move either way
  Index mu_star;  ///< mean size of the effect: how much it matters
  Index sigma;    ///< sample standard deviation: curved or interacting; n/a for a group of several
};

struct MorrisEffects {
  std::vector<MorrisEffect> effects;  ///< by group
  std::size_t trajectories = 0;       ///< used
  std::size_t dropped = 0;            ///< left out because a run of theirs failed (NaN)
};

/// From one output a row of points_of(plan), in its order. Throws std::invalid_argument when the plan is not
/// of Method::kMorris, there are not rows_of(plan) outputs, one is infinite, or not 0 < level < 1. Source:
/// Morris (1991), Technometrics 33(2); mu* and groups: Campolongo, Cariboni, Saltelli (2007), Environ. Model.
/// Softw. 22.
MorrisEffects morris_effects(const Plan& plan, std::span<const double> outputs, double level = kLevel,
                             Holds holds = Holds::kEach);

}  // namespace sim
