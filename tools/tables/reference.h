// What may be written and what comes out, from the declarations that read it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/input/fields.h"
#include "sim/report/table.h"

namespace tools {

/// Every field of the files in a scenarios folder.
sim::Table fields_table();
/// The paths that --set takes but for those of things that have names, each with the '=' behind it.
std::vector<std::string> paths_to_set();
/// The kinds of controls and their fields.
sim::Table controls_table();
/// Visits every parameter of a resolved scenario: its path, itself, its declaration.
void for_each_parameter_of(
    const sim::Node& scenario,
    const std::function<void(const std::string&, const sim::Parameter&, const sim::Says&)>& visit);
/// T10: every parameter of a resolved scenario with its range, source and confidence.
sim::Table assumptions_table(const sim::Node& scenario);
/// The same of a scenario by name. Throws sim::BadInput.
sim::Table parameters_table(const std::string& folder, const std::string& scenario);
sim::Table figures_table();
sim::Table measures_table();
/// What is counted by product, designer, place or rank.
sim::Table amounts_table();
/// How expressions over measures and amounts are written.
sim::Table questions_table();
/// The columns of a store.
sim::Table store_table();
/// The phases of a week, in order.
sim::Table week_table();

}  // namespace tools
