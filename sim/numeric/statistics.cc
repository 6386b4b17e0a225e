#include "sim/numeric/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

#include "sim/numeric/constants.h"

namespace sim {
namespace {

void require_level(double level) {
  if (!(level > 0 && level < 1)) {
    throw std::invalid_argument(fmt::format("an interval's level must lie between 0 and 1, not {}", level));
  }
}

void require_share(long successes, long trials, double level) {
  require_level(level);
  if (successes < 0 || successes > trials) {
    throw std::invalid_argument(fmt::format("{} successes in {} trials make no share", successes, trials));
  }
}

void require_ordered(const std::vector<double>& values) {
  for (const double value : values) {
    if (std::isnan(value) || value == -kInfinity) {
      throw std::invalid_argument(fmt::format("no quantile of values that hold {}", value));
    }
  }
}

double quantile_of_sorted(const std::vector<double>& values, double p) {
  if (values.empty()) return kNan;
  const double place = static_cast<double>(values.size() - 1) * p;
  const auto below = static_cast<std::size_t>(place);
  const double part = place - static_cast<double>(below);
  // Also the guard against infinity * 0 and infinity - infinity.
  if (part == 0 || values[below] == values[below + 1]) return values[below];
  return values[below] + part * (values[below + 1] - values[below]);
}

bool all_finite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

}  // namespace

Interval jeffreys(long successes, long trials, double level) {
  require_share(successes, trials, level);
  const double a = static_cast<double>(successes) + 0.5;
  const double b = static_cast<double>(trials - successes) + 0.5;
  const double tail = (1 - level) / 2;
  return {successes == 0 ? 0 : boost::math::ibeta_inv(a, b, tail),
          successes == trials ? 1 : boost::math::ibetac_inv(a, b, tail)};
}

Interval wilson(long successes, long trials, double level) {
  require_share(successes, trials, level);
  if (trials == 0) return {0, 1};
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  const double z = boost::math::quantile(boost::math::normal(), (1 + level) / 2);
  const double shrink = 1 + z * z / n;
  const double middle = (p + z * z / (2 * n)) / shrink;
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink;
  // At the ends the formula gives 0 and 1 but for rounding.
  return {successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half};
}

bool standardise(std::vector<double>& values) {
  if (values.empty()) return false;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (*least == *most) return false;
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / n);
  for (double& value : values) value = (value - mean) / deviation;
  return deviation > 0;
}

double quantile(std::vector<double> values, double p) {
  if (!(p >= 0 && p <= 1)) throw std::invalid_argument(fmt::format("no quantile at a probability of {}", p));
  require_ordered(values);
  std::sort(values.begin(), values.end());
  return quantile_of_sorted(values, p);
}

Spread spread(std::vector<double> values) {
  require_ordered(values);
  std::sort(values.begin(), values.end());
  return {quantile_of_sorted(values, 0.05), quantile_of_sorted(values, 0.5),
          quantile_of_sorted(values, 0.95)};
}

Mean mean_with_interval(std::span<const double> values, double level) {
  require_level(level);
  Mean mean{kNan, {-kInfinity, kInfinity}, static_cast<int>(values.size())};
  if (values.empty()) return mean;
  const auto n = static_cast<double>(values.size());
  // Sums run over what exceeds the first value: equal values have exactly their own mean and no variance, and
  // large values that differ little lose no digits.
  const double origin = all_finite(values) ? values.front() : 0;
  double sum = 0;
  for (const double value : values) sum += value - origin;
  mean.value = origin + sum / n;
  if (values.size() < 2 || !all_finite(values)) return mean;
  double squares = 0;
  for (const double value : values) squares += (value - mean.value) * (value - mean.value);
  const double t = boost::math::quantile(boost::math::students_t(n - 1), (1 + level) / 2);
  const double half = t * std::sqrt(squares / (n - 1) / n);
  mean.interval = {mean.value - half, mean.value + half};
  return mean;
}

PairedDifference paired_difference(std::span<const double> a, std::span<const double> b, double level) {
  if (a.size() != b.size()) {
    throw std::invalid_argument(fmt::format("{} values cannot be paired with {}", a.size(), b.size()));
  }
  std::vector<double> differences(a.size());
  int better = 0;
  int worse = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    differences[i] = a[i] == b[i] ? 0 : b[i] - a[i];
    better += b[i] < a[i];
    worse += b[i] > a[i];
  }
  const Mean mean = mean_with_interval(differences, level);
  const auto pairs = static_cast<double>(mean.count);
  return {mean.value, mean.interval, a.empty() ? kNan : better / pairs, a.empty() ? kNan : worse / pairs,
          mean.count};
}

double crps_log(std::span<const double> sample, double observed, double shift) {
  const auto logarithm = [shift](double value) {
    const double shifted = value + shift;
    if (!(shifted > 0) || !std::isfinite(shifted)) {
      throw std::invalid_argument(fmt::format(
          "no log score of {} with a shift of {} (positive and finite; shift counts that may be 0 by 1)",
          value, shift));
    }
    return std::log(shifted);
  };
  if (sample.empty()) throw std::invalid_argument("no log score of an empty sample");
  const double target = logarithm(observed);
  std::vector<double> logs;
  logs.reserve(sample.size());
  for (const double value : sample) logs.push_back(logarithm(value));
  std::sort(logs.begin(), logs.end());
  const auto m = static_cast<double>(logs.size());
  double error = 0;
  double distances = 0;  // over pairs i < j: sorted, x_(i) is added i times and taken away m - 1 - i times
  for (std::size_t i = 0; i < logs.size(); ++i) {
    error += std::abs(logs[i] - target);
    distances += (2 * static_cast<double>(i) - (m - 1)) * logs[i];
  }
  return logs.size() == 1 ? error : error / m - distances / (m * (m - 1));
}

}  // namespace sim
