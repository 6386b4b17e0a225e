// A text that is read as YAML, and where its bytes stand in the source.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "sim/input/utf8.h"
#include "sim/input/where.h"

namespace sim {

/// A YAML text with its place in the source: all of a file, or what follows the '=' of a scenario.
class Yaml {
 public:
  Yaml(std::string yaml, std::shared_ptr<const SourceText> of, std::size_t begins = 0)
      : text(std::move(yaml)), source(std::move(of)), begins_at(begins) {}

  std::string text;
  std::shared_ptr<const SourceText> source;
  std::size_t begins_at = 0;  ///< where the text begins within the source's first line, in bytes

  /// The place of a byte, given as yaml-cpp counts: line and byte column from 0.
  Where at(int line, int column) const {
    const int last = source->last_line();
    if (last == 0) return Where{source, 0, 0};
    if (line < 0) return Where{source, 1, 1};
    // The end of the text: after its last line.
    if (line >= last) return Where{source, last, count_characters(source->line(last)) + 1};
    const std::string_view shown = source->line(line + 1);
    const std::size_t byte = static_cast<std::size_t>(std::max(column, 0)) + (line == 0 ? begins_at : 0);
    return Where{source, line + 1, characters_before(line, shown, byte) + 1};
  }
  /// The place of a mark of yaml-cpp.
  template <class Mark>
  Where at(const Mark& mark) const {
    return at(mark.line, mark.column);
  }
  /// The place of a byte of the text.
  Where at_offset(std::size_t offset) const {
    const std::string_view before = std::string_view{text}.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // 0 when there is none
    return at(static_cast<int>(std::count(before.begin(), before.end(), '\n')),
              static_cast<int>(before.size() - line_start));
  }
  /// The text from a byte on.
  std::string_view rest(int position) const {
    const auto offset = static_cast<std::size_t>(std::max(position, 0));
    return offset < text.size() ? std::string_view{text}.substr(offset) : std::string_view{};
  }

 private:
  /// Characters of a line before a byte. Goes on from the place asked for before: a long line that holds many
  /// values is counted once.
  int characters_before(int line, std::string_view shown, std::size_t byte) const {
    byte = std::min(byte, shown.size());
    if (line != counted_line_ || byte < counted_bytes_) counted_bytes_ = counted_characters_ = 0;
    counted_line_ = line;
    counted_characters_ +=
        static_cast<std::size_t>(count_characters(shown.substr(counted_bytes_, byte - counted_bytes_)));
    counted_bytes_ = byte;
    return static_cast<int>(counted_characters_);
  }
  mutable int counted_line_ = -1;
  mutable std::size_t counted_bytes_ = 0;
  mutable std::size_t counted_characters_ = 0;
};

}  // namespace sim
