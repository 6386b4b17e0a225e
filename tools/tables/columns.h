// Columns of tables over runs: a text for people, median and ends apart for programs.
#pragma once

#include <string>
#include <vector>

#include "sim/numeric/statistics.h"
#include "sim/report/table.h"
#include "sim/report/words.h"

namespace tools {

/// Adds columns to a table.
class Columns {
 public:
  explicit Columns(sim::Table& table) : table_(table) {}

  void text(std::string header);
  /// A median with its 5-95 % range.
  void range(const std::string& header, const std::string& unit, const std::string& name);
  /// A share of runs with its interval.
  void chance(const std::string& header, const std::string& name);
  /// A number with the interval of its error.
  void estimate(const std::string& header, const std::string& unit, const std::string& name);

 private:
  sim::Table& table_;
};

/// The cells of a range: of runs' numbers.
void add_range(std::vector<sim::Cell>& row, const std::vector<double>& values);

/// The cells of a chance: the share of runs whose number is at or above a threshold.
void add_chance(std::vector<sim::Cell>& row, const std::vector<double>& values, double threshold);

/// The cells of an estimate; n/a for NaN.
void add_estimate(std::vector<sim::Cell>& row, double value, const sim::Interval& interval,
                  sim::Sign sign = sim::Sign::kMinusOnly);

/// In points of a hundred; no interval goes further than from never to always.
sim::Interval in_points(const sim::Interval& share);

/// Where a row repeats that of the first scenario to the last digit, people read so beside its name. The
/// first cell is the scenario; rows are held against the first one of the same `keys` - 1 cells after it.
/// Adds a note when there is any.
void mark_repeats(sim::Table& table, std::size_t keys = 1);

/// Run by run over / under, without runs in which either is missing or the latter is not above 0.
std::vector<double> ratio(const std::vector<double>& over, const std::vector<double>& under);

}  // namespace tools
