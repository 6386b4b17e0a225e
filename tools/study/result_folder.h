// The folder that a command's tables go to, with its runs, its resolved scenarios and a manifest.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

using NamedTables = std::vector<std::pair<std::string, sim::Table>>;

/// Writes tables as NAME.csv, .md, .json and .tex, the runs as runs.csv where there are any, the resolved scenarios and
/// a manifest. Nothing where the study names no folder. Throws sim::FileError.
void write_results(const Results& results, const NamedTables& tables);
/// The same for a study of which no run was kept.
void write_results(const Study& study, const NamedTables& tables);

}  // namespace tools
