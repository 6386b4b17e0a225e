#include "models/law/bounds.h"

#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace chokepoint {
namespace {

std::optional<double> sum(std::optional<double> a, std::optional<double> b) {
  return a && b ? std::optional<double>(*a + *b) : std::nullopt;
}

}  // namespace

std::string figure(double value) {
  const auto whole = static_cast<long long>(std::floor(value));
  const std::string digits = fmt::format("{}", whole);
  std::string text;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) text.push_back(',');
    text.push_back(digits[at]);
  }
  const double rest = value - static_cast<double>(whole);
  return rest < 0.005 ? text : text + fmt::format("{:.2f}", rest).substr(1);
}

std::string bound_not_met(const Limits& limits, const Chip& chip) {
  const auto at_least = [](const char* what, std::optional<double> has, std::optional<double> bound) {
    return bound && has && *has < *bound ? fmt::format("{} {} < {}", what, figure(*has), figure(*bound))
                                         : std::string();
  };
  const auto below = [](const char* what, std::optional<double> has, std::optional<double> bound) {
    return bound && has && *has >= *bound ? fmt::format("{} {} >= {}", what, figure(*has), figure(*bound))
                                          : std::string();
  };
  for (const std::string& missed :
       {at_least("TPP", chip.tpp, limits.tpp_limit), below("TPP", chip.tpp, limits.tpp_below),
        at_least("density", chip.density(), limits.density_limit),
        below("density", chip.density(), limits.density_below),
        at_least("link", chip.link_gbs, limits.link_limit), below("link", chip.link_gbs, limits.link_below),
        at_least("memory bandwidth", chip.memory_bandwidth_gbs, limits.memory_bandwidth_limit),
        below("memory bandwidth", chip.memory_bandwidth_gbs, limits.memory_bandwidth_below),
        at_least("memory bandwidth and link", sum(chip.memory_bandwidth_gbs, chip.link_gbs),
                 limits.bandwidth_sum_limit)}) {
    if (!missed.empty()) return missed;
  }
  return "";
}

}  // namespace chokepoint
