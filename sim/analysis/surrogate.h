// Sensitivity from few runs: a cheap surrogate is fitted to them and, if it proves itself, asked for indices.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/analysis/bootstrap.h"
#include "sim/experiment/design.h"
#include "sim/input/fields.h"

namespace sim {

/// kChaos: sparse polynomial chaos, for smooth outcomes and the quicker one. kKriging: a Gaussian random
/// field, for outcomes with local structure.
enum class Surrogate { kChaos, kKriging };
template <>
struct EnumNames<Surrogate> {
  static constexpr const char* names[] = {"chaos", "kriging"};
};

/// More inputs than this are screened by regression's strongest() first: what a surrogate can tell apart.
inline constexpr std::size_t kMostChaosInputs = 20;
inline constexpr std::size_t kMostKrigingInputs = 10;
/// Below this Q2 a surrogate's indices are refused.
inline constexpr double kLeastQ2 = 0.5;

struct SurrogateIndices {
  /// By input: shares of the surrogate's variance. What it misses, random draws included, is about 1 - q2 of the
  /// outcome's. n/a for inputs screened out, and for all when refused.
  std::vector<Index> first;
  std::vector<Index> total;
  std::vector<std::size_t> inputs;  ///< that the surrogate knows, rising; the others were screened out
  double q2 =
      0;  ///< 1 - mean squared error / variance on runs left out of the fit; 1 is best; NaN without a fit
  std::size_t runs = 0;     ///< used
  std::size_t dropped = 0;  ///< left out because they failed (NaN)
  std::string refusal;  ///< why there are no indices: a sentence without a full stop; empty when there are
};

/// Fits inputs[row][input] in [0, 1) and outputs[row], best of a Latin hypercube or a Sobol' sequence, as
/// rows of designs that repeat coordinates teach little. `levels` as in Plan: inputs count as uniform on [0,
/// 1], those with levels as uniform on these.
///
/// Chaos: Legendre polynomials of hyperbolic degree, picked by least angle regression with corrected
/// leave-one-out error (Blatman, Sudret, 2011, J. Comput. Phys. 230); indices from its coefficients. Kriging:
/// Matern covariance (5/2) with a scale an input, by maximum likelihood, and a nugget for random draws; indices from
/// a Saltelli plan on it. Both by OpenTURNS; degrees and nugget are those with the best Q2.
///
/// Q2 is by tenfold cross-validation, with the screening done anew in each fold, as it would flatter
/// otherwise; the scales of Kriging are kept. Intervals are of the delete-a-group jackknife over the same
/// folds, value -+ t of nine degrees of freedom x standard error (Efron, Stein, 1981, Ann. Stat. 9): what
/// other runs would have said, not how the surrogate differs from the model.
///
/// Refused, with a reason, when there are fewer than 20 runs or than 3 x (inputs after screening + 1), the
/// output does not vary, no fit succeeds, or Q2 < kLeastQ2. Throws std::invalid_argument as regression(), or
/// when levels are not one an input; std::runtime_error when the library of fits is missing. OpenTURNS' own state is put back; not to be called from several threads
/// at once. The same on any number of threads; the last digits are those of the LAPACK installed.
SurrogateIndices surrogate_indices(Surrogate kind, const Matrix& inputs, std::span<const double> outputs,
                                   const std::vector<int>& levels = {}, double level = 0.9);

}  // namespace sim
