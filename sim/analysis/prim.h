// Scenario discovery: which values of which factors give the outcomes of interest, said as a box a reader can
// repeat. The Patient Rule Induction Method peels thin slices off the whole space, each time the one whose
// loss makes cases of interest densest. Sources: Friedman, Fisher (1999), Bump Hunting in High-Dimensional
// Data, Statistics and Computing 9; Bryant, Lempert (2010), Thinking Inside the Box, Technological
// Forecasting and Social Change 77(1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sim {

enum class PrimScale {
  kContinuous,  ///< ordered; whole numbers too
  kLevels       ///< each distinct value is a level without an order
};

struct PrimFactor {
  std::string name;
  std::vector<double> values;  ///< one a case; finite
  PrimScale scale = PrimScale::kContinuous;
};

struct PrimSettings {
  double density_threshold = 0.5;   ///< the least share of cases of interest in a box worth naming
  double peel_alpha = 0.05;         ///< share of a box's cases that a peel takes off, in (0, 0.5)
  double paste_alpha = 0.05;        ///< share of a box's cases that a paste puts back, in (0, 0.5)
  double mass_min = 0.05;           ///< no box holds a smaller share of all cases
  std::size_t most_restricted = 4;  ///< no chosen box restricts more factors: nobody can read it
  std::size_t most_boxes = 3;
  int resamples = 50;
  std::uint64_t seed = 1;  ///< of the resamples
};

enum class PrimBound { kAtLeast, kAtMost, kOneOf };

/// One line of a box: "a is at least 0.587".
struct PrimRestriction {
  std::size_t factor = 0;
  PrimBound bound = PrimBound::kAtLeast;
  double limit = 0;              ///< of kAtLeast and kAtMost: between two cases, so that no case stands on it
  std::vector<double> levels{};  ///< of kOneOf: those left, rising
  /// The chance of so many cases of interest in the box if this restriction told nothing: P(X >= k) for X of
  /// Binomial(n, share of interest in the box without it). "Quasi": it was chosen after looking.
  double quasi_p = 1;
};

/// A box on the way from the whole space to the last one.
struct PrimStep {
  std::size_t cases = 0;                      ///< in the box
  std::size_t of_interest = 0;                ///< of these
  double coverage = 0;                        ///< share of all cases of interest that lie in it
  double density = 0;                         ///< share of its cases that are of interest
  double mass = 0;                            ///< share of all cases that lie in it
  std::size_t restricted = 0;                 ///< factors
  std::vector<PrimRestriction> restrictions;  ///< by factor, kAtLeast before kAtMost
};

/// How often a factor is restricted when half of the cases, drawn without return, are peeled anew: in the box
/// whose coverage, and in the box whose density, lies nearest to that of the box chosen. In [0, 1]; NaN
/// without resamples. Source: Bryant, Lempert (2010), section 3.3.
struct PrimReproduced {
  double at_coverage = 0;
  double at_density = 0;
};

struct PrimBox {
  std::vector<PrimStep> trajectory;  ///< the first is the whole space without the cases in boxes before
  /// On the trajectory. Of the steps with at most `most_restricted` factors that reach the density threshold,
  /// one with the fewest factors, and of these that of highest coverage; of those alike the densest, and the
  /// earliest. When none reaches it: the densest with at most so many factors.
  std::size_t chosen = 0;
  bool reaches_threshold = false;
  std::vector<PrimReproduced> reproduced;  ///< by factor
};

struct PrimResult {
  std::size_t cases = 0;
  std::size_t of_interest = 0;
  /// Those that reach the threshold, one after the other, each found without the cases in those before it
  /// (covering). If even the first fails, it alone, so that its trajectory can be looked at. Empty without
  /// cases of interest.
  std::vector<PrimBox> boxes;
};

/// Among all peels (a share alpha off either end of a continuous factor, ties kept together; one level of the
/// others) that leave mass_min, each step takes that of the highest rise in density per case lost,
/// (mean_new - mean_old) n_old / (n_old - n_new), which is patient with factors that lose many cases at once;
/// of equal ones that of fewer restricted factors, then the first factor, its lower end first. It stops when
/// no rise is left, then pastes while a paste makes the box denser.
/// Throws std::invalid_argument when the lengths differ, a value is not finite, or a scenario is out of range.
PrimResult prim(const std::vector<PrimFactor>& factors, const std::vector<bool>& of_interest,
                const PrimSettings& settings = {});

}  // namespace sim
