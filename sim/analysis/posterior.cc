#include "sim/analysis/posterior.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "sim/analysis/particles.h"
#include "sim/analysis/regression.h"
#include "sim/engine/parallel.h"
#include "sim/engine/random.h"
#include "sim/numeric/cholesky.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"

namespace sim {
namespace {

constexpr Purpose kResample{"posterior.resample"};
// Of the effective size, what a step of tempering leaves.
constexpr double kKeptByStep = 0.5;
constexpr int kBisections = 50;
// 1 over the variance of a uniform input.
constexpr double kOverPrior = 12;
// Fewer runs than this for each target say nothing of covariances.
constexpr std::size_t kRunsPerTarget = 3;

/// The likelihood of all targets at a point.
class Likelihood {
 public:
  explicit Likelihood(const HistoryMatch& match) : match_(match) {
    const std::vector<Emulator>& emulators = match.emulators();
    for (std::size_t i = 0; i < emulators.size(); ++i) {
      if (std::isfinite(emulators[i].variance())) speaking_.push_back(i);
    }
    for (const std::size_t i : speaking_) {
      // Nothing is exact: a target that is, by an emulator that is, would leave no point at all.
      const double variance = emulators[i].variance() + match.targets()[i].variance;
      scale_.push_back(1 / std::sqrt(std::max(variance, kLeastVariance)));
    }
    sort_by_misses();
    const std::size_t n = speaking_.size();
    Matrix covariance(n, std::vector<double>(n, 0));
    const std::vector<std::size_t> runs = runs_of_all();
    for (std::size_t i = 0; i < n; ++i) {
      covariance[i][i] = 1;
      for (std::size_t j = 0; j < i && runs.size() >= kRunsPerTarget * n; ++j) {
        covariance[i][j] =
            scale_[i] * scale_[j] * shared(emulators[speaking_[i]], emulators[speaking_[j]], runs);
      }
    }
    factor_ = Cholesky::of(covariance);
    if (factor_) return;
    for (std::size_t i = 0; i < n; ++i) {  // two targets that are one: each by itself
      for (std::size_t j = 0; j < i; ++j) covariance[i][j] = 0;
    }
    factor_ = Cholesky::of(covariance);
  }

  /// Its logarithm but for the constant; -infinity as soon as it must be below `least`. The whitening of
  /// Cholesky::whiten(), target by target.
  double log_at(std::span<const double> u, double least = -kInfinity) const {
    std::vector<double> white(speaking_.size());
    double sum = 0;
    for (std::size_t i = 0; i < white.size(); ++i) {
      const std::vector<double>& row = factor_->lower()[i];
      double miss = miss_of(i, u);
      for (std::size_t k = 0; k < i; ++k) miss -= row[k] * white[k];
      white[i] = miss / row[i];
      sum += white[i] * white[i];
      if (-0.5 * sum < least) return -kInfinity;
    }
    return -0.5 * sum;
  }

  /// What the constant adds to the logarithm.
  double log_constant() const {
    double sum = -0.5 * factor_->log_determinant();
    for (const double scale : scale_) sum += std::log(scale) - 0.5 * std::log(2 * std::numbers::pi);
    return sum;
  }

 private:
  static constexpr double kLeastVariance = 1e-300;

  /// How far the i-th target that speaks is missed, in standard deviations.
  double miss_of(std::size_t i, std::span<const double> u) const {
    const std::size_t target = speaking_[i];
    return (match_.emulators()[target].mean(u) - match_.targets()[target].value) * scale_[i];
  }

  /// Those that most points miss come first: log_at() then mostly ends early.
  void sort_by_misses() {
    std::vector<std::tuple<double, std::size_t, double>> order;
    for (std::size_t i = 0; i < speaking_.size(); ++i) {
      double squares = 0;
      for (const auto& point : match_.particles().points) squares += std::pow(miss_of(i, point), 2);
      order.emplace_back(-squares, speaking_[i], scale_[i]);
    }
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size(); ++i) std::tie(std::ignore, speaking_[i], scale_[i]) = order[i];
  }

