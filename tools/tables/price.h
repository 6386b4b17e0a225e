// What policies cost and deny, by year, against the same runs without controls.
#pragma once

#include <vector>

#include "sim/numeric/statistics.h"
#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// What the policies of such a study cost and deny: an item a row, a year a column, for people; all years when none is
/// named, and the whole span.
sim::Table price_panel(const Results& results, std::size_t policy, const std::vector<int>& years = {});
/// The same for programs: an item and a year a row.
sim::Table price_table(const Results& results);

}  // namespace tools
