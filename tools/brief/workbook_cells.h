// What stands in a workbook's cells, tabs and heads, and how numbers are shown there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/report/table.h"

namespace tools {

/// The text as a cell can hold it: valid UTF-8 without control characters other than line breaks, no more than `most`
/// characters and then "…", and nothing that Excel would read as an escaped character ("_x0041_").
std::string workbook_text(std::string_view text, std::size_t most = 32000);

/// Lawful names of tabs in the order of those wanted: 31 characters at most, none of []:*?/\ and no apostrophe, none
/// twice whatever the case, none that would be read as a cell ("T1" becomes "Sheet T1") or is reserved.
std::vector<std::string> tab_names(const std::vector<std::string>& wanted);

/// The format of Excel that shows a number as people read it in `shown`: "0.0%" for "2.5%", "#,##0" for "12,000", "0" for
/// "2027". Units "probability" and "share" are shown in percent, "year" without separators. "General" for a text
/// without digits, "yyyy-mm-dd" for a date.
std::string number_format(double value, std::string_view shown, std::string_view unit);

/// The number that Excel has for a date, in days: of "2027-03-01". None for any other text, and before 1900-03-01, from
/// when on all programs agree.
std::optional<double> excel_date(std::string_view iso);

/// Heads with units, each for itself: a column for programs says which number of the column before it holds: "China 2027,
/// low (probability)".
std::vector<std::string> workbook_heads(const sim::Table& table);

/// The name of a column, as in CSV.
const std::string& column_name(const sim::TableColumn& column);

/// Whether the number is one that a cell can hold.
bool is_cell_number(const sim::Cell& cell);

}  // namespace tools
