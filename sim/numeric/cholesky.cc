#include "sim/numeric/cholesky.h"

#include <cmath>
#include <cstddef>

namespace sim {

std::optional<Cholesky> Cholesky::of(const Matrix& a, double least) {
  const std::size_t n = a.size();
  Matrix l(n, std::vector<double>(n, 0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = a[i][j];
      for (std::size_t k = 0; k < j; ++k) rest -= l[i][k] * l[j][k];
      if (i == j && !(rest >= least)) return std::nullopt;
      l[i][j] = i == j ? std::sqrt(rest) : rest / l[j][j];
    }
  }
  return Cholesky(std::move(l));
}

std::vector<double> Cholesky::whiten(std::span<const double> b) const {
  std::vector<double> x(b.begin(), b.end());
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= l_[i][k] * x[k];
    x[i] /= l_[i][i];
  }
  return x;
}

std::vector<double> Cholesky::solve(std::span<const double> b) const {
  std::vector<double> x = whiten(b);
  for (std::size_t i = x.size(); i-- > 0;) {
    for (std::size_t k = i + 1; k < x.size(); ++k) x[i] -= l_[k][i] * x[k];
    x[i] /= l_[i][i];
  }
  return x;
}

Cholesky::Matrix Cholesky::inverse() const {
  const std::size_t n = l_.size();
  Matrix m(n, std::vector<double>(n, 0));  // the inverse of L
  for (std::size_t i = 0; i < n; ++i) {
    m[i][i] = 1 / l_[i][i];
    for (std::size_t j = 0; j < i; ++j) {
      double sum = 0;
      for (std::size_t k = j; k < i; ++k) sum += l_[i][k] * m[k][j];
      m[i][j] = -sum / l_[i][i];
    }
  }
  Matrix result(n, std::vector<double>(n, 0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      for (std::size_t k = i; k < n; ++k) result[i][j] += m[k][i] * m[k][j];
      result[j][i] = result[i][j];
    }
  }
  return result;
}

double Cholesky::log_determinant() const {
  double sum = 0;
  for (std::size_t i = 0; i < l_.size(); ++i) sum += 2 * std::log(l_[i][i]);
  return sum;
}

}  // namespace sim
