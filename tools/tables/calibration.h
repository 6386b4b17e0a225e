// What a calibration says: waves, targets, what the record informs and what it cannot tell apart.
#pragma once

#include "tools/study/calibration.h"
#include "tools/study/result_folder.h"

namespace tools {

/// Its tables, by name: waves, targets, parameters, pairs, and trials where there were any.
NamedTables calibration_tables(const Calibration& calibration);

}  // namespace tools
