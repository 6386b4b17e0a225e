#include "tools/console/warnings.h"

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace tools {

std::vector<std::string> lines_of(const sim::Problems& warnings) {
  std::vector<sim::Problem> sorted = warnings.all();
  const auto key = [](const sim::Problem& warning) {
    return std::tuple(std::string_view(warning.at.text->name), warning.at.line, warning.at.column,
                      std::string_view(warning.what));
  };
  std::sort(sorted.begin(), sorted.end(),
            [&](const sim::Problem& a, const sim::Problem& b) { return key(a) < key(b); });
  std::vector<std::string> lines;
  for (const sim::Problem& warning : sorted) {
    std::string line = fmt::format("{}: warning: {} ({})", warning.at.describe(), warning.what, warning.why);
    if (lines.empty() || lines.back() != line) lines.push_back(std::move(line));
  }
  return lines;
}

void warn_once(const sim::Problems& warnings) {
  static std::mutex mutex;
  static std::set<std::string> printed;
  for (const std::string& line : lines_of(warnings)) {
    const std::lock_guard lock(mutex);
    if (printed.insert(line).second) fmt::print(stderr, "{}\n", line);
  }
}

}  // namespace tools
