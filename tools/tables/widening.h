// A run's number with what the model misses beside it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/analysis/discrepancy.h"
#include "sim/engine/random.h"
#include "tools/study/record_file.h"

namespace tools {

/// Whether the model's own misses on record widen what its runs say.
enum class Discrepancy { kLeftOut, kAdded };

/// `value` times exp(s x a standard normal), s and the normal drawn for the run and the figure; of a percentage its odds.
double widened(double value, const sim::Discrepancy& discrepancy, const std::string& unit,
               const sim::RandomStreams& streams, const std::string& figure);

/// Of runs, each in turn; those without a number are left out.
std::vector<double> widened_runs(const std::vector<double>& by_run, const sim::Discrepancy& discrepancy,
                                 const std::string& unit, std::uint64_t seed, const std::string& figure);

/// What runs miss of a figure on record; nothing where they or the figure are not positive.
std::optional<sim::Miss> miss_of(const Target& figure, std::span<const double> runs);

}  // namespace tools