  /// Of the runs of the last emulators, those that gave all targets that speak.
  std::vector<std::size_t> runs_of_all() const {
    std::vector<std::size_t> runs;
    if (speaking_.empty()) return runs;
    const std::vector<Emulator>& emulators = match_.emulators();
    for (std::size_t run = 0; run < emulators[speaking_[0]].residuals().size(); ++run) {
      const auto ran = [&](std::size_t target) { return !std::isnan(emulators[target].residuals()[run]); };
      if (std::all_of(speaking_.begin(), speaking_.end(), ran)) runs.push_back(run);
    }
    return runs;
  }

  /// Covariance of two emulators' residuals: their correlation in `runs`, with the variances of the emulators.
  static double shared(const Emulator& a, const Emulator& b, const std::vector<std::size_t>& runs) {
    double both = 0;
    double of_a = 0;
    double of_b = 0;
    for (const std::size_t run : runs) {
      const double x = a.residuals()[run];
      const double y = b.residuals()[run];
      both += x * y;
      of_a += x * x;
      of_b += y * y;
    }
    return of_a > 0 && of_b > 0 ? both / std::sqrt(of_a * of_b) * std::sqrt(a.variance() * b.variance()) : 0;
  }

  const HistoryMatch& match_;
  std::vector<std::size_t> speaking_;  ///< targets with an emulator
  std::vector<double> scale_;          ///< by these: 1 / standard deviation
  std::optional<Cholesky> factor_;     ///< of the correlation of errors
};

std::vector<double> weights_of(const std::vector<double>& logs, double power) {
  const double most = *std::max_element(logs.begin(), logs.end());
  std::vector<double> weights;
  for (const double log : logs) weights.push_back(std::exp(power * (log - most)));
  return weights;
}

/// The largest step, at most `rest`, that leaves kKeptByStep of the effective size.
double step_of(const std::vector<double>& logs, double rest) {
  const double least = kKeptByStep * static_cast<double>(logs.size());
  if (effective_size(weights_of(logs, rest)) >= least) return rest;
  double low = 0;
  double high = rest;
  for (int i = 0; i < kBisections; ++i) {
    const double middle = (low + high) / 2;
    (effective_size(weights_of(logs, middle)) >= least ? low : high) = middle;
  }
  return high;
}

/// Mean over columns of the correlation of two lists of points; NaN when nothing varies.
double correlation_of(const Matrix& before, const Matrix& after, const std::vector<std::size_t>& columns) {
  double sum = 0;
  std::size_t count = 0;
  for (const std::size_t column : columns) {
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t i = 0; i < before.size(); ++i) {
      x.push_back(before[i][column]);
      y.push_back(after[i][column]);
    }
    if (!standardise(x) || !standardise(y)) continue;
    sum += std::inner_product(x.begin(), x.end(), y.begin(), 0.0) / static_cast<double>(x.size());
    ++count;
  }
  return count == 0 ? kNan : sum / static_cast<double>(count);
}

}  // namespace

