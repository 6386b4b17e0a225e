#include "sim/input/where.h"

#include <algorithm>

#include <fmt/format.h>

namespace sim {

SourceText::SourceText(std::string shown_as, std::string text, int from_line, bool option)
    : name(std::move(shown_as)), is_option(option), text_(std::move(text)), first_(from_line) {}

const std::vector<std::string_view>& SourceText::lines() const {
  std::call_once(cut_, [this] {
    std::string_view text = text_;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
      lines_.push_back(text.substr(0, end));
      text.remove_prefix(end);
      text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size()));
    }
  });
  return lines_;
}

std::string_view SourceText::line(int number) const {
  if (number < first_ || number > last_line()) return "";
  return lines()[static_cast<std::size_t>(number - first_)];
}

int SourceText::last_line() const { return first_ - 1 + static_cast<int>(lines().size()); }

std::shared_ptr<const SourceText> source_text(std::string name, std::string_view text) {
  return std::make_shared<const SourceText>(std::move(name), std::string(text));
}

std::shared_ptr<const SourceText> option_text(std::string name, std::string_view text) {
  return std::make_shared<const SourceText>(std::move(name), std::string(text), 1, true);
}

std::string Where::describe() const {
  if (text == nullptr) return "";
  if (line == 0 || text->is_option) return text->name;
  return fmt::format("{}:{}:{}", text->name, line, column);
}

}  // namespace sim
