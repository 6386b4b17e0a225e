// Paired differences of scenarios to the first, in what a brief compares.
#pragma once

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// A measure and a scenario a row: mean of the first scenario, mean difference to it run by run.
sim::Table difference_table(const Results& results);

}  // namespace tools
