// A run's number with what the model misses beside it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/analysis/discrepancy.h"
#include "sim/engine/random.h"
#include "sim/numeric/statistics.h"
#include "tools/study/record_file.h"

namespace tools {

/// Whether the model's own misses on record widen what its runs say.
enum class Discrepancy { kLeftOut, kAdded };

/// A figure that is widened: the draws of a name are its own; a percentage is widened by its odds.
struct FigureAhead {
  std::string name;
  std::string unit;
  double years = 1;  ///< ahead of the last figure that was fitted (sim/analysis/discrepancy.h)
};

/// `value` times exp(s x root of years x a standard normal), s and the normal drawn for the run and the figure.
double widened(double value, const sim::Discrepancy& discrepancy, const FigureAhead& figure,
               const sim::RandomStreams& streams);

/// Of runs, each in turn; those without a number are left out.
std::vector<double> widened_runs(const std::vector<double>& by_run, const sim::Discrepancy& discrepancy,
                                 const FigureAhead& figure, std::uint64_t seed);

/// Years from a day to another, a quarter at least.
double years_ahead(sim::Date from, sim::Date to);

/// Whether the 5-95 % range of runs holds the published figure, and whether it overlaps the published range.
bool holds(const sim::Spread& runs, const Target& figure);
bool overlaps(const sim::Spread& runs, const Target& figure);

/// What runs miss of a figure on record; nothing where they or the figure are not positive.
std::optional<sim::Miss> miss_of(const Target& figure, std::span<const double> runs);

}  // namespace tools
