// What each mechanism does to the answer, by taking it out.
#pragma once

#include <vector>

#include "sim/analysis/table.h"
#include "tools/study/studies.h"

namespace tools {

/// A policy with every mechanism, then with each that is on taken out, in the order declared.
std::vector<Version> versions_without(const StudyOptions& options);

/// What taking a mechanism out changes, run by run; the first of the study has them all. The largest change of
/// China's stock comes first.
sim::Table ablation_table(const Study& study, const StudyOptions& options);

}  // namespace tools
