#include "sim/report/table.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/report/csv.h"
#include "sim/report/table_latex.h"
#include "sim/report/words.h"

namespace sim {
namespace {

const std::string& name_of(const TableColumn& column) {
  return column.name.empty() ? column.header : column.name;
}

/// The numbers of the columns that an audience gets, in order.
std::vector<std::size_t> columns_for(Audience audience, const Table& table) {
  std::vector<std::size_t> chosen;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const Audience meant = table.columns[c].audience;
    if (meant == Audience::kAll || meant == audience) chosen.push_back(c);
  }
  return chosen;
}

// --- Markdown

std::string markdown_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    if (c != '\r') safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

std::string markdown_rule(std::size_t width, Align align) {
  return align == Align::kRight ? std::string(width - 1, '-') + ":" : std::string(width, '-');
}

std::string write_markdown(const Table& table) {
  const auto shown = columns_for(Audience::kPeople, table);
  std::vector<std::size_t> widths;
  for (const std::size_t c : shown) {
    std::size_t width = std::max<std::size_t>(3, display_width(markdown_text(header_of(table.columns[c]))));
    for (const auto& row : table.rows) width = std::max(width, display_width(markdown_text(row[c].text)));
    widths.push_back(width);
  }
  std::string head = "|";
  std::string rule = "|";
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const TableColumn& column = table.columns[shown[i]];
    head += fmt::format(" {} |", padded(markdown_text(header_of(column)), widths[i], column.align));
    rule += fmt::format(" {} |", markdown_rule(widths[i], column.align));
  }
  std::string out = table.title.empty() ? "" : fmt::format("**{}**\n\n", markdown_text(table.title));
  out += head + "\n" + rule + "\n";
  for (const auto& row : table.rows) {
    out += "|";
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const Align align = table.columns[shown[i]].align;
      out += fmt::format(" {} |", padded(markdown_text(row[shown[i]].text), widths[i], align));
    }
    out += "\n";
  }
  if (!table.notes.empty()) out += "\n";
  for (const auto& note : table.notes) out += fmt::format("- {}\n", note);
  return out;
}

// --- CSV

/// What stands between fields and before decimals.
struct CsvDialect {
  const char* separator;
  char decimal;
  const char* mark;  ///< before everything: tells Excel that it is UTF-8
};
constexpr CsvDialect kPlainCsv{",", '.', ""};
constexpr CsvDialect kCommaCsv{";", ',', "\xEF\xBB\xBF"};

std::string csv_field(std::string_view text, const CsvDialect& dialect) {
  std::string field = csv_text(plain_text(std::string(text)));
  const bool is_bare = field.empty() || field.front() != '"';
  return is_bare && field.find(dialect.separator) != std::string::npos ? '"' + field + '"' : field;
}

std::string csv_value(const Raw& raw, const CsvDialect& dialect) {
  if (const auto* number = std::get_if<double>(&raw)) {
    std::string digits = exact_text(*number);
    std::replace(digits.begin(), digits.end(), '.', dialect.decimal);
    return digits;
  }
  const auto* text = std::get_if<std::string>(&raw);
  return text ? csv_field(*text, dialect) : "";
}

std::string write_csv(const Table& table, const CsvDialect& dialect) {
  const auto given = columns_for(Audience::kPrograms, table);
  std::vector<std::string> fields;
  fields.reserve(given.size());
  for (const std::size_t c : given) fields.push_back(csv_field(name_of(table.columns[c]), dialect));
  std::string out = fmt::format("{}{}{}", dialect.mark, fmt::join(fields, dialect.separator), kCsvLineEnd);
  for (const auto& row : table.rows) {
    fields.clear();
    for (const std::size_t c : given) fields.push_back(csv_value(row[c].raw, dialect));
    out += fmt::format("{}{}", fmt::join(fields, dialect.separator), kCsvLineEnd);
  }
  return out;
}

// --- JSON

nlohmann::ordered_json json_value(const Raw& raw) {
  if (const auto* text = std::get_if<std::string>(&raw)) return plain_text(*text);
  const auto* number = std::get_if<double>(&raw);
  if (number == nullptr || std::isnan(*number)) return nullptr;
  if (std::isinf(*number)) return exact_text(*number);
  // Whole numbers without ".0", as in CSV, so that counts read as counts.
  if (*number == std::floor(*number) && std::abs(*number) < 9007199254740992.0) {
    return static_cast<std::int64_t>(*number);
  }
  return *number;
}

