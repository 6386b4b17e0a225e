// Foundries, memory makers and packaging houses turn dated capacity into chips.
//
//   wafers   += plan's growth x (1 - tools_drag x part that controls on tools stop)   in China, after a lag
//   dies     = wafers x gross dies(area) x yield
//   bought   = dies from foreign foundries, and memory stacks, x (1 - part that the controls of the day stop)
//   packages = min(dies / dies a package, stacks / stacks a package, interposer wafers x packages a wafer)
//
// A line to order starts what is asked, up to its capacity; a full line starts all it can.
#pragma once

#include <vector>

#include "models/physical/foundry_state.h"

namespace chokepoint {

struct World;
class Ledger;

/// What a designer means to package this week.
///
/// `weights` are the units it would like to make of each product, up to a common factor; `per_wafer` the
/// packages an interposer wafer gives; `wafers` what it may use. Returns units of each product: weights x s
/// with sum(units / per_wafer) = wafers.
std::vector<double> plan_packages(const std::vector<double>& weights, const std::vector<double>& per_wafer,
                                  double wafers);

/// Phase: lines and packaging houses make this week's chips into their designers' warehouses.
void make_chips(const World& world, Foundries& foundries, Ledger& ledger);

}  // namespace chokepoint
