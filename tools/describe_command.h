// `chokepoint describe`: what may be written and what comes out, from the same declarations that read it.
#pragma once

#include "sim/analysis/table.h"
#include "tools/commands.h"

namespace tools {

void declare_describe(CLI::App& command, int& status);

/// Every field of the files in a scenarios folder.
sim::Table fields_table();
/// The kinds of controls and their fields.
sim::Table controls_table();
/// Every guess of a scenario. Throws sim::BadInput.
sim::Table parameters_table(const std::string& folder, const std::string& scenario);
sim::Table measures_table();
/// The phases of a week, in order.
/// The columns of a store.
sim::Table store_table();
sim::Table week_table();

}  // namespace tools
