#include "sim/numeric/cholesky.h"

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

namespace sim {
namespace {

const Cholesky::Matrix kMatrix{{4, 2, 0.4}, {2, 5, 1}, {0.4, 1, 3}};

TEST_CASE("a positive definite matrix is solved and inverted") {
  const auto factor = Cholesky::of(kMatrix);
  REQUIRE(factor);
  const std::vector<double> x{1, -2, 0.5};
  std::vector<double> b(3, 0);
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) b[i] += kMatrix[i][j] * x[j];
  }
  const auto inverse = factor->inverse();
  for (int i = 0; i < 3; ++i) {
    CHECK(factor->solve(b)[i] == doctest::Approx(x[i]));
    CHECK(inverse[i][0] * b[0] + inverse[i][1] * b[1] + inverse[i][2] * b[2] == doctest::Approx(x[i]));
  }
}

TEST_CASE("a whitened vector has the length of its quadratic form") {
  const auto factor = Cholesky::of(kMatrix);
  const std::vector<double> b{1, 2, 3};
  double length = 0;
  double form = 0;
  for (int i = 0; i < 3; ++i) {
    length += std::pow(factor->whiten(b)[i], 2);
    form += b[i] * factor->solve(b)[i];
  }
  CHECK(length == doctest::Approx(form));
  CHECK(factor->log_determinant() == doctest::Approx(std::log(44.8)));
}

TEST_CASE("a singular matrix has no factor") {
  CHECK_FALSE(Cholesky::of({{1, 1}, {1, 1}}));
  CHECK_FALSE(Cholesky::of({{1, 2}, {2, 1}}));
}

}  // namespace
}  // namespace sim
