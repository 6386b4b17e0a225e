// How far what was submitted is: of the tasks' stores, their notes and the queue.
#pragma once

#include <string>

#include "sim/report/table.h"

namespace tools {

/// A row a state that tasks are in, with their runs; below it runs done, failed and left, how many a second, the time that
/// is left, and the last line of each task that failed or was lost. Throws sim::BadInput where nothing was submitted.
sim::Table cluster_table(const std::string& results);

/// The same of shards that were made without a plan: a row a shard.
sim::Table shards_table(const std::string& results);

}  // namespace tools
