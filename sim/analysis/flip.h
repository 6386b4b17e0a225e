// Which input a figure follows most, and at which value of it the figure crosses a bound: what a reader would have to
// believe for another answer. A plain look at runs that were made anyway, for what is monotone.
//
//   rho    Spearman's rank correlation of an input with the figure
//   fit    place of the figure = 1/2 + rho (place of the input - 1/2)      places: average ranks, from 0 to 1
//   flips  where the fit reaches the place of the bound: the input's value at 1/2 + (place of bound - 1/2) / rho
//   noise  t / sqrt(n - 2 + t^2), t of Student's with n - 2 degrees at (1 + level^(1/m)) / 2
//
// The noise is what the strongest of m independent inputs reaches by accident in `level` of all cases (Sidak 1967, JASA
// 62). A straight line of ranks is crude: where the value matters, vary the input in a study.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/numeric/statistics.h"

namespace sim {

/// Spearman's correlation with average ranks; 0 where either does not vary. Pairs in which either is not finite are
/// left out.
double rank_correlation(std::span<const double> inputs, std::span<const double> figures);

/// What the strongest of so many inputs reaches by accident over so many runs; 1 with fewer than ten runs, of which
/// nothing is said.
double accidental_correlation(std::size_t runs, std::size_t inputs, double level = kLevel);

struct Strongest {
  std::size_t input = 0;
  double correlation = 0;
  double noise = 1;

  bool stands_out() const { return correlation > noise || -correlation > noise; }
};
/// Of inputs[i][run], the one with the greatest correlation either way, the first of those alike; nothing without
/// inputs.
std::optional<Strongest> strongest_input(const std::vector<std::vector<double>>& inputs,
                                         std::span<const double> figures);

/// The value of an input at which the fit crosses the bound; nothing when it does so at no value that a run had.
std::optional<double> flips_at(std::span<const double> inputs, std::span<const double> figures, double bound);

/// By how much the least-squares line of the figures on an input rises from one value of it to another, with its t
/// interval: the slope's, of n - 2 degrees, times the way. The whole line with fewer than three pairs or an input that
/// does not vary.
Mean rise_between(std::span<const double> inputs, std::span<const double> figures, double from, double to,
                  double level = kLevel);

}  // namespace sim
