// Tables of a few rows, as a picture takes them.
#pragma once

#include <string>
#include <vector>

#include "sim/report/table.h"

namespace tests {

inline sim::Table with_columns(const std::vector<std::string>& columns) {
  sim::Table table;
  table.title = "A table";
  for (const std::string& column : columns) table.columns.push_back({column});
  return table;
}

/// Cells of texts, then of numbers.
inline std::vector<sim::Cell> row_of(const std::vector<std::string>& texts,
                                     const std::vector<double>& numbers) {
  std::vector<sim::Cell> row;
  for (const std::string& text : texts) row.push_back(sim::text_cell(text));
  for (const double number : numbers) row.push_back(sim::number_cell(number));
  return row;
}

}  // namespace tests
