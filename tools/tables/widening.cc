#include "tools/tables/widening.h"

#include <cmath>

namespace tools {
namespace {

constexpr sim::Purpose kMissPurpose{"predict.discrepancy"};

}  // namespace

double widened(double value, const sim::Discrepancy& discrepancy, const std::string& unit,
               const sim::RandomStreams& streams, const std::string& figure) {
  const auto draws = streams.uniform4(sim::Purpose(figure).key, 0, kMissPurpose);
  const double sd = discrepancy.quantile(draws.u[2]);
  if (sd == 0) return value;
  // A standard normal. Source: Box, Muller (1958), Ann. Math. Stat. 29.
  constexpr double kTwoPi = 6.283185307179586;
  const double normal = std::sqrt(-2 * std::log(1 - draws.u[0])) * std::cos(kTwoPi * draws.u[1]);
  const double factor = std::exp(sd * normal);
  if (unit != "percent") return value * factor;
  if (value <= 0 || value >= 100) return value;
  const double odds = factor * value / (100 - value);
  return 100 * odds / (1 + odds);
}

}  // namespace tools
