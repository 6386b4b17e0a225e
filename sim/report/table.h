// A table for two kinds of reader: people, who see rounded texts with notes below, and programs, which get
// the exact values behind them. One table is written in any format.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sim {

/// What a cell holds for programs; std::monostate where there is no value.
using Raw = std::variant<std::monostate, double, std::string>;

struct Cell {
  std::string text;  ///< for people
  Raw raw;           ///< for programs: a number in full precision, text, or missing
};

/// A number that people see as `shown`, or rounded to two digits.
Cell number_cell(double value, std::string shown);
Cell number_cell(double value);
/// A whole number, every digit of it shown: runs, years.
Cell count_cell(double count);
/// A share as percent(); NaN is missing.
Cell share_cell(double share);
/// A text that is the same for people and programs.
Cell text_cell(std::string text);
/// No value; people see `shown`.
Cell missing_cell(std::string shown = "n/a");

enum class Align { kLeft, kRight };

/// A text with spaces before or behind it, as many columns wide as that at least.
std::string padded(const std::string& text, std::size_t width, Align align);

/// Who gets a column. A range such as "12,000 (9,000-17,000)" is one column for people with the median behind
/// it, and two more for programs only.
enum class Audience { kAll, kPeople, kPrograms };

/// Which spread stands behind the numbers of a column; people see it in the head (words.h).
enum class Behind { kNothing, kRange, kError };

struct TableColumn {
  std::string header;  ///< as people see it, without the unit
  Align align = Align::kLeft;
  std::string unit{};  ///< "USD"; people see it in brackets after the header
  std::string name{};  ///< in CSV and JSON; empty: the header
  Audience audience = Audience::kAll;
  Behind behind = Behind::kNothing;
};

/// The head as people see it: "mean (H100e, 90 %)".
std::string header_of(const TableColumn& column);

struct Table {
  std::string title;
  std::vector<TableColumn> columns;
  std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
  std::vector<std::string> notes;       ///< sentences for below the table
};

/// How a table is written. In all of them numbers are independent of locale and the bytes depend on the table
/// only.
///
/// kMarkdown: the title in bold, a pipe table padded so that it lines up in a terminal, the notes as a list.
/// kCsv: RFC 4180 (CRLF) and tidy: one header line of names, raw values; numbers with the fewest digits that
///   read back exactly; missing and NaN as nothing, infinities as Inf and -Inf. A text that a spreadsheet would run
///   as a formula has an apostrophe before it (no_formula). No title, no notes.
/// kCsv2: the same for an Excel whose decimal sign is a comma: semicolons, decimal commas, a mark of UTF-8 (as write.csv2
/// of R).
/// kJson: {"title", "columns": [{"name", "unit"}], "rows": [{name: value}], "notes": []}; missing and NaN as
/// null,
///   infinities as "Inf" and "-Inf" (which pandas and R's jsonlite read back as numbers).
/// kLatex: booktabs, on as much paper as it takes: see table_latex.h.
/// kHtml: a figure of class "table" to put into a page: caption, thead, tbody, notes as a list in figcaption.
/// No
///   styles; cells of right-aligned columns have the class "number", missing ones "missing", and the first
///   cell of a row is its header when its column is left-aligned.
enum class Format { kMarkdown, kCsv, kCsv2, kJson, kLatex, kHtml };

/// Throws std::invalid_argument when a row is not as long as the columns, or two columns have one name.
void require_sound(const Table& table);

/// A text as it stands in HTML, between tags or in an attribute's quotes.
std::string html_text(std::string_view text);

/// The whole text, ending in a newline. Throws as require_sound().
std::string write(const Table& table, Format format);

}  // namespace sim
