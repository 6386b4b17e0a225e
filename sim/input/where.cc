#include "sim/input/where.h"

#include <fmt/format.h>

namespace sim {

std::shared_ptr<const SourceText> source_text(std::string name, std::string_view text) {
  auto source = std::make_shared<SourceText>();
  source->name = std::move(name);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    source->lines.emplace_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return source;
}

std::string Where::describe() const {
  if (text == nullptr) return "";
  if (line == 0 || text->is_option) return text->name;
  return fmt::format("{}:{}:{}", text->name, line, column);
}

}  // namespace sim
