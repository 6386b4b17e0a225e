// Which variants for China a scenario brings forth: the rule of physical/designer over the weeks of a calendar. Done
// once when a scenario is read; the variants are then products as others are.
#pragma once

#include <vector>

#include "models/scenario/scenario.h"

namespace chokepoint {

/// Adds the variants to the catalogue and the products, and the rule book's word on them. The rest of supply, money
/// and versions must be laid out.
void add_variants(Scenario& scenario, const ScenarioInput& input, const std::vector<Regime>& known);

}  // namespace chokepoint
