// What forecasts missed: scenarios/misses.csv, rows of the tables `blind` that `backcast --after` writes.
#pragma once

#include <filesystem>
#include <vector>

#include "sim/analysis/discrepancy.h"
#include "sim/input/problems.h"

namespace tools {

/// The misses of a folder's file, by column `kind`, `error`, `variance` and `years`; rows whose error is empty say nothing.
/// None where there is no file. Adds every problem.
std::vector<sim::Miss> read_misses(const std::filesystem::path& folder, sim::Problems& problems);

}  // namespace tools
