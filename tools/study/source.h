// Where a table comes from, as its last note says it.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/store.h"
#include "sim/input/node.h"
#include "sim/report/table.h"

namespace tools {

/// Whom a scenario's figures must be credited to; empty: nobody.
std::string credits_of(const sim::Node& scenario);

/// The program that made the results, its commit and that commit's day where it is this program; whose data stand behind
/// them. The same results have the same note: there is no clock in it.
std::string source_note(const sim::StudyRecord& record);

/// Tables whose notes end with the source of their results. Those without notes are panels of the one after them.
std::vector<sim::Table> with_source(const sim::StudyRecord& record, std::vector<sim::Table> tables);
/// The same of tables that this program has just made from shipped figures, and of which no study is kept.
std::vector<sim::Table> with_source(std::vector<sim::Table> tables);

}  // namespace tools
