// Where something stands in a text the user wrote.
#pragma once

#include <compare>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// A text as the user knows it: a file's path as given, or "--set span.last=2026-12-31".
struct SourceText {
  std::string name;
  std::vector<std::string> lines;
  bool is_option = false;  ///< a scenario on the command line: its name already says the place
};

/// A text cut into its lines, without line ends: a line feed, a carriage return, or both. Bytes that are not UTF-8
/// are kept as they are.
std::shared_ptr<const SourceText> source_text(std::string name, std::string_view text);

/// A place in a text; line and column count from 1. Line 0: the text as a whole.
struct Where {
  std::shared_ptr<const SourceText> text;
  int line = 0;
  int column = 0;

  /// "scenarios/regimes/2023-10.yaml:14:5"; without line and column where there are none, and for an option.
  std::string describe() const;
};

}  // namespace sim
