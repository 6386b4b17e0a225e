#include "sim/analysis/tornado.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/numeric/constants.h"

namespace sim {
namespace {

Swing swing_of(std::size_t factor, double base, std::span<const double> outputs) {
  std::vector<double> ran;
  if (!std::isnan(base)) ran.push_back(base);
  for (const double output : outputs) {
    if (!std::isnan(output)) ran.push_back(output);
  }
  Swing swing;
  swing.factor = factor;
  swing.low = outputs.front();
  swing.base = base;
  swing.high = outputs.back();
  swing.swing = kNan;
  if (ran.size() < 2) return swing;
  const auto [least, most] = std::minmax_element(ran.begin(), ran.end());
  swing.swing = *least == *most ? 0 : *most - *least;  // also where both are infinite
  return swing;
}

}  // namespace

std::vector<Swing> tornado(const Plan& plan, std::span<const double> outputs) {
  if (plan.method != Method::kOneAtATime) throw std::invalid_argument("swings need a one-at-a-time plan");
  if (outputs.size() != rows_of(plan)) {
    throw std::invalid_argument(
        fmt::format("{} outputs are not one for each of the plan's {} rows", outputs.size(), rows_of(plan)));
  }
  std::vector<Swing> swings;
  std::size_t row = 1;
  for (std::size_t factor = 0; factor < plan.factors; ++factor) {
    const std::size_t stops = stops_of(plan, factor);
    swings.push_back(swing_of(factor, outputs.front(), outputs.subspan(row, stops)));
    swings.back().low_row = row;
    swings.back().high_row = row + stops - 1;
    row += stops;
  }
  std::sort(swings.begin(), swings.end(), [](const Swing& a, const Swing& b) {
    const double x = std::isnan(a.swing) ? -1 : a.swing;
    const double y = std::isnan(b.swing) ? -1 : b.swing;
    return x != y ? x > y : a.factor < b.factor;
  });
  return swings;
}

}  // namespace sim
