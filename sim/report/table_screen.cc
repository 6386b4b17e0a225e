#include "sim/report/table_screen.h"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/report/words.h"

namespace sim {
namespace {

constexpr std::size_t kGap = 2;  ///< between columns
constexpr std::size_t kNarrowText =
    20;  ///< to which a text may be narrowed before columns move to another block
constexpr std::string_view kHanging = "  ";  ///< before what a first column goes on with

struct ScreenColumn {
  std::size_t at = 0;  ///< of the table's
  Align align = Align::kLeft;
  std::string header;
  std::size_t cells = 0;  ///< the widest
  std::size_t least = 0;  ///< without breaking what should stay whole
  std::size_t word = 0;   ///< its longest, which is never broken
  std::size_t width = 0;  ///< as laid out
};
using Block = std::vector<ScreenColumn>;

std::size_t longest_word(const std::string& text) {
  std::size_t most = 0;
  std::istringstream words(text);
  for (std::string word; words >> word;) most = std::max(most, display_width(word));
  return most;
}

std::vector<ScreenColumn> columns_of(const Table& table, std::size_t width) {
  std::vector<ScreenColumn> columns;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].audience == Audience::kPrograms) continue;
    ScreenColumn column{.at = c, .align = table.columns[c].align, .header = header_of(table.columns[c])};
    const bool is_text = column.align == Align::kLeft;
    std::size_t word = longest_word(column.header);
    for (const auto& row : table.rows) {
      column.cells = std::max(column.cells, display_width(row[c].text));
      word = std::max(word, longest_word(row[c].text) + (is_text && columns.empty() ? kHanging.size() : 0));
    }
    column.least = std::max(word, is_text ? std::min(column.cells, kNarrowText) : column.cells);
    column.word = word;
    if (column.least > width) column.least = std::min(width, word);
    columns.push_back(std::move(column));
  }
  return columns;
}

std::size_t width_of(const Block& block, std::size_t ScreenColumn::*width) {
  std::size_t all = 0;
  for (const ScreenColumn& column : block) all += (all == 0 ? 0 : kGap) + column.*width;
  return all;
}

/// The leading texts that every block begins with: as many as leave two fifths of the screen.
Block key_of(const std::vector<ScreenColumn>& columns, std::size_t width) {
  Block key;
  for (const ScreenColumn& column : columns) {
    key.push_back(column);
    const bool is_key = column.align == Align::kLeft && width_of(key, &ScreenColumn::least) <= 3 * width / 5;
    if (is_key) continue;
    key.pop_back();
    break;
  }
  return key;
}

/// Breaks numbers before their intervals where they would not even stand alone beside the key.
void narrow(std::vector<ScreenColumn>& columns, std::size_t width) {
  const Block key = key_of(columns, width);
  if (key.empty()) return;
  const std::size_t left = width - width_of(key, &ScreenColumn::least) - kGap;
  for (std::size_t c = key.size(); c < columns.size(); ++c) {
    if (columns[c].least > left)
      columns[c].least = std::min(columns[c].least, std::max(columns[c].word, left));
  }
}

/// Blocks of at most so many columns beside the key.
std::vector<Block> blocks_of(const std::vector<ScreenColumn>& columns, std::size_t width, std::size_t most) {
  const Block key = key_of(columns, width);
  std::vector<Block> blocks{key};
  for (std::size_t c = key.size(); c < columns.size(); ++c) {
    blocks.back().push_back(columns[c]);
    const std::size_t beside = blocks.back().size() - key.size();
    if (beside == 1 || (beside <= most && width_of(blocks.back(), &ScreenColumn::least) <= width)) continue;
    blocks.back().pop_back();
    blocks.push_back(key);
    blocks.back().push_back(columns[c]);
  }
  return blocks;
}

/// As few blocks as there can be, and about as many columns in each.
std::vector<Block> even_blocks(std::vector<ScreenColumn> columns, std::size_t width) {
  narrow(columns, width);
  std::vector<Block> blocks = blocks_of(columns, width, columns.size());
  const std::size_t beside = columns.size() - key_of(columns, width).size();
  const std::vector<Block> even = blocks_of(columns, width, (beside + blocks.size() - 1) / blocks.size());
  return even.size() == blocks.size() ? even : blocks;
}

