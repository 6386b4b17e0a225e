#include "tools/figures/picked.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/report/words.h"

namespace tools {
namespace {

sim::Cell taken(const sim::Cell& cell, Take take) {
  switch (take) {
    case Take::kRaw:
      return cell;
    case Take::kText:
      return sim::text_cell(cell.text);
    case Take::kLines:
      return sim::text_cell(in_lines(cell.text));
  }
  return cell;
}

}  // namespace

std::size_t column_of(const sim::Table& table, std::string_view name) {
  const auto found = std::ranges::find_if(table.columns, [&](const sim::TableColumn& column) {
    return (column.name.empty() ? column.header : column.name) == name;
  });
  return static_cast<std::size_t>(found - table.columns.begin());
}

sim::Table picked(const sim::Table& table, const std::vector<Picked>& columns,
                  const std::function<bool(const std::vector<sim::Cell>&)>& keep) {
  sim::Table data;
  data.title = table.title;
  std::vector<std::size_t> places;
  for (const Picked& column : columns) {
    places.push_back(column_of(table, column.from));
    if (places.back() == table.columns.size())
      throw std::invalid_argument("no column '" + column.from + "' in the table '" + table.title + "'");
    data.columns.push_back({column.as});
  }
  for (const std::vector<sim::Cell>& row : table.rows) {
    if (!keep(row)) continue;
    data.rows.emplace_back();
    for (std::size_t i = 0; i < columns.size(); ++i)
      data.rows.back().push_back(taken(row[places[i]], columns[i].take));
  }
  return data;
}

double to_digits(double value, int digits) {
  if (value == 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - (digits - 1));
  // Divided by a whole number where it can be, so that the text is as short as the number.
  return unit >= 1 ? std::round(value / unit) * unit : std::round(value / unit) / std::round(1 / unit);
}

sim::Cell drawn_cell(double value) {
  constexpr int kDigits = 5;
  return sim::number_cell(std::isfinite(value) ? to_digits(value, kDigits) : value);
}

std::string in_lines(const std::string& text, int columns) {
  std::string lines = sim::folded(text, columns);
  while (lines.ends_with('\n')) lines.pop_back();
  return lines;
}

}  // namespace tools
