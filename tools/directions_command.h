// chokepoint directions: what the model must show, each claim tried over paired runs.
#pragma once

#include "sim/analysis/statistics.h"
#include "sim/analysis/table.h"
#include "tools/commands.h"
#include "tools/directions_file.h"

namespace tools {

/// What an experiment says of its claim: the interval lies wholly where the claim says, wholly elsewhere, or on
/// both sides.
enum class Claim { kHolds, kFails, kNotDistinguishable };
Claim judge(Expected expected, const sim::Interval& interval, double bound);

/// The claims with their effects and verdicts, in the order of the file.
sim::Table directions_table(const Study& study, const StudyOptions& options, const DirectionsFile& file,
                            const Experiments& experiments);

void declare_directions(CLI::App& command, int& status);

}  // namespace tools
