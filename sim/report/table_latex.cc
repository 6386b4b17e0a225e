#include "sim/report/table_latex.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <fmt/format.h>

namespace sim {
namespace {

constexpr double kSmall = 0.86;        ///< \footnotesize beside the size of the text
constexpr double kSmallSep = 3;        ///< on either side of a column, pt
constexpr double kUsualSep = 6;        ///< what LaTeX takes
constexpr double kLongText = 150;      ///< a text of more may become a paragraph, pt
constexpr std::size_t kMostRows = 35;  ///< that a float holds

// A longtable is refused between two columns: there it has a page of its own.
constexpr const char* kOneColumn =
    "\\makeatletter\\if@twocolumn\\let\\columnsagain\\twocolumn\\onecolumn\\else\\let\\columnsagain\\relax\\fi\\makeatother\n";
constexpr const char* kColumnsAgain = "\\columnsagain\n";

std::string_view latex_command(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    case '~':
      return "\\textasciitilde{}";
    case '^':
      return "\\textasciicircum{}";
    case '<':
      return "\\textless{}";
    case '>':
      return "\\textgreater{}";
    case '|':
      return "\\textbar{}";
    case '[':
      return "{[}";  // a row that begins with a bracket would be read as an option of \\ before it
    case '*':
      return "{*}";  // and so would one with a star
    case '`':
      return "\\textasciigrave{}";
    case '\n':
      return " ";
    default:
      return "";
  }
}

/// A letter that the text begins with and that not every TeX knows, and how it is set.
struct Letter {
  std::string_view letter;
  std::string_view set;
};
constexpr Letter kLetters[] = {
    {"\u2013", "--"}, {"\u2212", "$-$"}, {"\u00A0", "~"}, {"\u2265", "$\\ge$"}, {"\u2264", "$\\le$"}};

Letter beyond_ascii(std::string_view text) {
  for (const Letter& letter : kLetters) {
    if (text.starts_with(letter.letter)) return letter;
  }
  return {};
}

}  // namespace

