// Pictures with a row a label: a policy, a factor, a published figure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/report/table.h"
#include "tools/figures/figure.h"

namespace tools {

using TableRow = std::vector<sim::Cell>;

/// Whether a cell, by the name of its column for programs, is a word.
bool says(const sim::Table& table, const TableRow& row, std::string_view column, std::string_view word);
/// The number of a cell likewise; NaN where there is none.
double number_in(const sim::Table& table, const TableRow& row, std::string_view column);

/// The different texts of a column, in the order of rows.
std::vector<std::string> texts_of(const sim::Table& data, std::size_t column);

/// The height of rows whose labels, each around its row, do not touch those beside them; `least` where lines are few.
std::size_t row_pixels(const sim::Table& data, std::size_t least);
/// Rows of labels beside an axis, as many as are drawn and as high as the labels need; labels are the first column of the
/// data.
void lay_out_labels(Json& spec, const sim::Table& data, std::size_t pixels_a_row);
/// Labels of lines, in the order of rows.
Json labels(std::string_view column);
/// Ticks with "k" and "M" behind thousands, and `behind`, an expression, behind that: thousandths stay as they are.
Json ticks_of(const std::string& behind = "''");
/// Adds an interval and its middle, a row a label, to a picture.
void add_intervals(Json& spec, const Json& x, std::string_view low, std::string_view high, const Json& more,
                   const Json& tip);
Json rule_at(const Json& channel, const Json& datum);

/// Rows of one text of a column a time, which a reader chooses below the picture; the first is drawn in print. Other marks of
/// the picture know it as the parameter "chosen".
void choose_one(Json& spec, const sim::Table& data, std::size_t column, std::string_view words);
/// A colour a text of a column of those drawn, and the legend that says which: what is chosen stands in it.
Json legend_of(std::string_view column, const std::vector<std::string_view>& colours);

}  // namespace tools
