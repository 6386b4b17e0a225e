// A blind test: what runs say of figures after a day, beside what stood on that day and what a trend makes of it.
#pragma once

#include "sim/report/table.h"
#include "tools/study/record_file.h"
#include "tools/study/results.h"
#include "tools/tables/widening.h"

namespace tools {

/// A figure after `after` a row: published, the model's band, whether it holds, log CRPS of the model, of persistence (the
/// last figure of the same measure up to the day) and of a log-linear trend (through the last two). The band is widened by
/// what the model misses on figures up to the day, by kind, where that is added; a fit to figures after it is not for this table to see.
sim::Table blind_table(const Results& results, const RecordFile& record, sim::Date after, Discrepancy which);

}  // namespace tools
