// Tables as one Excel workbook: numbers that can be reckoned with, formatted as people read them, and charts that Excel
// draws from the cells.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/report/table.h"

namespace tools {

/// A line of a chart: a column of the table.
struct ChartSeries {
  std::string column;    ///< by its name, as in CSV
  std::string name;      ///< in the legend; empty: that of its group, else its column's head
  std::string colour{};  ///< "#0072B2"; empty: the next of the palette
  bool is_edge = false;  ///< an end of a range: a thin broken line
};

struct ChartAxis {
  std::string title;    ///< with its unit in brackets
  bool is_log = false;  ///< left linear where a number is not above 0 or x is text
};

/// A level to compare with; it has a column of its own behind the table, so that it can be seen and changed.
struct ChartThreshold {
  std::string name;
  double value = 0;
};

/// kLines: lines without marks, for many points: outcomes by date. kMarks: straight lines with a mark at each row, for a
/// few: sweeps. Where x is a number or a date ("2027-03-01", which becomes one of Excel's) both keep its distances; other texts
/// give equal steps.
enum class ChartKind { kLines, kMarks };

/// A chart over the rows of a table. What is missing leaves a gap.
struct SheetChart {
  std::string title;
  ChartKind kind = ChartKind::kLines;
  std::string x_column{};  ///< by its name
  ChartAxis x{};
  ChartAxis y{};
  std::vector<ChartSeries> series{};
  /// A column of texts: each series once for each of them, and rows of one text are put together. Empty: all rows.
  std::string group{};
  std::optional<ChartThreshold> threshold{};
};

struct WorkbookSheet {
  std::string tab;  ///< "T1 scenarios"; what Excel forbids is replaced, a repeated name is numbered
  sim::Table table;
  std::optional<SheetChart> chart{};
};

/// Writes an .xlsx, whole or not at all: "Contents" with a link to every sheet, then the sheets. Each has the title,
/// heads with units, rows, notes, chart. Columns of all audiences are there in the order of the table; what is missing,
/// NaN or "n/a" is an empty cell. Texts are never formulas. The bytes depend on the arguments only.
/// Throws sim::FileError as AtomicFile and for what the library refuses (more than 1,048,576 rows), and
/// std::invalid_argument as sim::require_sound() and for a chart over a column that is not there.
void write_workbook(const std::filesystem::path& path, const std::string& title,
                    const std::vector<WorkbookSheet>& sheets);

}  // namespace tools
