// Paired differences of scenarios to the first, in what a brief compares.
#pragma once

#include <vector>

#include "sim/analysis/contrast.h"
#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// A scenario less the base, run by run.
struct Difference {
  double base_mean = 0;  ///< over the pairs
  sim::Contrast contrast;
};
Difference difference_of(const Results& results, const Choice& base, const Choice& other,
                         const Question& asked);

/// A measure and a scenario a row: mean of the first scenario, mean difference to it run by run.
sim::Table difference_table(const Results& results);

/// The same for people: a table for each scenario but the first, which stands in its title. The last has the notes.
std::vector<sim::Table> difference_panels(const Results& results);

/// The same for questions alone, a policy and a year a row: of a share of runs in points.
sim::Table asked_differences(const Results& results, const std::vector<Question>& questions);

}  // namespace tools
