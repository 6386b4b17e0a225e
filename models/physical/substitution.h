// Import substitution: where buyers may not import, their money and the state's build makers at home.
//
//   kept back u  = 1 - legal imports / money granted, of Chinese buyers, remembered over a year
//   build-up B   x exp(pull (u(t - lag_weeks) - reference) / 52.18)       each week, from 1
//   acts on        wafers for AI of Chinese lines (all of their starts at most), packaging and memory made in China
//
// The plans in supply.yaml were published under the controls of history, whose answer they therefore hold: `reference`
// is the part that imports did not take then. Under fewer controls Chinese makers are built more slowly than the plans
// say, under more faster. The range of `pull` holds 0: that controls build the rival's industry is claimed, and denied
// (state plans from 2014 on came before all controls). Demand-pull as in Schmookler 1966; the lag is that of a fab.
#pragma once

#include "models/physical/substitution_state.h"

namespace chokepoint {

/// Phase: Chinese makers look at what imports left over, and build.
void answer_imports(const World& world, Substitution& substitution);

/// Wafers for AI of a Chinese line over what plan and share give, when all its starts are `whole` times those.
double build_up_of_line(const World& world, double whole);

}  // namespace chokepoint
