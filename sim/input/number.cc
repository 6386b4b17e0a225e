#include "sim/input/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace sim {
namespace {

std::size_t count_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

/// Whether a text without sign is digits[.digits][e[sign]digits], with a digit before or after the point.
bool is_decimal(std::string_view text) {
  const std::size_t whole = count_digits(text);
  text.remove_prefix(whole);
  std::size_t after_point = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    after_point = count_digits(text);
    text.remove_prefix(after_point);
  }
  if (whole + after_point == 0) return false;
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return !text.empty() && count_digits(text) == text.size();
}

std::optional<double> decimal_value(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// How a number should have been written, or "" when the text is no number at all. The text has no sign.
std::string advise(std::string_view text) {
  for (const std::string_view word : {".nan", ".NaN", ".NAN", "nan", ".inf", ".Inf", ".INF", "inf"}) {
    if (text == word) return "only finite numbers";
  }
  if (text.starts_with("0x") || text.starts_with("0X") || text.starts_with("0o"))
    return "write it in decimals";
  if (text.ends_with('%') && is_decimal(text.substr(0, text.size() - 1))) return "write 50 % as 0.5";
  std::string joined(text);
  std::erase_if(joined, [](char c) { return c == '_' || c == ',' || c == '\'' || c == ' '; });
  if (joined != text && is_decimal(joined)) return fmt::format("write it without separators: {}", joined);
  return "";
}

}  // namespace

NumberText parse_number(std::string_view text) {
  const bool has_sign = text.starts_with('-') || text.starts_with('+');
  const std::string_view unsigned_text = text.substr(has_sign ? 1 : 0);
  if (!is_decimal(unsigned_text)) return {std::nullopt, advise(unsigned_text)};
  if (unsigned_text.size() > 1 && unsigned_text[0] == '0' && is_digit(unsigned_text[1])) {
    const std::size_t zeros = std::min(unsigned_text.find_first_not_of('0'), unsigned_text.size() - 1);
    return {std::nullopt, fmt::format("no leading zeros: write {}", unsigned_text.substr(zeros))};
  }
  const auto value = decimal_value(text);
  return value ? NumberText{value, ""} : NumberText{std::nullopt, "too large or too small for a number"};
}

WholeText parse_whole(std::string_view text) {
  const NumberText number = parse_number(text);
  if (!number.value) return {std::nullopt, number.why};
  const std::string_view digits = text.substr(text.starts_with('+') ? 1 : 0);
  std::uint64_t whole = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
  if (read.ec == std::errc{} && read.ptr == digits.data() + digits.size()) return {whole, ""};
  const double value = *number.value;
  if (value < 0 || value > 0x1p53 || value != std::floor(value)) return {std::nullopt, ""};
  return {static_cast<std::uint64_t>(value), ""};
}

}  // namespace sim
