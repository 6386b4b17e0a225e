// What it saves to give all scenarios the same random draws.
#pragma once

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// A measure and a scenario but the first a row: how many times the runs an unpaired comparison would need.
sim::Table pairing_table(const Results& results);

}  // namespace tools
