// The pictures of a brief that are of its tables: each takes its numbers from the columns that programs get, so that picture
// and table cannot differ.
#pragma once

#include <string>

#include "sim/report/table.h"
#include "tools/figures/figure.h"

namespace tools {

/// T1: the chances of the definitions by the end of a year, a row a policy.
Figure chances_figure(const sim::Table& scenarios, int year);
/// T2: how far each policy moves a chance, in points, run by run. `measure` as its rows name it, "p_fleet_china"; `base`: the
/// title of the policy that all are held against.
Figure differences_figure(const sim::Table& differences, const std::string& measure, const std::string& title,
                          const std::string& base);
/// T3: the chance by the end of a year against the level of a lever, with the level that suffices marked.
Figure sweep_figure(const sim::Table& lever, int year, double target);
/// T6: an item of the price a time, a row a policy.
Figure cost_figure(const sim::Table& cost);
/// T9: published figures and the model's, as multiples of what was published.
Figure record_figure(const sim::Table& record);

}  // namespace tools
