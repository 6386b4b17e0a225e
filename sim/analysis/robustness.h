// Which of several policies to prefer when nobody can say how likely each state of the world is.
// Sources: McPhail et al. (2018), Robustness Metrics: How Are They Calculated, When Should They Be Used and
// Why Do They Give Different Results?, Earth's Future 6; Lempert, Collins (2007), Risk Analysis 27(4).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/numeric/statistics.h"

namespace sim {

/// Values below are in the payoff's own unit unless a line says otherwise. "Best" is the least harm or the
/// most gain. Regret is what a policy misses, >= 0, against the best of the policies given, world by world.
enum class Criterion {
  kMaximin,       ///< the payoff in its worst world (Wald)
  kMaximax,       ///< in its best world
  kHurwicz,       ///< optimism times its best + (1 - optimism) times its worst
  kLaplace,       ///< the mean, all worlds alike
  kMeanVariance,  ///< gain: (mean + 1) / (sd + 1), more is better; harm: (mean + 1) (sd + 1), less is better;
                  ///< sd over all worlds (divided by n). The ones make it depend on the unit
  kMaxRegret,     ///< Savage
  kMeanRegret,
  kP90Regret,    ///< type 7 quantile
  kSatisficing,  ///< share of worlds that meet the threshold (Starr's domain criterion), in [0, 1]
};
inline constexpr std::array<Criterion, 9> kCriteria{
    Criterion::kMaximin,    Criterion::kMaximax,      Criterion::kHurwicz,
    Criterion::kLaplace,    Criterion::kMeanVariance, Criterion::kMaxRegret,
    Criterion::kMeanRegret, Criterion::kP90Regret,    Criterion::kSatisficing};

/// "worst world", "mean regret", ...: for tables.
std::string_view words(Criterion criterion);

struct RobustnessSettings {
  Better better = Better::kLess;  ///< of payoffs
  double threshold = 0;           ///< met at this payoff and better ones
  double optimism = 0.5;          ///< of Hurwicz, in [0, 1]
  double level = 0.9;             ///< of the intervals
  int resamples = 1000;           ///< of the worlds, with return
  std::uint64_t seed = 1;
};

struct PolicyRobustness {
  std::array<double, kCriteria.size()> values{};  ///< in the order of kCriteria; NaN without worlds
  double by(Criterion criterion) const { return values[static_cast<std::size_t>(criterion)]; }

  Interval mean_regret_interval;   ///< bootstrap, percentiles, over worlds
  Interval satisficing_interval;   ///< Jeffreys
  Interval satisficing_bootstrap;  ///< as that of the mean regret, for comparison with it
  /// Share of the resampled sets of worlds in which no policy has less mean regret, or a higher share of
  /// worlds that meet the threshold; m policies that tie for it get 1 / m each. In [0, 1]; NaN without
  /// worlds.
  double best_by_mean_regret = 0;
  double best_by_satisficing = 0;
};

struct Robustness {
  std::vector<PolicyRobustness> policies;  ///< in the order given
  /// The best policy by each of kCriteria; the first of those alike. 0 without worlds.
  std::array<std::size_t, kCriteria.size()> best{};
  std::size_t worlds = 0;    ///< counted
  std::size_t left_out = 0;  ///< with a payoff that is not finite for some policy
  std::size_t best_by(Criterion criterion) const { return best[static_cast<std::size_t>(criterion)]; }
};

/// `payoffs`: a row a policy, a column a world, the same world for all. Throws std::invalid_argument when
/// there is no policy, rows differ in length, or a scenario is out of range.
Robustness robustness(const std::vector<std::vector<double>>& payoffs, const RobustnessSettings& settings);

}  // namespace sim
