#include "tools/range_columns.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/analysis/statistics.h"
#include "sim/analysis/words.h"

namespace tools {

using sim::Audience;
using sim::Cell;

void Columns::text(std::string header) { table_.columns.push_back({std::move(header)}); }

void Columns::range(const std::string& header, const std::string& unit, const std::string& name) {
  table_.columns.push_back({header, sim::Align::kRight, "", name + "_shown", Audience::kPeople});
  for (const char* end : {"median", "p5", "p95"}) {
    table_.columns.push_back(
        {name + "_" + end, sim::Align::kRight, unit, name + "_" + end, Audience::kPrograms});
  }
}

void Columns::chance(const std::string& header, const std::string& name) {
  table_.columns.push_back({header, sim::Align::kRight, "", name + "_shown", Audience::kPeople});
  for (const char* end : {"", "_low", "_high"}) {
    table_.columns.push_back(
        {name + end, sim::Align::kRight, "probability", name + end, Audience::kPrograms});
  }
}

void add_range(std::vector<Cell>& row, const std::vector<double>& values) {
  if (values.empty()) {
    for (int i = 0; i < 4; ++i) row.push_back(sim::missing_cell());
    return;
  }
  const sim::Spread spread = sim::spread(values);
  row.push_back(sim::text_cell(spread.high == 0 ? "0" : sim::with_range(spread)));
  for (const double end : {spread.median, spread.low, spread.high}) row.push_back(sim::number_cell(end));
}

void add_chance(std::vector<Cell>& row, const std::vector<double>& values, double threshold) {
  if (values.empty()) {
    for (int i = 0; i < 4; ++i) row.push_back(sim::missing_cell());
    return;
  }
  const auto hits =
      std::count_if(values.begin(), values.end(), [&](double value) { return value >= threshold; });
  const auto trials = static_cast<long>(values.size());
  const sim::Interval interval = sim::jeffreys(hits, trials);
  const double share = static_cast<double>(hits) / static_cast<double>(trials);
  row.push_back(sim::text_cell(
      fmt::format("{} ({})", sim::percent(share), sim::percent_range(interval.low, interval.high))));
  for (const double end : {share, interval.low, interval.high}) row.push_back(sim::number_cell(end));
}

std::vector<double> ratio(const std::vector<double>& over, const std::vector<double>& under) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < over.size(); ++i) {
    if (!std::isnan(over[i]) && !std::isnan(under[i]) && under[i] > 0) ratios.push_back(over[i] / under[i]);
  }
  return ratios;
}

}  // namespace tools