/// Gives what the screen leaves to texts that are broken, the first ones first, then to heads of many lines.
void lay_out(Block& block, std::size_t width) {
  for (ScreenColumn& column : block) column.width = column.least;
  const auto widen = [&](ScreenColumn& column, std::size_t wanted) {
    const std::size_t used = width_of(block, &ScreenColumn::width);
    if (used < width && wanted > column.width) column.width += std::min(width - used, wanted - column.width);
  };
  for (ScreenColumn& column : block) widen(column, column.cells);
  for (ScreenColumn& column : block) widen(column, (display_width(column.header) + 1) / 2);
}

std::vector<std::string> lines_of(const std::string& text, std::size_t width, std::string_view indent) {
  std::vector<std::string> lines;
  std::istringstream all(folded(text, static_cast<int>(width), indent));
  for (std::string line; std::getline(all, line);) lines.push_back(line);
  return lines;
}

enum class Stand { kTop, kBottom };

/// Whether it is the name of a row, which is seen to go on below itself.
bool is_name(const ScreenColumn& column, std::size_t place, Stand stand) {
  return place == 0 && stand == Stand::kTop && column.align == Align::kLeft;
}

/// A text for each column, broken over as many lines as the longest needs.
std::string side_by_side(const Block& block, const std::vector<std::string>& texts, Stand stand) {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 1;
  for (std::size_t i = 0; i < block.size(); ++i) {
    cells.push_back(lines_of(texts[i], block[i].width, is_name(block[i], i, stand) ? kHanging : ""));
    height = std::max(height, cells.back().size());
  }
  std::string out;
  for (std::size_t line = 0; line < height; ++line) {
    std::string all;
    for (std::size_t i = 0; i < block.size(); ++i) {
      const std::size_t above = stand == Stand::kBottom ? height - cells[i].size() : 0;
      const bool is_there = line >= above && line - above < cells[i].size();
      all += (i == 0 ? "" : std::string(kGap, ' ')) +
             padded(is_there ? cells[i][line - above] : "", block[i].width, block[i].align);
    }
    all.erase(all.find_last_not_of(' ') + 1);
    out += all + "\n";
  }
  return out;
}

std::string text_of(const Table& table, const Block& block) {
  std::vector<std::string> texts;
  std::vector<std::string> rules;
  for (const ScreenColumn& column : block) {
    texts.push_back(column.header);
    rules.emplace_back(column.width, '-');
  }
  std::string out = side_by_side(block, texts, Stand::kBottom) + side_by_side(block, rules, Stand::kTop);
  for (const auto& row : table.rows) {
    texts.clear();
    for (const ScreenColumn& column : block) texts.push_back(row[column.at].text);
    out += side_by_side(block, texts, Stand::kTop);
  }
  return out;
}

}  // namespace

std::string document_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (std::string_view("\\|*_`[]<>#$@~^").find(c) != std::string_view::npos) safe += '\\';
    safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

namespace {

std::string document_row(const std::vector<std::string>& texts) {
  std::string row = "|";
  for (const std::string& text : texts) row += fmt::format(" {} |", document_text(text));
  return row + "\n";
}

}  // namespace

std::string write_for_screen(const Table& table, std::size_t width) {
  require_sound(table);
  const int columns = static_cast<int>(width);
  std::string out = table.title.empty() ? "" : folded(table.title, columns) + "\n\n";
  const std::vector<ScreenColumn> all = columns_of(table, width);
  bool is_first = true;
  for (Block& block : even_blocks(all, width)) {
    lay_out(block, width);
    out += (is_first ? "" : "\n") + text_of(table, block);
    is_first = false;
  }
  if (!table.notes.empty()) out += "\n";
  for (const std::string& note : table.notes) out += folded("- " + note, columns, "  ") + "\n";
  return out;
}

std::string write_for_document(const Table& table, std::size_t width) {
  require_sound(table);
  std::string out = table.title.empty() ? "" : fmt::format("**{}**\n\n", document_text(table.title));
  for (Block& block : even_blocks(columns_of(table, width), width)) {
    lay_out(block, width);
    std::vector<std::string> heads;
    std::string rule = "|";
    for (const ScreenColumn& column : block) {
      heads.push_back(column.header);
      rule += fmt::format("{:->{}}{}|", "", column.width, column.align == Align::kRight ? ":" : "-");
    }
    out += document_row(heads) + rule + "\n";
    for (const auto& row : table.rows) {
      std::vector<std::string> texts;
      for (const ScreenColumn& column : block) texts.push_back(row[column.at].text);
      out += document_row(texts);
    }
    out += "\n";
  }
  for (const std::string& note : table.notes) out += fmt::format("- {}\n", document_text(note));
  return out;
}

}  // namespace sim
