#include "sim/analysis/flip.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>

#include "sim/numeric/constants.h"

namespace sim {
namespace {

/// With fewer, t says too little of what ranks do by accident.
constexpr std::size_t kFewestRuns = 10;

struct FlipPairs {
  std::vector<double> inputs;
  std::vector<double> figures;
};

FlipPairs finite_pairs(std::span<const double> inputs, std::span<const double> figures) {
  FlipPairs pairs;
  for (std::size_t i = 0; i < std::min(inputs.size(), figures.size()); ++i) {
    if (!std::isfinite(inputs[i]) || !std::isfinite(figures[i])) continue;
    pairs.inputs.push_back(inputs[i]);
    pairs.figures.push_back(figures[i]);
  }
  return pairs;
}

/// The share of values below one, those alike counted by half.
double place_among(const std::vector<double>& values, double value) {
  double below = 0;
  for (const double other : values) below += other < value ? 1 : other == value ? 0.5 : 0;
  return below / static_cast<double>(values.size());
}

std::vector<double> places_of(const std::vector<double>& values) {
  std::vector<double> places;
  places.reserve(values.size());
  for (const double value : values) places.push_back(place_among(values, value));
  return places;
}

}  // namespace

double rank_correlation(std::span<const double> inputs, std::span<const double> figures) {
  const FlipPairs pairs = finite_pairs(inputs, figures);
  std::vector<double> a = places_of(pairs.inputs);
  std::vector<double> b = places_of(pairs.figures);
  if (!standardise(a) || !standardise(b)) return 0;
  const double mean = std::inner_product(a.begin(), a.end(), b.begin(), 0.0) / static_cast<double>(a.size());
  return std::clamp(mean, -1.0, 1.0);
}

double accidental_correlation(std::size_t runs, std::size_t inputs, double level) {
  if (runs < kFewestRuns || inputs == 0) return 1;
  const double freedom = static_cast<double>(runs) - 2;
  const double one = std::pow(level, 1 / static_cast<double>(inputs));
  const double t = boost::math::quantile(boost::math::students_t(freedom), (1 + one) / 2);
  return t / std::sqrt(freedom + t * t);
}

std::optional<Strongest> strongest_input(const std::vector<std::vector<double>>& inputs,
                                         std::span<const double> figures) {
  std::optional<Strongest> most;
  std::size_t varied = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const double correlation = rank_correlation(inputs[i], figures);
    if (!inputs[i].empty() && std::ranges::min(inputs[i]) != std::ranges::max(inputs[i])) ++varied;
    if (!most || std::abs(correlation) > std::abs(most->correlation)) most = Strongest{i, correlation, 1};
  }
  const auto runs = std::ranges::count_if(figures, [](double figure) { return std::isfinite(figure); });
  if (most) most->noise = accidental_correlation(static_cast<std::size_t>(runs), varied);
  return most;
}

std::optional<double> flips_at(std::span<const double> inputs, std::span<const double> figures,
                               double bound) {
  const double correlation = rank_correlation(inputs, figures);
  if (correlation == 0) return std::nullopt;
  const FlipPairs pairs = finite_pairs(inputs, figures);
  const double place = 0.5 + (place_among(pairs.figures, bound) - 0.5) / correlation;
  if (place <= 0 || place >= 1) return std::nullopt;
  return quantile(pairs.inputs, place);
}

Mean rise_between(std::span<const double> inputs, std::span<const double> figures, double from, double to,
                  double level) {
  const FlipPairs pairs = finite_pairs(inputs, figures);
  const auto n = static_cast<double>(pairs.inputs.size());
  const Mean x = mean_with_interval(pairs.inputs);
  const Mean y = mean_with_interval(pairs.figures);
  double xx = 0;
  double xy = 0;
  double yy = 0;
  for (std::size_t i = 0; i < pairs.inputs.size(); ++i) {
    const double dx = pairs.inputs[i] - x.value;
    const double dy = pairs.figures[i] - y.value;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (n < 3 || xx == 0) return {kNan, {-kInfinity, kInfinity}, static_cast<int>(n)};
  const double slope = xy / xx;
  const double rest = std::max(0.0, yy - slope * xy);
  const double t = boost::math::quantile(boost::math::students_t(n - 2), (1 + level) / 2);
  const double half = t * std::sqrt(rest / (n - 2) / xx);
  const double way = to - from;
  return {slope * way,
          {slope * way - half * std::abs(way), slope * way + half * std::abs(way)},
          static_cast<int>(n)};
}

}  // namespace sim
