// Which world follows, who leads by how much, and the ratios between the United States and China.
#pragma once

#include <vector>

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// Everything in one table, for programs: a row a scenario, at the end of a year.
sim::Table world_table(const Results& results, int year);

/// The same in panels that fit a page: the world and the lag, the labs, the ratios.
std::vector<sim::Table> world_panels(const Results& results, int year);

/// By run, NaN where it has not the year: 1 when China has the question's million by a definition ("campus", "fleet",
/// "nation"), else 0.
std::vector<double> million_by_run(const VariantRuns& scenario, const char* definition, int year);
/// The same of a million and a lag of at most so many months.
std::vector<double> bipolar_by_run(const VariantRuns& scenario, const char* definition, int months, int year);

}  // namespace tools
