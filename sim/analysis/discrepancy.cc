#include "sim/analysis/discrepancy.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"

namespace sim {
namespace {

/// The largest discrepancy that is looked for: a factor of 20.
constexpr double kMost = 3;
constexpr int kSteps = 300;
/// Scales of the half-Cauchy prior that are tried: from next to nothing to a factor of three.
constexpr double kLeastScale = 0.01;
constexpr double kMostScale = 1;
constexpr int kScales = 40;
constexpr double kCovered = 0.9;

/// Fine near 0, where most of it lies.
double sd_of(int step) {
  const double root = static_cast<double>(step) / kSteps;
  return kMost * root * root;
}

double log_likelihood(const Miss& miss, double sd) {
  // Luck and record together may be nothing: a figure that is known to the last digit, and runs that all agree.
  const double variance = std::max(1e-8, miss.variance + miss.years * sd * sd);
  return -0.5 * (std::log(variance) + miss.error * miss.error / variance);
}

/// By step of the grid: what the misses of a kind say of s.
std::vector<double> log_likelihoods(std::span<const Miss> misses, std::size_t kind, std::size_t left_out) {
  std::vector<double> sums(kSteps + 1, 0);
  for (std::size_t i = 0; i < misses.size(); ++i) {
    if (misses[i].kind != kind || i == left_out) continue;
    for (int step = 0; step <= kSteps; ++step) sums[step] += log_likelihood(misses[i], sd_of(step));
  }
  return sums;
}

/// Half-Cauchy density of s times the width of its step, on the grid.
std::vector<double> prior(double scale) {
  std::vector<double> weights;
  for (int step = 0; step <= kSteps; ++step) {
    const double sd = sd_of(step);
    const double width = sd_of(std::min(step + 1, kSteps)) - sd_of(std::max(step - 1, 0));
    weights.push_back(width / (1 + sd * sd / (scale * scale)));
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;
  return weights;
}

/// Prior times likelihood, of sum 1; `log_evidence` is the logarithm of what the sum was.
std::vector<double> posterior_of(const std::vector<double>& prior, const std::vector<double>& log_likelihoods,
                                 double& log_evidence) {
  const double most = *std::max_element(log_likelihoods.begin(), log_likelihoods.end());
  std::vector<double> weights(prior.size());
  for (std::size_t i = 0; i < prior.size(); ++i) weights[i] = prior[i] * std::exp(log_likelihoods[i] - most);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;
  log_evidence = most + std::log(sum);
  return weights;
}

/// Weights of the grid by kind under one scale, and the logarithm of how well it foretells the misses of all kinds.
struct UnderScale {
  std::vector<std::vector<double>> weights;
  double log_evidence = 0;
};

UnderScale under_scale(double scale, const std::vector<std::vector<double>>& likelihoods) {
  UnderScale under;
  const std::vector<double> before = prior(scale);
  for (const std::vector<double>& likelihood : likelihoods) {
    double of_kind = 0;
    under.weights.push_back(posterior_of(before, likelihood, of_kind));
    under.log_evidence += of_kind;
  }
  return under;
}

/// Scales are averaged by their evidence, none is picked: few figures hardly tell a small one from a large one, and the
/// most likely one would leave the kinds without figures next to no discrepancy.
std::vector<Discrepancy> learned(std::span<const Miss> misses, std::size_t kinds, std::size_t left_out) {
  if (misses.size() <= (left_out < misses.size() ? 1U : 0U)) return std::vector<Discrepancy>(kinds);
  std::vector<std::vector<double>> likelihoods;
  for (std::size_t kind = 0; kind < kinds; ++kind)
    likelihoods.push_back(log_likelihoods(misses, kind, left_out));
  std::vector<UnderScale> scales;
  double most = -kInfinity;
  for (int step = 0; step <= kScales; ++step) {
    const double part = static_cast<double>(step) / kScales;
    scales.push_back(under_scale(kLeastScale * std::pow(kMostScale / kLeastScale, part), likelihoods));
    most = std::max(most, scales.back().log_evidence);
  }
  std::vector<Discrepancy> answer;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    std::vector<double> weights(kSteps + 1, 0);
    for (const UnderScale& under : scales) {
      const double evidence = std::exp(under.log_evidence - most);
      for (std::size_t i = 0; i < weights.size(); ++i) weights[i] += evidence * under.weights[kind][i];
    }
    answer.emplace_back(std::move(weights));
  }
  return answer;
}

}  // namespace

std::optional<Miss> miss_of(std::size_t kind, std::span<const double> runs, double observed, double low,
                            double high) {
  if (runs.empty() || observed <= 0 || low <= 0 || high < low) return std::nullopt;
  const Spread spread = sim::spread({runs.begin(), runs.end()});
  if (!(spread.low > 0) || !std::isfinite(spread.high)) return std::nullopt;
  const double of_runs = std::log(spread.high / spread.low) / (2 * kNormal95);
  const double of_record = std::log(high / low) / (2 * kNormal95);
  return Miss{kind, std::log(observed / spread.median), of_runs * of_runs + of_record * of_record};
}

Discrepancy::Discrepancy(std::vector<double> weights) : weights_(std::move(weights)) {
  const double sum = std::accumulate(weights_.begin(), weights_.end(), 0.0);
  for (double& weight : weights_) weight /= sum;
}

double Discrepancy::quantile(double u) const {
  double below = 0;
  for (std::size_t step = 0; step < weights_.size(); ++step) {
    below += weights_[step];
    if (below >= u) return sd_of(static_cast<int>(step));
  }
  return weights_.empty() ? 0 : kMost;
}

bool Discrepancy::covers(const Miss& miss) const {
  const auto inside = [&](double sd) {
    const double variance = std::max(1e-8, miss.variance + miss.years * sd * sd);
    return std::erf(std::abs(miss.error) / std::sqrt(2 * variance));
  };
  if (weights_.empty()) return inside(0) <= kCovered;
  double share = 0;
  for (std::size_t step = 0; step < weights_.size(); ++step)
    share += weights_[step] * inside(sd_of(static_cast<int>(step)));
  return share <= kCovered;
}

std::vector<Discrepancy> discrepancies(std::span<const Miss> misses, std::size_t kinds,
                                       std::optional<std::size_t> left_out) {
  return learned(misses, kinds, left_out.value_or(misses.size()));
}

double covered_left_out(std::span<const Miss> misses, std::size_t kinds) {
  if (misses.empty()) return 0;
  std::size_t covered = 0;
  for (std::size_t i = 0; i < misses.size(); ++i)
    covered += discrepancies(misses, kinds, i)[misses[i].kind].covers(misses[i]) ? 1 : 0;
  return static_cast<double>(covered) / static_cast<double>(misses.size());
}

}  // namespace sim