Posterior posterior(const HistoryMatch& match, std::size_t points, std::uint64_t seed) {
  if (match.empty()) throw std::logic_error("no point is left to follow a posterior");
  if (points == 0) throw std::invalid_argument("a posterior of no points");
  const Likelihood likelihood(match);
  Particles particles = match.particles();
  for (std::size_t i = 0; i < particles.family.size(); ++i) particles.family[i] = i;
  const std::size_t count = std::max(points, particles.points.size());
  Posterior answer;
  answer.log_evidence = likelihood.log_constant();
  for (double power = 0; power < 1;) {
    std::vector<double> logs(particles.points.size());
    for_each_run(logs.size(), [&](std::size_t i) { logs[i] = likelihood.log_at(particles.points[i]); });
    const double step = step_of(logs, 1 - power);
    const std::vector<double> weights = weights_of(logs, step);
    answer.log_evidence +=
        step * *std::max_element(logs.begin(), logs.end()) +
        std::log(std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size()));
    power = step < 1 - power ? power + step : 1;
    const RandomStreams streams{seed, ++answer.steps};
    Particles picked;
    for (const std::size_t i : systematic(weights, count, streams.uniform(0, 0, kResample))) {
      picked.points.push_back(particles.points[i]);
      picked.family.push_back(particles.family[i]);
    }
    particles = std::move(picked);
    const auto log_density = [&](const Candidate& at) {
      const double log = power * likelihood.log_at(at.u, at.least / power);
      return log >= at.least && match.keeps(at.u, at.column) ? log : -kInfinity;
    };
    const Matrix before = particles.points;
    move_particles(particles, log_density, match.active(), match.moves(), streams);
    answer.memory = correlation_of(before, particles.points, match.active());
  }
  Particles chosen;
  for (std::size_t i = 0; i < points; ++i) {
    chosen.points.push_back(particles.points[i * count / points]);
    chosen.family.push_back(particles.family[i * count / points]);
  }
  answer.effective = effective_size(chosen, match.active());
  answer.points = std::move(chosen.points);
  answer.family = std::move(chosen.family);
  return answer;
}

std::vector<Informed> informed(const Posterior& posterior, double level) {
  const Matrix& points = posterior.points;
  if (points.size() < 2) throw std::invalid_argument("fewer than two points have no variance");
  const std::size_t dimension = points.front().size();
  std::map<std::size_t, std::vector<std::size_t>> by_family;
  for (std::size_t i = 0; i < points.size(); ++i) by_family[posterior.family[i]].push_back(i);
  std::vector<std::vector<std::size_t>> families;
  for (auto& family : by_family) families.push_back(std::move(family.second));
  const auto ratios = [&](std::span<const std::size_t> picks) {
    double n = 0;
    std::vector<double> sums(dimension, 0);
    std::vector<double> squares(dimension, 0);
    for (const std::size_t pick : picks) {
      for (const std::size_t i : families[pick]) {
        ++n;
        for (std::size_t input = 0; input < dimension; ++input) {
          const double x = points[i][input] - 0.5;
          sums[input] += x;
          squares[input] += x * x;
        }
      }
    }
    std::vector<double> answer;
    for (std::size_t input = 0; input < dimension; ++input) {
      answer.push_back(kOverPrior * (squares[input] - sums[input] * sums[input] / n) / (n - 1));
    }
    return answer;
  };
  const std::vector<Index> found = with_intervals(families.size(), level, ratios);
  std::vector<Informed> answer;
  for (std::size_t input = 0; input < dimension; ++input) {
    std::vector<double> values;
    for (const auto& point : points) values.push_back(point[input]);
    const double mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    answer.push_back(
        {input, mean, spread(std::move(values)), found[input], found[input].interval.high < kInformed});
  }
  return answer;
}

std::vector<InputPair> correlated_pairs(const Matrix& points, double least) {
  std::vector<std::vector<double>> ranks;
  for (std::size_t input = 0; !points.empty() && input < points.front().size(); ++input) {
    std::vector<double> values;
    for (const auto& point : points) values.push_back(point[input]);
    ranks.push_back(ranks_of(values));
    if (!standardise(ranks.back())) ranks.back().assign(points.size(), 0);
  }
  std::vector<InputPair> found;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    for (std::size_t j = i + 1; j < ranks.size(); ++j) {
      const double r = std::inner_product(ranks[i].begin(), ranks[i].end(), ranks[j].begin(), 0.0) /
                       static_cast<double>(points.size());
      if (std::abs(r) > least) found.push_back({i, j, r});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const InputPair& a, const InputPair& b) {
    return std::abs(a.correlation) > std::abs(b.correlation);
  });
  return found;
}

}  // namespace sim
