#include "models/compute/scaling.h"

#include <cmath>

namespace chokepoint {
namespace {

constexpr double kPointsAtMillion = 20;
constexpr double kPointsAFactorOfTen = 20;
constexpr double kLowEnd = 10;  ///< the line ends here; the other end is as far from 100

/// The lower half of a logistic from 0 to twice the line's end, whose slope where it meets the line is one.
double near_zero(double points) { return 2 * kLowEnd / (1 + std::exp((kLowEnd - points) / (kLowEnd / 2))); }

}  // namespace

double points_of(double effective_usd) {
  return kPointsAtMillion + kPointsAFactorOfTen * std::log10(effective_usd / 1e6);
}

double usd_of(double points) { return 1e6 * std::pow(10, (points - kPointsAtMillion) / kPointsAFactorOfTen); }

double points_between(double factor) { return kPointsAFactorOfTen * std::log10(factor); }

double factor_between(double points) { return std::pow(10, points / kPointsAFactorOfTen); }

double score_of(double points) {
  if (points < kLowEnd) return near_zero(points);
  if (points > 100 - kLowEnd) return 100 - near_zero(100 - points);
  return points;
}

}  // namespace chokepoint
