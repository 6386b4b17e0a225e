#include "tools/brief/workbook.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "sim/experiment/files.h"
#include "sim/report/words.h"
#include "tools/brief/workbook_book.h"
#include "tools/brief/workbook_cells.h"
#include "tools/brief/workbook_chart.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Rows of a sheet, from its top: the title, the way back, the heads, the rows.
constexpr lxw_row_t kTitleRow = 0;
constexpr lxw_row_t kLinkRow = 1;
constexpr lxw_row_t kHeadRow = 2;
constexpr lxw_row_t kFirstRow = 3;

/// Widths of columns, in characters of the usual font.
constexpr double kNarrowest = 11;
constexpr double kWidest = 55;
/// What the button of a filter takes of a head.
constexpr double kFilterWidth = 4;
constexpr double kUsualWidth = 8.43;
/// A chart stands beside a table that leaves it room on a screen, and below a wider one.
constexpr double kRoomBeside = 110;
/// Notes are as wide as a page.
constexpr double kNoteWidth = 100;

constexpr double kLinePoints = 15;
/// Excel has no higher rows.
constexpr double kHighestPoints = 409;
constexpr int kRowPixels = 20;
constexpr const char* kContents = "Contents";

std::string first_cell(const std::string& tab) { return fmt::format("'{}'!A1", tab); }

/// What a cell says where it holds no number: nothing in a column that a chart draws, which takes a text for 0.
std::string_view words_of(const sim::Cell& cell, bool is_charted) {
  if (const auto* text = std::get_if<std::string>(&cell.raw))
    return cell.text.empty() ? std::string_view(*text) : std::string_view(cell.text);
  return is_charted || cell.text == "n/a" ? "" : std::string_view(cell.text);
}

/// The lines that words take in a column, rather one more than less: fonts differ.
int lines_of_words(std::string_view words, double width) {
  int lines = 0;
  while (true) {
    const std::size_t end = std::min(words.find('\n'), words.size());
    const std::string_view line = words.substr(0, end);
    const bool fits = static_cast<double>(sim::display_width(line)) < width;
    const std::string folded = fits ? std::string(line) : sim::folded(line, static_cast<int>(width * 0.9));
    lines += 1 + static_cast<int>(std::count(folded.begin(), folded.end(), '\n'));
    if (end == words.size()) return lines;
    words.remove_prefix(end + 1);
  }
}

/// The width of a number as its format shows it, roughly.
double shown_width(double value, const std::string& format) {
  const std::size_t point = format.find('.');
  const double decimals = point == std::string::npos ? 0 : static_cast<double>(format.size() - point);
  const double digits = std::floor(std::log10(std::max(1.0, std::abs(value)))) + 1;
  return format.ends_with("E+00") ? 9 : std::floor(digits * 4 / 3) + decimals + 1;
}

double longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    longest = std::max(longest, sim::display_width(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return static_cast<double>(longest);
}

/// One sheet while it is written.
class SheetWriter {
 public:
  SheetWriter(Book& book, const WorkbookSheet& wanted, std::string tab)
      : book_(book),
        chart_(wanted.table.rows.empty() ? std::nullopt : wanted.chart),
        table_(chart_ ? charted_table(wanted.table, *chart_) : wanted.table),
        heads_(workbook_heads(table_)),
        tab_(std::move(tab)),
        sheet_(book.add_sheet(tab_)) {}

  void write() {
    if (table_.columns.size() > LXW_COL_MAX) book_.check(LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
    book_.text(sheet_, kTitleRow, 0, table_.title, {.is_bold = true, .size = 14});
    book_.check(worksheet_set_row(sheet_, kTitleRow, 22, nullptr));
    book_.link(sheet_, kLinkRow, 0, first_cell(kContents), "\u2190 Contents");
    for (std::size_t c = 0; c < table_.columns.size(); ++c) write_column(c);
    set_heights();
    set_view();
    write_below(kFirstRow + static_cast<lxw_row_t>(table_.rows.size()) + 1);
  }

 private:
  void write_column(std::size_t c) {
    const sim::TableColumn& column = table_.columns[c];
    const bool is_right = column.align == sim::Align::kRight;
    const bool charted = chart_ && is_charted(column, *chart_);
    // A filter's button stands behind the words.
    double width = std::max(kNarrowest, longest_word(heads_[c]) + kFilterWidth);
    book_.text(sheet_, kHeadRow, c, heads_[c], {.is_head = true, .is_right = is_right});
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      const sim::Cell& cell = table_.rows[r][c];
      const lxw_row_t row = kFirstRow + static_cast<lxw_row_t>(r);
      if (is_cell_number(cell)) {
        const double value = std::get<double>(cell.raw);
        const std::string format = number_format(value, cell.text, column.unit);
        book_.check(worksheet_write_number(sheet_, row, static_cast<lxw_col_t>(c), value,
                                           book_.format({.number = format})));
        width = std::max(width, shown_width(value, format));
      } else if (const std::string_view words = words_of(cell, charted); !words.empty()) {
        book_.text(sheet_, row, c, words, {.wraps = true, .is_right = is_right});
        width = std::max(width, static_cast<double>(sim::display_width(words)) + 1);
      }
    }
    widths_.push_back(std::min(width, kWidest));
    book_.check(worksheet_set_column(sheet_, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c),
                                     widths_.back(), nullptr));
  }

  /// Not every program finds the height of wrapped text by itself.
  void set_heights() {
    int head_lines = 1;
    for (std::size_t c = 0; c < heads_.size(); ++c)
      head_lines = std::max(head_lines, lines_of_words(heads_[c], widths_[c] - kFilterWidth + 1));
    set_lines(kHeadRow, head_lines);
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      int lines = 1;
      for (std::size_t c = 0; c < widths_.size(); ++c) {
        const sim::Cell& cell = table_.rows[r][c];
        if (!is_cell_number(cell)) lines = std::max(lines, lines_of_words(words_of(cell, false), widths_[c]));
      }
      if (lines > 1) set_lines(kFirstRow + static_cast<lxw_row_t>(r), lines);
    }
  }

  void set_lines(lxw_row_t row, int lines) {
    book_.check(worksheet_set_row(sheet_, row, std::min(kHighestPoints, kLinePoints * lines), nullptr));
  }

  void set_view() {
    if (table_.columns.empty()) return;
    const auto last_column = static_cast<lxw_col_t>(table_.columns.size() - 1);
    const auto last_row = static_cast<lxw_row_t>(kHeadRow + table_.rows.size());
    // Names of rows stay in sight beside a wide table.
    const bool has_names = table_.columns[0].align == sim::Align::kLeft && table_.columns.size() > 1;
    worksheet_freeze_panes(sheet_, kFirstRow, has_names ? 1 : 0);
    book_.check(worksheet_autofilter(sheet_, kHeadRow, 0, last_row, last_column));
    book_.check(worksheet_repeat_rows(sheet_, kHeadRow, kHeadRow));
    worksheet_set_landscape(sheet_);
    worksheet_fit_to_pages(sheet_, 1, 0);
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range(range, kFirstRow, 0, std::max(kFirstRow, last_row), last_column);
    // Names such as "2027" are texts on purpose.
    book_.check(worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
  }

  double width_of(std::size_t column) const {
    return column < widths_.size() ? widths_[column] : kUsualWidth;
  }

  double table_width() const {
    double sum = 0;
    for (const double width : widths_) sum += width;
    return sum;
  }

  /// Notes and chart: the chart beside the table, the notes below both; or the notes, then the chart.
  void write_below(lxw_row_t row) {
    const bool is_beside = chart_ && table_width() <= kRoomBeside;
    const auto chart_rows = static_cast<lxw_row_t>(kChartHeight / kRowPixels + 2);
    if (is_beside) {
      place_chart(kFirstRow, widths_.size());
      row = std::max(row, kFirstRow + chart_rows);
    }
    for (const std::string& note : table_.notes) write_note(row++, note);
    if (!chart_ || is_beside) return;
    place_chart(row + 1, 0);
    book_.link(sheet_, kLinkRow, 1, fmt::format("'{}'!A{}", tab_, row + 2), "Chart below the table");
  }

  void write_note(lxw_row_t row, const std::string& note) {
    double width = width_of(0);
    std::size_t last = 0;
    while (width < kNoteWidth) width += width_of(++last);
    const std::string words = workbook_text(note);
    set_lines(row, lines_of_words(words, width));
    lxw_format* format = book_.format({.wraps = true});
    if (last == 0) {
      book_.check(worksheet_write_string(sheet_, row, 0, words.c_str(), format));
    } else {
      book_.check(
          worksheet_merge_range(sheet_, row, 0, row, static_cast<lxw_col_t>(last), words.c_str(), format));
    }
  }

  void place_chart(lxw_row_t row, std::size_t column) {
    lxw_chart* chart = new_chart(book_.get(), *chart_, {table_, heads_, tab_, kFirstRow});
    book_.require(chart != nullptr);
    constexpr double kLibraryWidth = 480;
    constexpr double kLibraryHeight = 288;
    std::string words = workbook_text(chart_->title.empty() ? table_.title : chart_->title, 250);
    lxw_chart_options options{};
    options.x_offset = column == 0 ? 0 : kRowPixels;
    options.x_scale = kChartWidth / kLibraryWidth;
    options.y_scale = kChartHeight / kLibraryHeight;
    options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
    options.description = words.data();
    book_.check(worksheet_insert_chart_opt(sheet_, row, static_cast<lxw_col_t>(column), chart, &options));
  }

  Book& book_;
  std::optional<SheetChart> chart_;
  sim::Table table_;
  std::vector<std::string> heads_;
  std::string tab_;
  lxw_worksheet* sheet_;
  std::vector<double> widths_{};
};

