#include "sim/analysis/robustness.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/engine/random.h"
#include "sim/numeric/constants.h"

namespace sim {
namespace {

constexpr Purpose kWorlds{"robustness.worlds"};

using Matrix = std::vector<std::vector<double>>;  ///< a row a policy, a column a world

void require_sound(const Matrix& payoffs, const RobustnessSettings& settings) {
  if (payoffs.empty()) throw std::invalid_argument("no policies to choose from");
  for (const auto& row : payoffs) {
    if (row.size() != payoffs.front().size()) {
      throw std::invalid_argument(
          fmt::format("a policy has {} worlds, the first {}", row.size(), payoffs.front().size()));
    }
  }
  if (!(settings.optimism >= 0 && settings.optimism <= 1) || !(settings.level > 0 && settings.level < 1) ||
      settings.resamples < 1) {
    throw std::invalid_argument("optimism must lie in [0, 1], level in (0, 1), and resamples be at least 1");
  }
}

/// The worlds that have a finite payoff for all policies.
Matrix complete(const Matrix& payoffs) {
  Matrix kept(payoffs.size());
  for (std::size_t world = 0; world < payoffs.front().size(); ++world) {
    const bool whole = std::all_of(payoffs.begin(), payoffs.end(),
                                   [&](const auto& row) { return std::isfinite(row[world]); });
    for (std::size_t policy = 0; whole && policy < payoffs.size(); ++policy) {
      kept[policy].push_back(payoffs[policy][world]);
    }
  }
  return kept;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation(const std::vector<double>& values) {
  const double middle = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - middle) * (value - middle);
  return std::sqrt(squares / static_cast<double>(values.size()));
}

Matrix regrets(const Matrix& payoffs, Better better) {
  Matrix regret = payoffs;
  for (std::size_t world = 0; world < payoffs.front().size(); ++world) {
    double best = payoffs.front()[world];
    for (const auto& row : payoffs) {
      best = better == Better::kLess ? std::min(best, row[world]) : std::max(best, row[world]);
    }
    for (auto& row : regret) row[world] = std::abs(row[world] - best);
  }
  return regret;
}

/// 1 where the threshold is met, 0 elsewhere.
Matrix met(const Matrix& payoffs, const RobustnessSettings& settings) {
  Matrix marks = payoffs;
  for (auto& row : marks) {
    for (double& x : row) {
      x = settings.better == Better::kLess ? x <= settings.threshold : x >= settings.threshold;
    }
  }
  return marks;
}

double value_of(Criterion criterion, const std::vector<double>& payoff, const std::vector<double>& regret,
                const std::vector<double>& meets, const RobustnessSettings& settings) {
  const bool less = settings.better == Better::kLess;
  const auto [least, most] = std::minmax_element(payoff.begin(), payoff.end());
  const double worst = less ? *most : *least;
  const double best = less ? *least : *most;
  switch (criterion) {
    case Criterion::kMaximin:
      return worst;
    case Criterion::kMaximax:
      return best;
    case Criterion::kHurwicz:
      return settings.optimism * best + (1 - settings.optimism) * worst;
    case Criterion::kLaplace:
      return mean(payoff);
    case Criterion::kMeanVariance:
      return less ? (mean(payoff) + 1) * (deviation(payoff) + 1)
                  : (mean(payoff) + 1) / (deviation(payoff) + 1);
    case Criterion::kMaxRegret:
      return *std::max_element(regret.begin(), regret.end());
    case Criterion::kMeanRegret:
      return mean(regret);
    case Criterion::kP90Regret:
      return quantile(regret, 0.9);
    case Criterion::kSatisficing:
      return mean(meets);
  }
  throw std::invalid_argument("no such criterion");
}

Better direction(Criterion criterion, Better of_payoffs) {
  switch (criterion) {
    case Criterion::kMaxRegret:
    case Criterion::kMeanRegret:
    case Criterion::kP90Regret:
      return Better::kLess;
    case Criterion::kSatisficing:
      return Better::kMore;
    default:
      return of_payoffs;
  }
}

bool is_better(double a, double b, Better better) { return better == Better::kLess ? a < b : a > b; }

/// The sums over the same resampled worlds, a row a policy, a column a resample.
Matrix resampled_sums(const Matrix& values, const RobustnessSettings& settings) {
  const std::size_t worlds = values.front().size();
  Matrix sums(values.size());
  std::vector<std::size_t> drawn(worlds);
  for (int resample = 0; resample < settings.resamples; ++resample) {
    const RandomStreams streams{settings.seed, static_cast<std::uint64_t>(resample)};
    for (std::size_t i = 0; i < worlds; ++i) {
      drawn[i] = static_cast<std::size_t>(streams.uniform(i, 0, kWorlds) * static_cast<double>(worlds));
    }
    for (std::size_t policy = 0; policy < values.size(); ++policy) {
      double sum = 0;
      for (const std::size_t world : drawn) sum += values[policy][world];
      sums[policy].push_back(sum);
    }
  }
  return sums;
}

Interval percentiles(std::vector<double> sums, std::size_t worlds, double level) {
  for (double& sum : sums) sum /= static_cast<double>(worlds);
  return {quantile(sums, (1 - level) / 2), quantile(sums, (1 + level) / 2)};
}

/// The share of columns in which each row is the best, ties split.
std::vector<double> shares_best(const Matrix& sums, Better better) {
  std::vector<double> shares(sums.size(), 0);
  const std::size_t columns = sums.front().size();
  for (std::size_t c = 0; c < columns; ++c) {
    double best = sums.front()[c];
    for (const auto& row : sums) best = is_better(row[c], best, better) ? row[c] : best;
    const auto ties =
        std::count_if(sums.begin(), sums.end(), [&](const auto& row) { return row[c] == best; });
    for (std::size_t r = 0; r < sums.size(); ++r) {
      if (sums[r][c] == best) shares[r] += 1 / static_cast<double>(ties);
    }
  }
  for (double& share : shares)
    share /= static_cast<double>(columns);  // at the end: never above 1 by rounding
  return shares;
}

}  // namespace

std::string_view words(Criterion criterion) {
  constexpr std::array<std::string_view, kCriteria.size()> kWords{"worst world",
                                                                  "best world",
                                                                  "between worst and best",
                                                                  "mean",
                                                                  "mean and sd",
                                                                  "most regret",
                                                                  "mean regret",
                                                                  "90th percentile of regret",
                                                                  "share of worlds that meet the threshold"};
  return kWords.at(static_cast<std::size_t>(criterion));
}

Robustness robustness(const std::vector<std::vector<double>>& payoffs, const RobustnessSettings& settings) {
  require_sound(payoffs, settings);
  const Matrix kept = complete(payoffs);
  Robustness result;
  result.policies.resize(payoffs.size());
  result.worlds = kept.front().size();
  result.left_out = payoffs.front().size() - result.worlds;
  if (result.worlds == 0) {
    for (auto& policy : result.policies) {
      policy.values.fill(kNan);
      policy.mean_regret_interval = {0, kInfinity};
      policy.satisficing_interval = policy.satisficing_bootstrap = {0, 1};
      policy.best_by_mean_regret = policy.best_by_satisficing = kNan;
    }
    return result;
  }
  const Matrix regret = regrets(kept, settings.better);
  const Matrix meets = met(kept, settings);
  const Matrix regret_sums = resampled_sums(regret, settings);
  const Matrix met_sums = resampled_sums(meets, settings);
  const auto least_regret = shares_best(regret_sums, Better::kLess);
  const auto most_met = shares_best(met_sums, Better::kMore);
  for (std::size_t p = 0; p < payoffs.size(); ++p) {
    PolicyRobustness& policy = result.policies[p];
    for (const Criterion criterion : kCriteria) {
      const auto c = static_cast<std::size_t>(criterion);
      policy.values[c] = value_of(criterion, kept[p], regret[p], meets[p], settings);
      const double leading = result.policies[result.best[c]].values[c];
      if (is_better(policy.values[c], leading, direction(criterion, settings.better))) result.best[c] = p;
    }
    policy.mean_regret_interval = percentiles(regret_sums[p], result.worlds, settings.level);
    policy.satisficing_bootstrap = percentiles(met_sums[p], result.worlds, settings.level);
    policy.satisficing_interval = jeffreys(std::count(meets[p].begin(), meets[p].end(), 1.0),
                                           static_cast<long>(result.worlds), settings.level);
    policy.best_by_mean_regret = least_regret[p];
    policy.best_by_satisficing = most_met[p];
  }
  return result;
}

}  // namespace sim
