// What the model must show: each claim judged over paired runs.
#pragma once

#include "sim/numeric/statistics.h"
#include "sim/report/table.h"
#include "tools/study/directions_file.h"
#include "tools/study/results.h"

namespace tools {

/// What an experiment says of its claim: the interval lies wholly where the claim says, wholly elsewhere, or on
/// both sides.
enum class Claim { kHolds, kFails, kNotDistinguishable };
Claim judge(Expected expected, const sim::Interval& interval, double bound);

/// The claims with their effects and verdicts, in the order of the file.
sim::Table directions_table(const Results& results, const DirectionsFile& file,
                            const Experiments& experiments);

}  // namespace tools
