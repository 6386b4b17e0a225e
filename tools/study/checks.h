// Checks of a study against the scenarios that it runs and the memory that it takes: mistakes that its fields alone do
// not show.
#pragma once

#include <string>

#include "tools/study/study.h"

namespace tools {

/// The most runs of a study: which of them are done takes a bit each while it goes on.
inline constexpr double kMostRuns = 1e9;

/// Years outside the span of the first scenario, each at its place, and a list of none. `root` is that scenario.
void check_years(const std::string& word, const Study& study, const sim::Node& root, sim::Problems& problems);
/// Levers that have the name of a column of the results.
void check_lever_names(const Study& study, sim::Problems& problems);
/// More runs than that, or a design too large for its method; before it is made.
void check_size(const std::string& word, const Study& study, sim::Problems& problems);

/// Levers that begin after the last year a study keeps. `word` is what the study was called by.
void warn_of_late_levers(const Study& study, const std::string& word, sim::Problems& warnings);

}  // namespace tools
