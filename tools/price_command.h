// chokepoint price: what a policy costs and what it denies, by year, against the same runs without controls.
#pragma once

#include "sim/analysis/statistics.h"
#include "sim/analysis/table.h"
#include "tools/commands.h"
#include "tools/studies.h"

namespace tools {

/// What follows a policy's name in those of the two versions beside it, and what makes them of it.
inline constexpr const char* kFreeName = " without controls";
inline constexpr const char* kUnenforcedName = " unenforced";
std::vector<std::string> without_controls();
std::vector<std::string> unenforced();

/// Of each policy three versions: as it is, without any control, and with its controls at strength 0. They are
/// made from the policy itself, whatever its file says.
std::vector<Version> priced_versions(const StudyOptions& options);

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

void declare_price(CLI::App& command, int& status);

}  // namespace tools
