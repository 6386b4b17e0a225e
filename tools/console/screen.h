// How tables come to the standard output: laid out for a terminal, whole for a pipe, and which of their columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/report/table.h"

namespace CLI {
class App;
}

namespace tools {

/// What was asked of the tables that are shown. In files they are always whole.
struct Screen {
  bool is_wide = false;  ///< all columns of a row in one line, as in a pipe
  int width = 0;         ///< that lines may have; 0: the terminal's, and any where there is none
  std::vector<std::string> columns{};  ///< beginnings of their names; empty: all
};
/// --wide, --width and --columns.
void declare_screen(CLI::App& command, Screen& screen);

/// What show() writes of a table. `terminal`: its columns; none where there is no terminal.
std::string shown(const sim::Table& table, sim::Format format, const Screen& screen,
                  std::optional<std::size_t> terminal);

/// The table with the leading texts of its rows and the columns that were asked for: those whose name or head begins
/// with one of the words. No columns at all when none of them does.
sim::Table with_columns(const sim::Table& table, const std::vector<std::string>& words);

/// Writes tables to the standard output, an empty line between them. Those without a column that was asked for are left
/// out; a word that no table knows is complained of, and then everything is shown.
void show(std::vector<sim::Table> tables, sim::Format format, const Screen& screen);

}  // namespace tools