std::string latex_text(std::string_view text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const auto [letter, set] = beyond_ascii(text.substr(at)); !letter.empty()) {
      safe += set;
      at += letter.size() - 1;
      continue;
    }
    const char c = text[at];
    const std::string_view command = latex_command(c);
    if (!command.empty()) {
      safe += command;
      continue;
    }
    if (c == '\r') continue;
    if (std::string_view("#$%&_{}").find(c) != std::string_view::npos) safe += '\\';
    if (c == '-' && safe.ends_with('-')) safe += "{}";  // "--set" is no dash
    safe += c;
  }
  return safe;
}

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words{""};
  for (const char c : text) {
    if (c == ' ' || c == '\n') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

double longest_word(std::string_view text) {
  double most = 0;
  for (const std::string& word : words_of(text)) most = std::max(most, latex_points(word));
  return most;
}

/// A text in lines no wider than that, but for longer words.
std::vector<std::string> lines_of(std::string_view text, double points) {
  std::vector<std::string> lines;
  for (const std::string& word : words_of(text)) {
    const bool fits = !lines.empty() && latex_points(lines.back() + " " + word) <= points;
    if (fits) {
      lines.back() += " " + word;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

struct Column {
  std::size_t at = 0;  ///< of the table's
  Align align = Align::kLeft;
  std::string header;
  double cells = 0;   ///< the widest
  double least = 0;   ///< without breaking a word of a text, or a number
  double points = 0;  ///< as laid out
  bool is_paragraph = false;
};

std::vector<Column> columns_of(const Table& table) {
  std::vector<Column> columns;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].audience == Audience::kPrograms) continue;
    Column column{.at = c, .align = table.columns[c].align, .header = header_of(table.columns[c])};
    double word = 0;
    for (const auto& row : table.rows) {
      column.cells = std::max(column.cells, latex_points(row[c].text));
      word = std::max(word, longest_word(row[c].text));
    }
    column.is_paragraph = column.align == Align::kLeft && column.cells > kLongText;
    column.least = std::max(column.is_paragraph ? std::max(word, kLongText / 2) : column.cells,
                            longest_word(column.header));
    columns.push_back(std::move(column));
  }
  return columns;
}

double width_of(const std::vector<Column>& columns, double Column::*width, double scale, double sep) {
  double all = 0;
  for (const Column& column : columns) all += scale * column.*width + 2 * sep;
  return all;
}

/// Widens headers and paragraphs over what the page leaves, those that lack most first.
void lay_out(std::vector<Column>& columns, double page) {
  for (Column& column : columns) column.points = column.least;
  double left = (page - width_of(columns, &Column::least, kSmall, kSmallSep)) / kSmall;
  for (Column& column : columns) {
    if (column.is_paragraph || left <= 0) continue;
    // A header of two lines reads well; one of many does not.
    const double wanted = std::max(column.least, 0.55 * latex_points(column.header));
    const double more = std::min(left, wanted - column.least);
    column.points += more;
    left -= more;
  }
  double lacking = 0;
  for (const Column& column : columns) lacking += column.is_paragraph ? column.cells - column.points : 0;
  if (lacking <= 0) return;
  const double share = std::min(1.0, std::max(0.0, left) / lacking);
  for (Column& column : columns) {
    if (column.is_paragraph) column.points += share * (column.cells - column.points);
  }
}

std::string header_cell(const Column& column) {
  std::vector<std::string> lines;
  for (const std::string& line : lines_of(column.header, column.points + 0.01))
    lines.push_back(latex_text(line));
  if (lines.size() == 1) return lines.front();
  const char align = column.align == Align::kRight ? 'r' : 'l';
  return fmt::format("\\begin{{tabular}}[b]{{@{{}}{}@{{}}}}{}\\end{{tabular}}", align,
                     fmt::join(lines, "\\\\"));
}

std::string row_of(const std::vector<Column>& columns, const std::vector<Cell>& row) {
  std::vector<std::string> texts;
  for (const Column& column : columns) texts.push_back(latex_text(row[column.at].text));
  return fmt::format("{} \\\\\n", fmt::join(texts, " & "));
}

std::string notes_of(const Table& table) {
  if (table.notes.empty()) return "";
  std::vector<std::string> notes;
  for (const auto& note : table.notes) notes.push_back(latex_text(note));
  return fmt::format("\n\\medskip\n{{\\footnotesize\\raggedright {}\\par}}\n", fmt::join(notes, " "));
}

std::string as_float(const Table& table, const std::vector<Column>& columns) {
  std::string places;
  std::vector<std::string> heads;
  for (const Column& column : columns) {
    places += column.align == Align::kRight ? 'r' : 'l';
    heads.push_back(latex_text(column.header));
  }
  std::string out = "\\begin{table*}[htbp]\n\\centering\n";
  if (!table.title.empty()) out += fmt::format("\\caption{{{}}}\n", latex_text(table.title));
  out += fmt::format("\\begin{{tabular}}{{{}}}\n\\toprule\n{} \\\\\n\\midrule\n", places,
                     fmt::join(heads, " & "));
  for (const auto& row : table.rows) out += row_of(columns, row);
  return out + "\\bottomrule\n\\end{tabular}\n" + notes_of(table) + "\\end{table*}\n";
}

std::string as_longtable(const Table& table, const std::vector<Column>& columns, const std::string& title) {
  std::string places;
  std::vector<std::string> heads;
  for (const Column& column : columns) {
    if (column.is_paragraph) {
      places +=
          fmt::format(">{{\\raggedright\\arraybackslash}}p{{{:.0f}pt}}", std::ceil(kSmall * column.points));
    } else {
      places += column.align == Align::kRight ? 'r' : 'l';
    }
    heads.push_back(header_cell(column));
  }
  const std::string head = fmt::format("\\toprule\n{} \\\\\n\\midrule\n", fmt::join(heads, " & "));
  std::string out = fmt::format("\\begin{{longtable}}{{{}}}\n", places);
  if (!title.empty()) out += fmt::format("\\caption{{{}}}\\\\\n", latex_text(title));
  out += head + "\\endfirsthead\n" + head + "\\endhead\n\\bottomrule\n\\endfoot\n";
  for (const auto& row : table.rows) out += row_of(columns, row);
  return out + "\\end{longtable}\n";
}

/// The leading texts, which all panels have.
std::size_t keys_of(const std::vector<Column>& columns) {
  std::size_t keys = 0;
  while (keys < columns.size() && columns[keys].align == Align::kLeft) ++keys;
  return keys;
}

/// Columns in panels that each fit a page, at most so many beside the leading texts.
std::vector<std::vector<Column>> panels_of(const std::vector<Column>& columns, double page,
                                           std::size_t most) {
  const std::size_t keys = keys_of(columns);
  const std::vector<Column> key(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(keys));
  std::vector<std::vector<Column>> panels{key};
  for (std::size_t c = keys; c < columns.size(); ++c) {
    panels.back().push_back(columns[c]);
    const bool fits = width_of(panels.back(), &Column::least, kSmall, kSmallSep) <= page;
    const std::size_t beside = panels.back().size() - keys;
    if (beside == 1 || (fits && beside <= most)) continue;
    panels.back().pop_back();
    panels.push_back(key);
    panels.back().push_back(columns[c]);
  }
  return panels;
}

/// As few panels as there can be, and about as many columns in each.
std::vector<std::vector<Column>> even_panels(const std::vector<Column>& columns, double page) {
  const std::vector<std::vector<Column>> panels = panels_of(columns, page, columns.size());
  const std::size_t beside = columns.size() - keys_of(columns);
  const std::vector<std::vector<Column>> even =
      panels_of(columns, page, (beside + panels.size() - 1) / panels.size());
  return even.size() == panels.size() ? even : panels;
}

double unbroken_width(std::vector<Column> columns) {
  for (Column& column : columns) column.points = std::max(column.cells, latex_points(column.header));
  return width_of(columns, &Column::points, 1, kUsualSep);
}

}  // namespace