void write_contents(Book& book, const std::string& title, const std::vector<WorkbookSheet>& sheets,
                    const std::vector<std::string>& tabs) {
  lxw_worksheet* contents = book.add_sheet(kContents);
  double width = 12;
  book.text(contents, 0, 0, title, {.is_bold = true, .size = 16});
  book.check(worksheet_set_row(contents, 0, 26, nullptr));
  book.text(contents, 1, 0,
            "Cells hold numbers in full; their formats show as many digits as mean something.", {});
  for (std::size_t s = 0; s < sheets.size(); ++s) {
    const auto row = static_cast<lxw_row_t>(3 + s);
    book.link(contents, row, 0, first_cell(tabs[s]), tabs[s]);
    book.text(contents, row, 1, sheets[s].table.title, {.wraps = true});
    width = std::max(width, static_cast<double>(sim::display_width(tabs[s])) + 2);
  }
  book.check(worksheet_set_column(contents, 0, 0, width, nullptr));
  book.check(worksheet_set_column(contents, 1, 1, kNoteWidth, nullptr));
  worksheet_set_landscape(contents);
  worksheet_fit_to_pages(contents, 1, 0);
}

std::vector<std::string> tabs_of(const std::vector<WorkbookSheet>& sheets) {
  std::vector<std::string> wanted{kContents};
  for (const WorkbookSheet& sheet : sheets) wanted.push_back(sheet.tab);
  std::vector<std::string> tabs = tab_names(wanted);
  tabs.erase(tabs.begin());
  return tabs;
}

}  // namespace

void write_workbook(const fs::path& path, const std::string& title,
                    const std::vector<WorkbookSheet>& sheets) {
  for (const WorkbookSheet& sheet : sheets) sim::require_sound(sheet.table);
  // First, since it finds out whether the place can be written to.
  sim::AtomicFile file(path);
  Book book(path, title);
  const std::vector<std::string> tabs = tabs_of(sheets);
  write_contents(book, title, sheets, tabs);
  for (std::size_t s = 0; s < sheets.size(); ++s) SheetWriter(book, sheets[s], tabs[s]).write();
  file.append(book.take());
  file.keep();
}

}  // namespace tools
