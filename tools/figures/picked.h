// What of a table is drawn: some of its columns, by the names that programs know them by, and some of its rows.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/report/table.h"

namespace tools {

/// The place of a column by its name for programs; the number of columns when there is none.
std::size_t column_of(const sim::Table& table, std::string_view name);

/// What a picture takes of a cell: its number or name, or the text that people read.
enum class Take { kRaw, kText, kLines };
struct Picked {
  std::string from;        ///< a column by its name for programs
  std::string as;          ///< under which the picture has it
  Take take = Take::kRaw;  ///< kLines: the text in lines of a label, with '\n' between them
};

/// The picked columns of the rows that `keep` keeps. Throws std::invalid_argument for a column that is not there.
sim::Table picked(const sim::Table& table, const std::vector<Picked>& columns,
                  const std::function<bool(const std::vector<sim::Cell>&)>& keep);

/// Of as many policies, the first, a page shows weeks and routes: more would make it too large to send.
inline constexpr std::size_t kMostPolicies = 12;

/// A finite number to so many digits, in as short a text as that allows.
double to_digits(double value, int digits);

/// A number to five digits: more cannot be seen, and would make a page of many policies too large to send.
sim::Cell drawn_cell(double value);

/// Letters of a line of a label beside an axis: more would leave nothing beside it on a telephone.
inline constexpr int kLabelColumns = 26;
/// Of labels of many rows, which must not take more than two lines each.
inline constexpr int kWideLabelColumns = 42;

/// A text in lines that a label beside an axis holds.
std::string in_lines(const std::string& text, int columns = kLabelColumns);

}  // namespace tools
