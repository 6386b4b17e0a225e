// What is believed of inputs after history matching: points that follow the posterior, which inputs they say more of
// than the prior did, and which cannot be told apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/analysis/bootstrap.h"
#include "sim/analysis/history_match.h"
#include "sim/experiment/design.h"
#include "sim/numeric/statistics.h"

namespace sim {

struct Posterior {
  Matrix points;                    ///< of equal weight
  std::vector<std::size_t> family;  ///< by point: those that stem from one point of the space are alike
  /// Independent points that would tell as much of the active inputs; far below their number: ask for more particles
  /// or sweeps.
  double effective = 0;
  /// Correlation of an active input before and after the last moves, the mean over them: near 0 when points forget
  /// where they began, near 1 when they are stuck. NaN without active inputs.
  double memory = 0;
  std::size_t steps = 0;  ///< from the uniform to the posterior
  /// ln of the mean likelihood over the space that is left; with ln of its share of the cube added it can stand beside
  /// that of another model with the same targets.
  double log_evidence = 0;
};

/// `points` draws of the posterior: uniform in the space that no wave has ruled out, times the likelihood of all
/// targets under the last emulators. Its errors are Gaussian with covariance
///   (of leave-one-out residuals, target by target) + (targets' variances on the diagonal),
/// so that what random draws or a polynomial's misses give to several targets together is not counted as if each
/// target had its own. The emulators' means stand for the model, never a run's own outputs: what was observed had random
/// draws of its own, and weights of single runs would reward those that happened to draw alike; of many targets they
/// would leave a handful. Targets with no emulator (too few runs) do not speak.
/// Found by tempering from the particles of the space, each step with half the effective size of the one before, and
/// slice moves. Same bytes on any number of threads. Throws std::logic_error without a wave or when nothing is left,
/// std::invalid_argument without points. Sources: Kennedy, O'Hagan (2001), J. R. Stat. Soc. B 63(3); Del Moral, Doucet,
/// Jasra (2006), J. R. Stat. Soc. B 68(3).
Posterior posterior(const HistoryMatch& match, std::size_t points, std::uint64_t seed);

/// An input whose variance is at most this share of the prior's, interval included, is informed.
inline constexpr double kInformed = 0.8;

/// What points say of an input that was uniform.
struct Informed {
  std::size_t input = 0;
  double mean = 0;
  Spread spread;  ///< of the input, in the unit interval
  Index ratio;    ///< variance over that of the prior, 1 / 12, with an interval by bootstrap over families
  bool informed = false;
};

/// By input. Of a single family there is no interval, and nothing is informed. Throws std::invalid_argument when there
/// are fewer than two points.
std::vector<Informed> informed(const Posterior& posterior, double level = kLevel);

/// Two inputs that cannot be told apart: more of one is made up for by the other.
struct InputPair {
  std::size_t first = 0;
  std::size_t second = 0;  ///< above `first`
  double correlation = 0;  ///< Spearman's
};

/// Those with an absolute rank correlation above `least`, strongest first.
std::vector<InputPair> correlated_pairs(const Matrix& points, double least = 0.5);

}  // namespace sim
