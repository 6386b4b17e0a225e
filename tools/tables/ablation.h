// What each mechanism does to the answer, by taking it out.
#pragma once

#include <vector>

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// A policy with every mechanism, then with each that is on taken out, in the order declared.
std::vector<Variant> variants_without(const StudyOptions& options);

/// What taking a mechanism out changes, run by run; the first variant has them all. The largest change of
/// China's stock comes first.
sim::Table ablation_table(const Results& results);

}  // namespace tools
