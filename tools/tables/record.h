// The published record, and what runs say beside it.
#pragma once

#include "sim/report/table.h"
#include "tools/study/record_file.h"
#include "tools/study/results.h"
#include "tools/tables/widening.h"

namespace tools {

/// A figure a row; the second scenario, where there is one, is run at central values. With the discrepancy a further range
/// stands beside that of the runs: widened by what the misses of all other figures teach (leave one out).
sim::Table record_table(const Results& results, const RecordFile& record, Discrepancy which);

/// Figures that are not set beside the model, and why.
sim::Table left_out_table(const RecordFile& record);

}  // namespace tools