double latex_points(std::string_view text) {
  // Source: the font metrics of cmr10, in hundredths of a point, from the space to the tilde.
  static constexpr int kWidths[] = {
      333, 278, 500, 833, 500, 833, 778, 278, 389, 389, 500, 778, 278, 333, 278, 500, 500, 500,  500,
      500, 500, 500, 500, 500, 500, 500, 278, 278, 778, 778, 778, 472, 778, 750, 708, 722, 764,  681,
      653, 785, 750, 361, 514, 778, 625, 917, 750, 778, 681, 778, 736, 556, 722, 750, 750, 1028, 750,
      750, 611, 278, 500, 278, 500, 400, 500, 500, 556, 444, 556, 444, 306, 500, 556, 278, 306,  528,
      278, 833, 556, 500, 556, 528, 392, 394, 389, 556, 528, 722, 528, 528, 444, 500, 278, 500,  500};
  double points = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= ' ' && byte <= '~') {
      points += kWidths[byte - ' '] / 100.0;
    } else if ((byte & 0xC0) != 0x80) {
      points += 10;  // a letter beyond ASCII, counted once
    }
  }
  return points;
}

std::string write_latex(const Table& table) {
  std::vector<Column> columns = columns_of(table);
  if (unbroken_width(columns) <= kPortraitPoints && table.rows.size() <= kMostRows)
    return as_float(table, columns);
  const double least = width_of(columns, &Column::least, kSmall, kSmallSep);
  const bool is_upright = least <= kPortraitPoints;
  const double page = is_upright ? kPortraitPoints : kLandscapePoints;
  const std::vector<std::vector<Column>> panels = even_panels(columns, page);
  std::string out = fmt::format("{}{}{{\\footnotesize\\setlength{{\\tabcolsep}}{{{}pt}}\\sloppy\n",
                                kOneColumn, is_upright ? "" : "\\begin{landscape}\n", kSmallSep);
  for (std::size_t i = 0; i < panels.size(); ++i) {
    std::vector<Column> panel = panels[i];
    lay_out(panel, page);
    const std::string part = panels.size() == 1 ? "" : fmt::format(" ({} of {})", i + 1, panels.size());
    out += as_longtable(table, panel, table.title.empty() ? "" : table.title + part);
  }
  return out + notes_of(table) + (is_upright ? "}\n" : "}\n\\end{landscape}\n") + kColumnsAgain;
}

}  // namespace sim
