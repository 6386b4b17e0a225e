#include "tools/brief/workbook_cells.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace tools {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

/// The bytes of the UTF-8 character that a text begins with, 0 where it begins with none.
std::size_t character_bytes(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t bytes = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return 0;
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, halves of pairs, and what lies beyond Unicode.
  const unsigned char next = byte(1);
  const bool wrong = (lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F) ||
                     (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F);
  return wrong ? 0 : bytes;
}

/// Characters that XML 1.0 cannot hold, or that show nothing and confuse: controls, and the two that are none.
bool is_dropped(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return (lead < 0x20 && lead != '\n') || lead == 0x7F;
  return character == "\uFFFE" || character == "\uFFFF" ||
         (character.size() == 2 && lead == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0);
}

/// Whether Excel would read "_x0041_" here, and show "A".
bool begins_escape(std::string_view text) {
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6,
                     [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
}

std::size_t utf16_units(std::string_view character) { return character.size() == 4 ? 2 : 1; }

/// The beginning of a text of valid UTF-8 that has at most so many units of UTF-16, as Excel counts.
std::string beginning(std::string_view text, std::size_t units) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t bytes = std::max<std::size_t>(1, character_bytes(text.substr(at)));
    const std::size_t needed = utf16_units(text.substr(at, bytes));
    if (needed > units) break;
    units -= needed;
    at += bytes;
  }
  return std::string(text.substr(0, at));
}

std::string lower_case(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// "T1", "RC", "2027": without quotes such a name would be read as a cell or a number, and the library sets none.
bool reads_as_reference(std::string_view name) {
  std::size_t letters = 0;
  while (letters < name.size() && std::isalpha(static_cast<unsigned char>(name[letters])) != 0) ++letters;
  const auto is_plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
  };
  if (!std::all_of(name.begin(), name.end(), is_plain)) return false;
  if (letters == 0) return true;
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  if (letters <= 3 &&
      std::all_of(name.begin() + static_cast<std::ptrdiff_t>(letters), name.end(), is_digit) &&
      letters < name.size())
    return true;
  const std::string low = lower_case(std::string(name));
  return std::all_of(low.begin(), low.end(), [&](char c) { return c == 'r' || c == 'c' || is_digit(c); });
}

constexpr std::size_t kTabUnits = 31;

std::string lawful_tab(std::string_view wanted) {
  std::string name;
  for (const char c : workbook_text(wanted)) {
    // Excel forbids all but the last two: the apostrophe ends a quoted name, and "#" a link's.
    name += std::string_view("[]:*?/\\\n").find(c) != std::string_view::npos ? ' '
            : c == '\'' || c == '#'                                          ? '_'
                                                                             : c;
  }
  const std::size_t first = name.find_first_not_of(' ');
  name = first == std::string::npos ? "Sheet" : name.substr(first, name.find_last_not_of(' ') - first + 1);
  // Excel keeps the name "History" for itself.
  if (reads_as_reference(name) || lower_case(name) == "history") name = "Sheet " + name;
  return beginning(name, kTabUnits);
}

/// The first number of a text for people: its value, its decimals, what stands around it.
struct ShownNumber {
  bool found = false;
  double value = 0;
  int decimals = 0;
  bool has_separators = false;
  std::string_view before;
  std::string_view after;
};

ShownNumber number_in(std::string_view shown) {
  ShownNumber number;
  const std::size_t begin = shown.find_first_of("0123456789");
  if (begin == std::string_view::npos) return number;
  std::size_t end = shown.find_first_not_of("0123456789,.", begin);
  if (end == std::string_view::npos) end = shown.size();
  while (shown[end - 1] == ',' || shown[end - 1] == '.') --end;
  std::string digits(shown.substr(begin, end - begin));
  number.has_separators = std::erase(digits, ',') > 0;
  const std::size_t point = digits.find('.');
  number.decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), number.value);
  number.found = true;
  number.before = shown.substr(0, begin);
  number.after = shown.substr(end);
  if (number.after.starts_with("\u00A0")) number.after.remove_prefix(std::string_view("\u00A0").size());
  if (number.after.starts_with(" ")) number.after.remove_prefix(1);
  return number;
}

/// "0.00" with so many decimals behind `whole`.
std::string with_decimals(std::string_view whole, int decimals) {
  std::string format(whole);
  if (decimals > 0) format += "." + std::string(static_cast<std::size_t>(std::min(decimals, 10)), '0');
  return format;
}

/// A share, which is 0 and 1 only where it is.
std::string share_format(double share, int decimals) {
  const double distance = std::min(std::abs(share), std::abs(1 - share));
  while (distance > 0 && decimals < 4 && distance < 0.5 * std::pow(10.0, -2 - decimals)) ++decimals;
  return with_decimals("0", decimals) + "%";
}

