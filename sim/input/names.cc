#include "sim/input/names.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/input/utf8.h"

namespace sim {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kMostQuoted = 40;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The first byte that cannot stand in a name; the name's end when all can.
std::size_t first_unfit(std::string_view name) {
  if (!name.empty() && !is_letter_or_digit(name.front())) return 0;
  const auto fits = [](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-' || c == '+';
  };
  const auto unfit = std::find_if_not(name.begin(), name.end(), fits);
  return static_cast<std::size_t>(unfit - name.begin());
}

/// The beginning of a text, cut between characters.
std::string beginning(std::string_view text) {
  if (text.size() <= kMostQuoted) return std::string(text);
  std::size_t end = kMostQuoted;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "...";
}

}  // namespace

void check_name(std::string_view name, const Where& at, std::string_view what, Problems& problems) {
  if (name.empty()) return problems.add(at, fmt::format("a {} without a name", what));
  const std::size_t unfit = first_unfit(name);
  Where place = at;
  if (at.text != nullptr && !at.text->is_option && unfit < name.size()) {
    const std::string_view line = at.text->line(at.line);
    const std::size_t written = line.find(name);  // a name in quotes begins behind them
    if (written != line.npos) place.column = count_characters(line.substr(0, written + unfit)) + 1;
  }
  if (unfit < name.size()) {
    problems.add(std::move(place), fmt::format("'{}' cannot be the name of a {}", beginning(name), what),
                 "letters a to z, digits, '.', '_', '-' and '+', beginning with a letter or a digit");
  } else if (name.size() > kLongestName) {
    problems.add(at, fmt::format("'{}' is too long for the name of a {}", beginning(name), what),
                 fmt::format("{} letters, at most {}", name.size(), kLongestName));
  }
}

void check_name(const Node* value, std::string_view what, Problems& problems) {
  if (value == nullptr || value->kind != Node::Kind::kScalar) return;
  check_name(value->text, value->at, what, problems);
}

}  // namespace sim
