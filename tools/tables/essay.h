// What the model says of the essay: each claim with a figure, a verdict and the parameter that decides.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "sim/numeric/statistics.h"
#include "sim/report/table.h"
#include "tools/study/essay_file.h"
#include "tools/study/results.h"
#include "tools/tables/essay_evidence.h"

namespace tools {

/// The claims in the order of the file: narrow enough for a terminal, what is behind each in a note of its own.
sim::Table essay_table(const Results& results, const EssayFile& file, const Experiments& experiments);

}  // namespace tools