std::string write_json(const Table& table) {
  using Json = nlohmann::ordered_json;
  const auto given = columns_for(Audience::kPrograms, table);
  Json columns = Json::array();
  for (const std::size_t c : given) {
    columns.push_back(Json{{"name", plain_text(name_of(table.columns[c]))}, {"unit", table.columns[c].unit}});
  }
  Json rows = Json::array();
  for (const auto& row : table.rows) {
    Json object = Json::object();
    for (const std::size_t c : given) object[plain_text(name_of(table.columns[c]))] = json_value(row[c].raw);
    rows.push_back(std::move(object));
  }
  Json document = Json::object();
  document["title"] = table.title;
  document["columns"] = std::move(columns);
  document["rows"] = std::move(rows);
  document["notes"] = table.notes;
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// --- HTML

}  // namespace

std::string html_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

namespace {

std::string html_class(Align align, bool missing) {
  const bool number = align == Align::kRight;
  if (!number && !missing) return "";
  return fmt::format(" class=\"{}{}{}\"", number ? "number" : "", number && missing ? " " : "",
                     missing ? "missing" : "");
}

std::string html_row(const Table& table, const std::vector<Cell>& row) {
  std::string cells;
  for (const std::size_t c : columns_for(Audience::kPeople, table)) {
    const Align align = table.columns[c].align;
    const bool header = cells.empty() && align == Align::kLeft;
    const bool missing = std::holds_alternative<std::monostate>(row[c].raw);
    cells += fmt::format("<{0}{1}>{2}</{3}>", header ? "th scope=\"row\"" : "td", html_class(align, missing),
                         html_text(row[c].text), header ? "th" : "td");
  }
  return fmt::format("<tr>{}</tr>\n", cells);
}

std::string write_html(const Table& table) {
  std::string out = "<figure class=\"table\">\n<table>\n";
  if (!table.title.empty()) out += fmt::format("<caption>{}</caption>\n", html_text(table.title));
  out += "<thead>\n<tr>";
  for (const std::size_t c : columns_for(Audience::kPeople, table)) {
    const TableColumn& column = table.columns[c];
    out += fmt::format("<th scope=\"col\"{}>{}</th>", html_class(column.align, false),
                       html_text(header_of(column)));
  }
  out += "</tr>\n</thead>\n<tbody>\n";
  for (const auto& row : table.rows) out += html_row(table, row);
  out += "</tbody>\n</table>\n";
  if (!table.notes.empty()) {
    out += "<figcaption>\n<ul class=\"notes\">\n";
    for (const auto& note : table.notes) out += fmt::format("<li>{}</li>\n", html_text(note));
    out += "</ul>\n</figcaption>\n";
  }
  return out + "</figure>\n";
}

}  // namespace

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::string space(width - std::min(width, display_width(text)), ' ');
  return align == Align::kRight ? space + text : text + space;
}

std::string header_of(const TableColumn& column) {
  std::string inside = column.unit;
  if (column.behind == Behind::kError) inside += fmt::format("{}{}", inside.empty() ? "" : ", ", kErrorHead);
  std::string head = inside.empty() ? column.header : fmt::format("{} ({})", column.header, inside);
  if (column.behind == Behind::kRange) head += fmt::format(" {}", kRangeHead);
  return head;
}

Cell number_cell(double value, std::string shown) { return {std::move(shown), value}; }
Cell number_cell(double value) { return {rounded(value), value}; }
Cell count_cell(double count) { return number_cell(count, fmt::format("{:.0f}", count)); }
Cell share_cell(double share) {
  return std::isnan(share) ? missing_cell() : number_cell(share, percent(share));
}

Cell text_cell(std::string text) {
  std::string raw = text;
  return {std::move(text), std::move(raw)};
}

Cell missing_cell(std::string shown) { return {std::move(shown), std::monostate{}}; }

void require_sound(const Table& table) {
  std::set<std::string> names;
  for (const std::size_t c : columns_for(Audience::kPrograms, table)) {
    if (!names.insert(name_of(table.columns[c])).second) {
      throw std::invalid_argument(
          fmt::format("table '{}' has two columns named '{}'", table.title, name_of(table.columns[c])));
    }
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (table.rows[r].size() != table.columns.size()) {
      throw std::invalid_argument(fmt::format("row {} of table '{}' has {} cells for {} columns", r + 1,
                                              table.title, table.rows[r].size(), table.columns.size()));
    }
  }
}

std::string write(const Table& table, Format format) {
  require_sound(table);
  switch (format) {
    case Format::kMarkdown:
      return write_markdown(table);
    case Format::kCsv:
      return write_csv(table, kPlainCsv);
    case Format::kCsv2:
      return write_csv(table, kCommaCsv);
    case Format::kJson:
      return write_json(table);
    case Format::kLatex:
      return write_latex(table);
    case Format::kHtml:
      return write_html(table);
  }
  throw std::invalid_argument("no such table format");
}

}  // namespace sim
