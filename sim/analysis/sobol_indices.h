// Which uncertainties move an outcome: shares of its variance, from the runs of a Saltelli plan.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/analysis/bootstrap.h"
#include "sim/experiment/design.h"

namespace sim {

/// By group of the plan (factor, when it has no groups). With random draws as a factor of the plan, its total index
/// is the share of variance that stays when all else is known (aleatory_share.h), its first index what random draws do
/// alone.
struct SobolIndices {
  std::vector<Index> first;  ///< share of variance that the group alone explains
  std::vector<Index> total;  ///< share that it takes part in, interactions included
  /// second[j][k], j < k: share of the interaction of two groups; n/a elsewhere. Empty without second_order.
  std::vector<std::vector<Index>> second;
  double mean = 0;              ///< of the outputs of the rows A and B
  double variance = 0;          ///< population variance of the same; 0: the indices are n/a
  std::size_t base_points = 0;  ///< used: those of the plan without the dropped
  std::size_t dropped = 0;      ///< base points left out because a run of theirs failed (NaN)
};

/// Indices from one output a row of points_of(plan), in its order; bootstrap intervals over base
/// points, for each index or for all of one order together. No clipping: an index near 0 may come out negative.
/// All n/a, NaN, when the outputs are constant.
///
/// First order: mean(B (AB_j - A)) / V of Saltelli et al. (2010), Comput. Phys. Commun. 181, table 2 (b).
/// Total: mean((A - AB_j)^2) / 2V of Jansen (1999), Comput. Phys. Commun. 117. Second order:
/// mean(BA_j AB_k - A B) / V - first_j - first_k of Saltelli (2002), Comput. Phys. Commun. 145. V is the
/// variance over A and B; outputs are centred on the mean of all rows first. So does SALib, to the last digits;
/// OpenTURNS has other estimators for another order of rows, and knows neither failed runs nor groups.
///
/// Throws std::invalid_argument when the plan is not of Method::kSaltelli, there are not rows_of(plan)
/// outputs, one is infinite, or not 0 < level < 1.
SobolIndices sobol_indices(const Plan& plan, std::span<const double> outputs, double level = kLevel,
                           Holds holds = Holds::kEach);

/// The indices at an eighth, a quarter, a half and all of the plan's base points: the plan is nested, so they
/// are what the smaller plans would have said. Those below two base points are left out. Throws likewise.
std::vector<SobolIndices> sobol_convergence(const Plan& plan, std::span<const double> outputs,
                                            double level = kLevel, Holds holds = Holds::kEach);

/// Base points at which the interval of the index would be `width` wide: base_points x (its width now /
/// width)^2, rounded up, at least 1. Nothing when the index is n/a. A parameter: intervals narrow with the square
/// root of the sample, or somewhat faster for a Sobol' sequence. Throws std::invalid_argument unless
/// width > 0.
std::optional<std::size_t> needed_base_points(const Index& index, double width, std::size_t base_points);

}  // namespace sim