std::string unsigned_format(double value, const ShownNumber& number, std::string_view unit) {
  if (unit == "year") return value == std::floor(value) ? "0" : "0.0";
  if (number.after.starts_with("%")) {
    // A text in percent stands before a share or before the percentage itself.
    const bool is_share =
        std::abs(number.value - 100 * std::abs(value)) <= std::abs(number.value - std::abs(value));
    return is_share ? share_format(value, number.decimals) : with_decimals("0", number.decimals) + "\"%\"";
  }
  if (unit == "probability" || unit == "share") return share_format(value, std::max(0, number.decimals - 2));
  if (number.after.starts_with("e")) return with_decimals("0", number.decimals) + "E+00";
  constexpr std::array<std::string_view, 3> kScales{"M", "B", "T"};
  const bool is_scaled = std::any_of(kScales.begin(), kScales.end(), [&](std::string_view scale) {
    return number.after == scale || number.after.starts_with(fmt::format("{} ", scale));
  });
  if (is_scaled && std::abs(value) >= 1000) return "#,##0";
  // Four digits without a separator are a year or a name.
  const bool is_bare = !number.has_separators && number.value >= 1000;
  return with_decimals(is_bare ? "0" : "#,##0", number.decimals);
}

/// "low" of "p_china_low" after the column "p_china".
std::string end_words(std::string_view rest) {
  while (rest.starts_with('_')) rest.remove_prefix(1);
  if (rest.empty()) return "value";
  const bool is_quantile =
      rest.size() > 1 && rest[0] == 'p' && rest.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (is_quantile) return fmt::format("{}\u00A0%", rest.substr(1));
  std::string words(rest);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string with_unit(std::string head, const std::string& unit) {
  return unit.empty() ? head : fmt::format("{} ({})", head, unit);
}

bool shows_spread(const sim::Table& table, std::size_t c) {
  return std::none_of(table.rows.begin(), table.rows.end(),
                      [c](const auto& row) { return std::holds_alternative<double>(row[c].raw); });
}

}  // namespace

std::string workbook_text(std::string_view text, std::size_t most) {
  std::string safe;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t bytes = character_bytes(text.substr(at));
    const std::string_view character = bytes == 0 ? kReplacement : text.substr(at, bytes);
    if (begins_escape(text.substr(at))) safe += "_x005F";
    if (character == "\t") {
      safe += ' ';
    } else if (!is_dropped(character)) {
      safe += character;
    }
    at += std::max<std::size_t>(1, bytes);
  }
  std::string cut = beginning(safe, most);
  return cut.size() < safe.size() ? cut + "\u2026" : safe;
}

std::vector<std::string> tab_names(const std::vector<std::string>& wanted) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const std::string& text : wanted) {
    const std::string name = lawful_tab(text);
    std::string unique = name;
    for (int count = 2; !taken.insert(lower_case(unique)).second; ++count) {
      const std::string number = fmt::format(" ({})", count);
      unique = beginning(name, kTabUnits - number.size()) + number;
    }
    names.push_back(unique);
  }
  return names;
}

std::string number_format(double value, std::string_view shown, std::string_view unit) {
  const ShownNumber number = number_in(shown);
  if (!number.found) return "General";
  if (excel_date(shown)) return "yyyy-mm-dd";
  const std::string format = unsigned_format(value, number, unit);
  return number.before.ends_with('+') ? fmt::format("+{0};-{0};{0}", format) : format;
}

std::optional<double> excel_date(std::string_view iso) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  const bool is_shaped =
      std::equal(iso.begin(), iso.end(), kShape.begin(), kShape.end(), [](char c, char shape) {
        return shape == 'd' ? std::isdigit(static_cast<unsigned char>(c)) != 0 : c == shape;
      });
  if (!is_shaped) return std::nullopt;
  const auto number = [iso](std::size_t at, std::size_t count) {
    unsigned value = 0;
    std::from_chars(iso.data() + at, iso.data() + at + count, value);
    return value;
  };
  using namespace std::chrono;
  const year_month_day date{year(static_cast<int>(number(0, 4))), month(number(5, 2)), day(number(8, 2))};
  if (!date.ok() || date < 1900y / March / 1) return std::nullopt;
  // Day 1 is 1900-01-01; that Excel has a 1900-02-29 moves the first day of all others.
  return (sys_days(date) - sys_days(1899y / December / 30)).count();
}

std::vector<std::string> workbook_heads(const sim::Table& table) {
  std::vector<std::string> heads;
  std::string base;
  std::string before;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const sim::TableColumn& column = table.columns[c];
    const std::string& name = column_name(column);
    if (column.audience != sim::Audience::kPrograms) {
      base = name.ends_with("_shown") ? name.substr(0, name.size() - 6) : name;
      before = column.header;
      heads.push_back(shows_spread(table, c) ? sim::header_of(column)
                                             : with_unit(column.header, column.unit));
    } else if (name == base || name.starts_with(base + "_")) {
      heads.push_back(
          with_unit(fmt::format("{}, {}", before, end_words(name.substr(base.size()))), column.unit));
    } else {
      heads.push_back(with_unit(end_words(name), column.unit));
    }
  }
  return heads;
}

const std::string& column_name(const sim::TableColumn& column) {
  return column.name.empty() ? column.header : column.name;
}

bool is_cell_number(const sim::Cell& cell) {
  const auto* number = std::get_if<double>(&cell.raw);
  return number != nullptr && std::isfinite(*number);
}

}  // namespace tools
