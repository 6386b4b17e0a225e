// Cholesky's L L' of small symmetric matrices. No LAPACK: its last bits depend on which one is installed.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sim {

class Cholesky {
 public:
  using Matrix = std::vector<std::vector<double>>;  ///< by row, by column

  /// Of a positive definite matrix, of which the lower triangle is read. Nothing when a squared pivot falls below
  /// `least`: singular but for rounding, for a matrix of unit diagonal.
  static std::optional<Cholesky> of(const Matrix& a, double least = 1e-10);

  const Matrix& lower() const { return l_; }
  /// L^-1 b: its squared length is b' A^-1 b.
  std::vector<double> whiten(std::span<const double> b) const;
  /// A^-1 b.
  std::vector<double> solve(std::span<const double> b) const;
  /// A^-1.
  Matrix inverse() const;
  /// ln det A.
  double log_determinant() const;

 private:
  explicit Cholesky(Matrix l) : l_(std::move(l)) {}

  Matrix l_;
};

}  // namespace sim
