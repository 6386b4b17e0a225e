// Where something stands in a text the user wrote.
#pragma once

#include <compare>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// A text as the user knows it: a file's path as given, or "--set span.last=2026-12-31". Cut into its lines when one is
/// first asked for, since of most texts nothing is quoted. For any thread.
class SourceText {
 public:
  /// A text, or what follows of it from a line on. Bytes that are not UTF-8 are kept as they are.
  SourceText(std::string shown_as, std::string text, int from_line = 1, bool option = false);

  /// A line without its end: a line feed, a carriage return, or both; empty where the text has no such line. Lives as
  /// long as the text.
  std::string_view line(int number) const;
  /// The number of the last line; of an empty text, of that before it.
  int last_line() const;

  const std::string name;
  const bool is_option;  ///< a scenario on the command line: its name already says the place

 private:
  const std::vector<std::string_view>& lines() const;

  std::string text_;
  int first_;
  mutable std::once_flag cut_;
  mutable std::vector<std::string_view> lines_;
};

std::shared_ptr<const SourceText> source_text(std::string name, std::string_view text);
/// A text that stands on the command line, with its option's name.
std::shared_ptr<const SourceText> option_text(std::string name, std::string_view text);

/// A place in a text; line and column count from 1. Line 0: the text as a whole.
struct Where {
  std::shared_ptr<const SourceText> text;
  int line = 0;
  int column = 0;

  /// "scenarios/regimes/2023-10.yaml:14:5"; without line and column where there are none, and for an option.
  std::string describe() const;
};

}  // namespace sim
