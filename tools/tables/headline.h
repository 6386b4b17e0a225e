// The headline: does China reach million-chip clusters, scenario by scenario.
#pragma once

#include <vector>

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// The year by whose end the answer is asked, and the year whose record the stock is set beside.
inline constexpr int kAnswerYear = kUsualYear;
inline constexpr int kRecordYear = 2024;

/// The headline table: a row a scenario, every column; clusters in H100e and in chips side by side.
sim::Table headline_table(const Results& results);

/// The same rows in panels that fit a terminal or a page: whether, when, the sites, then China's stock at two dates.
std::vector<sim::Table> headline_panels(const Results& results);

/// Every definition of a million-chip cluster, in H100e and in chips, for China and the United States, by the end of
/// 2026, 2027 and 2028: a row for each scenario, definition and unit.
sim::Table definitions_table(const Results& results);

}  // namespace tools
