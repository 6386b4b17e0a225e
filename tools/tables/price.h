// What policies cost and deny, by year, against the same runs without controls.
#pragma once

#include <vector>

#include "sim/analysis/statistics.h"
#include "sim/analysis/table.h"
#include "tools/study/studies.h"

namespace tools {

/// What the policies of such a study cost and deny: an item a row, a year a column, for people.
sim::Table price_panel(const Study& study, const StudyOptions& options, std::size_t policy);
/// The same for programs: an item and a year a row.
sim::Table price_table(const Study& study, const StudyOptions& options);

/// What a million USD more denies more, from runs of two policies; NaN where nobody can tell whether the money
/// differs at all.
sim::Mean price_of_step(const std::vector<double>& denied, const std::vector<double>& million);

/// Why sales to China forgone may exceed those forgone worldwide.
inline constexpr const char* kSoldElsewhere =
    "Where sales to China forgone exceed those worldwide, what is kept from China while chips are scarce is "
    "sold "
    "to "
    "others instead, arms abroad and fronts included.";

}  // namespace tools
