#include "sim/input/where.h"

#include <algorithm>

#include <fmt/format.h>

namespace sim {

std::shared_ptr<const SourceText> source_text(std::string name, std::string_view text) {
  auto source = std::make_shared<SourceText>();
  source->name = std::move(name);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    source->lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size()));
  }
  return source;
}

std::string Where::describe() const {
  if (text == nullptr) return "";
  if (line == 0 || text->is_option) return text->name;
  return fmt::format("{}:{}:{}", text->name, line, column);
}

}  // namespace sim
