// What each step between two policies changes: scenarios/steps.yaml.
#pragma once

#include "sim/report/table.h"
#include "tools/study/results.h"
#include "tools/study/steps_file.h"

namespace tools {

/// The steps whose policies are both among the results, run by run; no rows when there is none.
sim::Table steps_table(const Results& results, const StepsFile& file, int year);

}  // namespace tools
