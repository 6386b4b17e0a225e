#include "sim/input/problems.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "sim/input/utf8.h"

namespace sim {
namespace {

constexpr int kWidestLine = 100;  // characters of an input line that are shown
constexpr std::size_t kMostNamed = 12;
constexpr std::size_t kMostShown = 100;   // problems
constexpr std::size_t kLongestWord = 64;  // that is looked up among others

std::string_view name_of(const Where& at) { return at.text == nullptr ? std::string_view{} : at.text->name; }

auto key_of(const Problem& problem) {
  return std::make_tuple(name_of(problem.at), problem.at.line, problem.at.column,
                         std::string_view{problem.what}, std::string_view{problem.why});
}

/// The byte at which a character of a line begins, counted from 0; the line's end when it has fewer.
std::size_t byte_of(std::string_view line, int character) {
  std::size_t at = 0;
  for (; at < line.size(); ++at) {
    const bool begins = at == 0 || (static_cast<unsigned char>(line[at]) & 0xC0U) != 0x80U;
    if (begins && character-- == 0) break;
  }
  return at;
}

/// A piece of a line as it can be shown: bytes that are not UTF-8 and control characters become '?'.
std::vector<std::string> characters_of(std::string_view piece) {
  std::vector<std::string> characters;
  for (std::size_t begin = 0; begin < piece.size();) {
    std::size_t end = begin + 1;
    while (end < piece.size() && (static_cast<unsigned char>(piece[end]) & 0xC0U) == 0x80U) ++end;
    std::string character(piece.substr(begin, end - begin));
    const bool is_control = static_cast<unsigned char>(character[0]) < 0x20 && character[0] != '\t';
    if (is_control || first_bad_utf8(character)) character = '?';
    characters.push_back(std::move(character));
    begin = end;
  }
  return characters;
}

/// The line a place stands on and a caret under its column; a long line is cut to what lies around the
/// column.
std::string show_line(const Where& at) {
  if (at.text == nullptr || at.line < 1 || at.line > at.text->last_line()) return "";
  const std::string_view line = at.text->line(at.line);
  const int length = count_characters(line);
  const int column = std::clamp(at.column, 1, length + 1) - 1;
  const int first = length <= kWidestLine ? 0 : std::clamp(column - kWidestLine / 2, 0, length - kWidestLine);
  const int last = std::min(length, first + kWidestLine);
  const std::size_t begin = byte_of(line, first);
  std::string shown = first > 0 ? "... " : "";
  std::string under = first > 0 ? "    " : "";
  int here = first;
  for (const std::string& character : characters_of(line.substr(begin, byte_of(line, last) - begin))) {
    shown += character;
    if (here++ < column) under += character == "\t" ? "\t" : " ";
  }
  if (last < length) shown += " ...";
  return fmt::format("    {}\n    {}^\n", shown, under);
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string lower(std::string_view word) {
  std::string all(word);
  for (char& letter : all) letter = lower(letter);
  return all;
}

/// Optimal string alignment: insertions, deletions, changes and swaps of neighbours, each letter touched
/// once.
int spelling_distance(std::string_view a, std::string_view b) {
  using Row = std::array<int, kLongestWord + 1>;
  Row before{};
  Row above{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = above;
    above = row;
  }
  return above[b.size()];
}

}  // namespace

void Problems::add(Where at, std::string what, std::string why) {
  problems_.push_back({std::move(at), std::move(what), std::move(why)});
}

void Problems::add(const Problems& others) {
  problems_.insert(problems_.end(), others.problems_.begin(), others.problems_.end());
}

std::string Problems::describe() const {
  std::vector<Problem> sorted = problems_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Problem& a, const Problem& b) { return key_of(a) < key_of(b); });
  sorted.erase(std::unique(sorted.begin(), sorted.end(),
                           [](const Problem& a, const Problem& b) { return key_of(a) == key_of(b); }),
               sorted.end());
  std::string all;
  for (const Problem& problem : std::span(sorted).first(std::min(sorted.size(), kMostShown))) {
    const std::string place = problem.at.describe();
    all += fmt::format("{}{}{}", place, place.empty() ? "" : ": ", problem.what);
    if (!problem.why.empty()) all += fmt::format(" ({})", problem.why);
    all += '\n';
    all += show_line(problem.at);
  }
  if (sorted.size() > kMostShown) all += fmt::format("... and {} more\n", sorted.size() - kMostShown);
  if (sorted.size() > 1) all += fmt::format("{} problems\n", sorted.size());
  return all;
}

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
  const std::string wanted = lower(word);
  const int allowed = std::max<int>(2, static_cast<int>(word.size()) / 3);
  int least = allowed + 1;
  std::string best;
  if (word.size() > kLongestWord) return best;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongestWord) continue;
    const std::size_t longer = std::max(word.size(), candidate.size());
    const std::size_t shorter = std::min(word.size(), candidate.size());
    if (longer - shorter > static_cast<std::size_t>(allowed)) continue;
    const int distance = spelling_distance(wanted, lower(candidate));
    // Two short words that share less than half their letters are not each other's misspelling.
    if (distance < least && 2 * static_cast<std::size_t>(distance) <= longer) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  const std::string near = nearest(word, candidates);
  if (!near.empty()) return fmt::format("did you mean '{}'?", near);
  if (candidates.empty()) return "";
  const std::size_t shown = std::min(candidates.size(), kMostNamed);
  std::string all = fmt::format("accepted: {}", fmt::join(candidates.first(shown), ", "));
  if (shown < candidates.size()) all += fmt::format(", ... ({} in all)", candidates.size());
  return all;
}

}  // namespace sim
