// The probability of an outcome so rare that plain runs would hardly ever meet it, by climbing to it in
// steps. Source: Au, Beck (2001), Estimation of Small Failure Probabilities in High Dimensions by Subset
// Simulation, Probabilistic Engineering Mechanics 16(4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace sim {

/// What the model says at points of the open unit cube, a number a point, in their order: the higher, the
/// nearer to the outcome. NaN where a run failed; it counts as below everything. Must be a pure function of
/// the points; they may be looked at in parallel. An answer shorter than the points ends the estimate:
/// someone wants to stop.
using Performance = std::function<std::vector<double>(const std::vector<std::vector<double>>& points)>;

struct RareSettings {
  std::size_t samples = 1000;  ///< at each step
  double step_probability =
      0.1;  ///< p0, that of the next step given the one before; 1 / p0 and samples p0 are whole
  std::size_t most_steps = 10;  ///< p0^10 is as far as one looks
  double width = 1;             ///< half-width of a proposal in each coordinate, in standard normal units
  std::uint64_t seed = 1;
};

struct RareStep {
  double threshold = 0;    ///< the performance that the next step begins at; at the last: that asked for
  double probability = 0;  ///< of reaching it given the step before
  double variation = 0;    ///< coefficient of variation of that, with the chains' correlation
  double accepted = 0;     ///< share of the chains' moves that moved; NaN at the first
};

struct RareResult {
  double probability = 0;  ///< product over the steps
  /// Coefficient of variation: the root of the sum of the steps' squares, which takes the steps as
  /// independent. They are not quite, so the truth is somewhat larger (at most the plain sum of the steps').
  double variation = 0;
  std::vector<RareStep> steps;
  std::size_t evaluations = 0;
  std::size_t failed = 0;  ///< of these
  /// Whether some sample has the outcome. If not, `probability` is 0: the outcome is rarer than
  /// p0^most_steps, or the performance has stopped rising on a plateau.
  bool reached = false;
  bool stopped = false;  ///< by an answer that was too short; nothing else but `evaluations` is then of use
};

/// P(performance >= threshold) for a point uniform in the unit cube of `dimensions`. The first step samples
/// plainly; each later one starts a chain from every sample in the best share p0 of the last, and moves it by
/// modified Metropolis (one coordinate at a time, so that many dimensions do no harm) in the space of normal
/// quantiles. Coordinates keep off 0 and 1 by 2^-53. Throws std::invalid_argument when a scenario is
/// out of range or an answer too long.
RareResult probability_of_rare(const Performance& performance, std::size_t dimensions, double threshold,
                               const RareSettings& settings = {});

}  // namespace sim
