#include "sim/numeric/exact_sum.h"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

namespace sim {
namespace {

TEST_CASE("an exact sum is the same whatever the order and the grouping of its terms") {
  std::vector<double> terms;
  for (int i = 1; i <= 1000; ++i) terms.push_back((i % 2 == 0 ? -1 : 1) * 1e6 / i);
  ExactSum<10> forward;
  for (const double term : terms) forward += term;
  std::ranges::reverse(terms);
  ExactSum<10> first;
  ExactSum<10> second;
  for (std::size_t i = 0; i < terms.size(); ++i) (i < 300 ? first : second) += terms[i];
  second += first;
  CHECK(double{forward} == double{second});
  CHECK(double{forward} == doctest::Approx(692647).epsilon(1e-5));
}

TEST_CASE("a term of an exact sum is rounded to the nearest step, up and down alike") {
  CHECK(double{ExactSum<1>(0.7)} == 0.5);
  CHECK(double{ExactSum<1>(0.8)} == 1);
  CHECK(double{ExactSum<1>(-0.8)} == -1);
  CHECK(double{ExactSum<24>(1e10)} == 1e10);
}

}  // namespace
}  // namespace sim
