#include "sim/analysis/ratio.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>
#include <boost/math/distributions/students_t.hpp>

#include "sim/numeric/constants.h"

namespace sim {
namespace {

/// The covariance of two means over the same runs.
double covariance_of_means(std::span<const double> x, double mean_x, std::span<const double> y,
                           double mean_y) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
  const auto n = static_cast<double>(x.size());
  return sum / (n - 1) / n;
}

}  // namespace

Mean ratio_of_means(std::span<const double> over, std::span<const double> under, double level) {
  if (over.size() != under.size()) {
    throw std::invalid_argument(fmt::format("{} values cannot be paired with {}", over.size(), under.size()));
  }
  const double x = mean_with_interval(over, level).value;
  const double y = mean_with_interval(under, level).value;
  Mean ratio{y == 0 ? kNan : x / y, {-kInfinity, kInfinity}, static_cast<int>(over.size())};
  if (over.size() < 2 || !std::isfinite(ratio.value)) return ratio;
  const boost::math::students_t freedom(static_cast<double>(over.size()) - 1);
  const double t = boost::math::quantile(freedom, (1 + level) / 2);
  const double xx = covariance_of_means(over, x, over, x);
  const double xy = covariance_of_means(over, x, under, y);
  const double yy = covariance_of_means(under, y, under, y);
  // The ends are the roots q of (x - q y)^2 = t^2 (xx - 2 q xy + q^2 yy).
  const double a = y * y - t * t * yy;
  const double b = x * y - t * t * xy;
  const double c = x * x - t * t * xx;
  if (a <= 0) return ratio;
  const double root = std::sqrt(std::max(0.0, b * b - a * c));
  ratio.interval = {(b - root) / a, (b + root) / a};
  return ratio;
}

}  // namespace sim
