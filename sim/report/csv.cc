#include "sim/report/csv.h"

#include <cmath>

#include <fmt/format.h>

namespace sim {

std::string csv_as_read(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string csv_text(std::string_view text) {
  constexpr std::string_view kBegins = "=+-@\t\r\n";
  const bool is_formula = !text.empty() && kBegins.find(text.front()) != std::string_view::npos;
  return is_formula ? csv_as_read("'" + std::string(text)) : csv_as_read(text);
}

std::string exact_text(double value) {
  if (std::isnan(value)) return "";
  if (std::isinf(value)) return value > 0 ? "Inf" : "-Inf";
  return fmt::format("{}", value);
}

}  // namespace sim
