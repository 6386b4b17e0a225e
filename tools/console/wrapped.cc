#include "tools/console/wrapped.h"

#include <algorithm>
#include <sstream>

namespace tools {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kMostOfNames = 34;
constexpr const char* kGap = "  ";

std::string padded(std::string text, std::size_t width) {
  text.append(width - std::min(width, sim::display_width(text)), ' ');
  return text;
}

/// Text in lines of at most `width`, but for a word that is longer.
std::vector<std::string> lines_of(const std::string& text, std::size_t width) {
  std::vector<std::string> lines{""};
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const std::size_t used = sim::display_width(lines.back());
    if (used > 0 && used + 1 + sim::display_width(word) > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

}  // namespace

std::string wrapped(const sim::Table& table) {
  std::vector<std::vector<std::string>> rows{{table.columns[0].header, table.columns[1].header}};
  for (const auto& row : table.rows) rows.push_back({row[0].text, row[1].text});
  std::size_t names = 0;
  for (const auto& row : rows) names = std::max(names, sim::display_width(row[0]));
  names = std::min(names, kMostOfNames);
  rows.insert(rows.begin() + 1, {std::string(names, '-'), std::string(kWidth - 2 - names, '-')});
  std::string out;
  for (const auto& row : rows) {
    std::string before = padded(row[0], names);
    if (sim::display_width(before) > names) {
      out += before + "\n";
      before = std::string(names, ' ');
    }
    for (const std::string& line : lines_of(row[1], kWidth - 2 - names)) {
      const std::string whole = before + kGap + line;
      out += whole.substr(0, whole.find_last_not_of(' ') + 1) + "\n";
      before = std::string(names, ' ');
    }
  }
  return out;
}

}  // namespace tools
