// The pictures of what a design tells: what an outcome hangs on, and under which conditions it comes about. Each takes its
// numbers from the columns that programs get of a table.
#pragma once

#include <optional>

#include "sim/report/table.h"
#include "tools/figures/figure.h"

namespace tools {

/// T4: which parameters and levers the outcome hangs on, of several policies one a time. Nothing for a design of one
/// replicate, which has no intervals.
std::optional<Figure> tornado_figure(const sim::Table& sensitivity);
/// T7: the limits of each box as ranges within all that was looked at, of several policies one a time; `limits` is
/// box_limits_table(). Nothing where there is no box.
std::optional<Figure> boxes_figure(const sim::Table& limits);

}  // namespace tools
