#include "tools/tables/columns.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/numeric/statistics.h"
#include "sim/report/words.h"

namespace tools {

using sim::Audience;
using sim::Cell;

void Columns::text(std::string header) { table_.columns.push_back({std::move(header)}); }

void Columns::range(const std::string& header, const std::string& unit, const std::string& name) {
  table_.columns.push_back(
      {header, sim::Align::kRight, "", name + "_shown", Audience::kPeople, sim::Behind::kRange});
  for (const char* end : {"median", "p5", "p95"}) {
    table_.columns.push_back(
        {name + "_" + end, sim::Align::kRight, unit, name + "_" + end, Audience::kPrograms});
  }
}

void Columns::chance(const std::string& header, const std::string& name) {
  table_.columns.push_back(
      {header, sim::Align::kRight, "", name + "_shown", Audience::kPeople, sim::Behind::kError});
  for (const char* end : {"", "_low", "_high"}) {
    table_.columns.push_back(
        {name + end, sim::Align::kRight, "probability", name + end, Audience::kPrograms});
  }
}

void Columns::estimate(const std::string& header, const std::string& unit, const std::string& name) {
  table_.columns.push_back({header, sim::Align::kRight, unit, name, Audience::kAll, sim::Behind::kError});
  for (const char* end : {"low", "high"})
    table_.columns.push_back({end, sim::Align::kRight, unit, name + "_" + end, Audience::kPrograms});
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
  row.push_back(sim::text_cell(sim::percent_with_interval(share, interval)));
  for (const double end : {share, interval.low, interval.high}) row.push_back(sim::number_cell(end));
}

void add_estimate(std::vector<Cell>& row, double value, const sim::Interval& interval, sim::Sign sign) {
  if (std::isnan(value)) {
    for (int i = 0; i < 3; ++i) row.push_back(sim::missing_cell());
    return;
  }
  row.push_back(sim::number_cell(value, sim::with_interval(value, interval, sign)));
  for (const double end : {interval.low, interval.high}) row.push_back(sim::number_cell(end));
}

sim::Interval in_points(const sim::Interval& share) {
  return {std::max(-100.0, share.low * 100), std::min(100.0, share.high * 100)};
}

void mark_repeats(sim::Table& table, std::size_t keys) {
  // Texts alone: NaN equals nothing, and what differs in digits that nobody sees differs in its exact number.
  const auto same_text = [](const Cell& a, const Cell& b) { return a.text == b.text; };
  const auto same = [](const Cell& a, const Cell& b) {
    const auto* x = std::get_if<double>(&a.raw);
    const auto* y = std::get_if<double>(&b.raw);
    const bool both_nan = x != nullptr && y != nullptr && std::isnan(*x) && std::isnan(*y);
    return a.text == b.text && (both_nan || a.raw == b.raw);
  };
  const std::size_t count = table.rows.size();
  const std::string first = count == 0 ? "" : table.rows.front().front().text;
  bool any = false;
  for (std::size_t r = 1; r < count; ++r) {
    auto& row = table.rows[r];
    if (row.front().raw == table.rows.front().front().raw) continue;
    const auto key = static_cast<std::ptrdiff_t>(keys);
    const auto twin = std::find_if(
        table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(r), [&](const auto& other) {
          return std::equal(row.begin() + 1, row.begin() + key, other.begin() + 1, same_text);
        });
    if (twin == table.rows.begin() + static_cast<std::ptrdiff_t>(r) ||
        twin->front().raw != table.rows.front().front().raw)
      continue;
    if (!std::equal(row.begin() + key, row.end(), twin->begin() + key, same)) continue;
    row.front().text += fmt::format(" (= {})", first);
    any = true;
  }
  if (any) table.notes.push_back(fmt::format("(= {0}): all numbers of the row are those of {0}.", first));
}

std::vector<double> ratio(const std::vector<double>& over, const std::vector<double>& under) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < over.size(); ++i) {
    if (!std::isnan(over[i]) && !std::isnan(under[i]) && under[i] > 0) ratios.push_back(over[i] / under[i]);
  }
  return ratios;
}

}  // namespace tools
