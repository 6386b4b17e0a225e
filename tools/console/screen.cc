#include "tools/console/screen.h"

#include <unistd.h>
#include <algorithm>

#include <fmt/format.h>

#include "sim/experiment/progress.h"
#include "sim/input/problems.h"
#include "sim/report/table_screen.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"

namespace tools {
namespace {

constexpr int kNarrowest = 20;
constexpr int kWidest = 100000;

const std::string& name_of(const sim::TableColumn& column) {
  return column.name.empty() ? column.header : column.name;
}

bool is_named(const sim::TableColumn& column, const std::string& word) {
  return name_of(column).starts_with(word) || column.header.starts_with(word);
}

/// The words that no column of any table begins with.
std::vector<std::string> unknown(const std::vector<sim::Table>& tables, std::vector<std::string> words) {
  std::erase_if(words, [&](const std::string& word) {
    return std::any_of(tables.begin(), tables.end(), [&](const sim::Table& table) {
      return std::any_of(table.columns.begin(), table.columns.end(),
                         [&](const sim::TableColumn& column) { return is_named(column, word); });
    });
  });
  return words;
}

std::string suggestion(const std::vector<sim::Table>& tables, const std::string& word) {
  std::vector<std::string> names;
  for (const sim::Table& table : tables) {
    for (const sim::TableColumn& column : table.columns) names.push_back(name_of(column));
  }
  return sim::did_you_mean(word, names);
}

}  // namespace

void declare_screen(CLI::App& command, Screen& screen) {
  add_flag(command, "--wide", screen.is_wide,
           "show each row in one line, also where the terminal is narrower");
  add_whole<int>(command, "--width", screen.width,
                 "columns that lines may have (the terminal's; any in a pipe or file)", kNarrowest, kWidest);
  add_option(command, "--columns", screen.columns, "show only columns that begin so, as p_fleet,smuggled")
      .with_commas();
}

sim::Table with_columns(const sim::Table& table, const std::vector<std::string>& words) {
  std::vector<std::size_t> kept;
  bool is_key = true;
  bool is_asked = false;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const sim::TableColumn& column = table.columns[c];
    is_key = is_key && column.align == sim::Align::kLeft;
    const bool is_one = std::any_of(words.begin(), words.end(),
                                    [&](const std::string& word) { return is_named(column, word); });
    if (is_key || is_one) kept.push_back(c);
    is_asked = is_asked || is_one;
  }
  sim::Table chosen{table.title, {}, {}, table.notes};
  if (!is_asked) return chosen;
  for (const std::size_t c : kept) chosen.columns.push_back(table.columns[c]);
  for (const auto& row : table.rows) {
    auto& cells = chosen.rows.emplace_back();
    for (const std::size_t c : kept) cells.push_back(row[c]);
  }
  return chosen;
}

std::string shown(const sim::Table& table, sim::Format format, const Screen& screen,
                  std::optional<std::size_t> terminal) {
  if (format != sim::Format::kMarkdown || screen.is_wide || (screen.width == 0 && !terminal))
    return sim::write(table, format);
  return sim::write_for_screen(table, screen.width > 0 ? static_cast<std::size_t>(screen.width) : *terminal);
}

void show(std::vector<sim::Table> tables, sim::Format format, const Screen& screen) {
  const std::vector<std::string> wrong = unknown(tables, screen.columns);
  for (const std::string& word : wrong)
    complain(fmt::format("chokepoint: --columns: no column begins with '{}': all are shown. {}\n", word,
                         suggestion(tables, word)));
  if (!screen.columns.empty() && wrong.empty()) {
    for (sim::Table& table : tables) table = with_columns(table, screen.columns);
    std::erase_if(tables, [](const sim::Table& table) { return table.columns.empty(); });
  }
  std::optional<std::size_t> terminal;
  if (::isatty(STDOUT_FILENO) != 0) terminal = sim::terminal_width(STDOUT_FILENO);
  for (std::size_t i = 0; i < tables.size(); ++i)
    say("{}{}", i == 0 ? "" : "\n", shown(tables[i], format, screen, terminal));
}

}  // namespace tools
