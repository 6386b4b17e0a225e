// Charts that Excel draws from the cells of a sheet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <xlsxwriter.h>

#include "sim/report/table.h"
#include "tools/brief/workbook.h"

namespace tools {

/// A table as it stands in a sheet.
struct PlacedTable {
  const sim::Table& table;
  const std::vector<std::string>& heads;
  std::string tab;
  lxw_row_t first_row = 0;  ///< of the sheet: that of table.rows[0]; columns begin at the sheet's first
};

/// The name of the column that with_threshold() adds.
inline constexpr const char* kThresholdColumn = "chart_threshold";

/// The table as its chart needs it: rows of a group together, the threshold as a last column. Throws
/// std::invalid_argument, naming the table, where the chart names a column that is not there.
sim::Table charted_table(const sim::Table& table, const SheetChart& chart);

/// Whether the chart needs numbers, and only those, in a column.
bool is_charted(const sim::TableColumn& column, const SheetChart& chart);

/// The chart over the rows of a table, which came from charted_table(). Null when there is no memory for it.
lxw_chart* new_chart(lxw_workbook* book, const SheetChart& chart, const PlacedTable& placed);

/// The pixels of a chart, from which its place is reckoned.
inline constexpr int kChartWidth = 800;
inline constexpr int kChartHeight = 420;

}  // namespace tools
