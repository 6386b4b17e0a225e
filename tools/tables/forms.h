// Whether an answer hangs on forms of mechanisms that the record does not decide between.
#pragma once

#include <string>
#include <vector>

#include "tools/study/results.h"

namespace tools {

/// Notes for a table of the share of runs in which a measure reaches `at_least` at the end of a year: for each parameter
/// that chooses between two forms, that share under both, over all scenarios, when they differ beyond the 90 % interval;
/// and which make no difference that so many runs tell. Nothing where no run chooses.
std::vector<std::string> form_notes(const Results& results, const std::string& measure, int year,
                                    double at_least);

}  // namespace tools
