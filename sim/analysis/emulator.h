// One output of a slow, noisy model as a polynomial of the few inputs that move it, with how far it may be off: what
// is asked a million times where the model can be run a thousand times.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/experiment/design.h"

namespace sim {

/// More inputs than this are not looked at: a full quadratic of twelve has 91 terms.
inline constexpr std::size_t kMostEmulatorInputs = 12;

/// Mean: a polynomial in the inputs that forward selection finds, each by its value and its square, as long as one
/// explains more than the strongest of so many inputs without effect would in one case of ten. Of the constant, the
/// linear, and polynomials of second and third degree with products among the 3, 6 or 12 strongest inputs that of
/// least squared leave-one-out error. Variance: that error's mean square, which holds what the polynomial misses,
/// what its coefficients are off, and random draws; one number for all points. Fitted to the points given, and no good
/// far from them. An input that chooses between two forms counts as the half of the unit interval in which it lies. Source: Vernon, Goldstein, Bower (2010), Bayesian
/// Analysis 5(4), section 4; leave-one-out error of least squares: Allen (1974), Technometrics 16(1).
class Emulator {
 public:
  /// Of rows[run][input] and outputs[run]; NaN is a run that failed, left out. With fewer than kLeastRuns the
  /// variance is infinite. Throws std::invalid_argument when rows differ in length or number, an output is infinite
  /// or an input is not finite. `most_inputs` beyond kMostEmulatorInputs count as that.
  /// `choices`: inputs that choose between two forms.
  Emulator(const Matrix& rows, std::span<const double> outputs, std::size_t most_inputs = kMostEmulatorInputs,
           std::span<const std::size_t> choices = {});

  static constexpr std::size_t kLeastRuns = 10;

  double mean(std::span<const double> u) const;
  double variance() const { return variance_; }
  /// Of random draws alone, pooled over points with several runs (rows that are the same); NaN without such points.
  double luck_variance() const { return luck_variance_; }
  const std::vector<std::size_t>& inputs() const { return inputs_; }  ///< that move the mean, strongest first
  /// 1 - squared leave-one-out error over that of the constant; 0 when the constant predicts best.
  double q2() const { return q2_; }
  std::size_t terms() const { return coefficients_.size(); }  ///< of the polynomial
  std::size_t runs() const { return runs_; }                  ///< used
  std::size_t failed() const { return failed_; }              ///< left out
  /// By row output - prediction of the polynomial fitted without it; NaN where the run failed.
  const std::vector<double>& residuals() const { return residuals_; }

 private:
  std::vector<std::size_t> inputs_;
  std::vector<double> centre_;  ///< by input of these: x = (u - centre) * scale
  std::vector<double> scale_;
  std::vector<bool> chooses_;  ///< by input of these: it is of two values, so that it has no powers
  int degree_ = 0;
  std::size_t crossed_ = 0;  ///< of the inputs, those with products
  /// Of 1, x, x^2, x^3 (those of inputs with powers), and products in the order 10, 20, 21, 30, 31, 32, ...
  std::vector<double> coefficients_;
  double variance_ = 0;
  double luck_variance_ = 0;
  double q2_ = 0;
  std::size_t runs_ = 0;
  std::size_t failed_ = 0;
  std::vector<double> residuals_;
};

}  // namespace sim
