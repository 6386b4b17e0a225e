#include "sim/engine/random.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "sim/engine/contract.h"

namespace sim {
namespace {

namespace bm = boost::math;
// Plain doubles throughout: promotion to long double would cost threefold and vary by machine.
using Plain = bm::policies::policy<bm::policies::promote_double<false>>;

// Above this mean, summing from zero costs more than asking the distribution function.
constexpr double kSumBelow = 30;
constexpr double kLargestDraw = 1 - 0x1p-53;
constexpr std::int64_t kMostCounted = std::int64_t{1} << 53;  // beyond it doubles skip whole numbers

void require_probability(double u) { require(u > 0 && u < 1, "a draw of {} is not in (0, 1)", u); }
void require_size(double x) {
  require(x >= 0 && x <= std::numeric_limits<double>::max(), "a draw needs a finite size >= 0, not {}", x);
}

// The least k whose sum of terms 0..k reaches u. `ratio(k)` is term k + 1 over term k; it falls with k. The
// sum may stay below u by its own rounding: it ends where a falling term no longer changes it.
template <class Ratio>
std::int64_t sum_up_to(double u, double term, Ratio ratio) {
  std::int64_t k = 0;
  for (double sum = term; sum < u; ++k) {
    const double step = ratio(k);
    term *= step;
    if (step < 1 && sum + term == sum) break;
    sum += term;
  }
  return k;
}

// The least k >= 0 with below(k) >= u, looked for next to a guess.
template <class Below>
std::int64_t search_from(double start, double u, std::int64_t last, Below below) {
  std::int64_t k = static_cast<std::int64_t>(std::clamp(start, 0.0, static_cast<double>(last)));
  while (k > 0 && below(k - 1) >= u) --k;
  while (k < last && below(k) < u) ++k;
  return k;
}

// The second-order Cornish-Fisher estimate: a normal quantile bent by the skewness. Within one or two of the
// truth.
double skewed_normal(double u, double mean, double sd, double skewness) {
  const double z = normal_quantile(std::min(u, kLargestDraw));
  return std::floor(mean + sd * (z + skewness * (z * z - 1) / 6));
}

// For p <= 1/2.
std::int64_t small_side_binomial(double u, std::int64_t n, double p) {
  const double trials = static_cast<double>(n);
  const double mean = trials * p;
  if (u <= 1 - mean) return 0;  // (1-p)^n >= 1 - n*p: most rare events end here
  if (mean < kSumBelow) {
    const double odds = p / (1 - p);
    const auto ratio = [trials, odds](std::int64_t k) {
      return (trials - static_cast<double>(k)) / static_cast<double>(k + 1) * odds;
    };
    return sum_up_to(u, std::exp(trials * std::log1p(-p)), ratio);
  }
  const double sd = std::sqrt(mean * (1 - p));
  const auto below = [trials, p](std::int64_t k) {
    const double successes = static_cast<double>(k);
    return bm::ibetac(successes + 1, trials - successes, p, Plain());
  };
  return search_from(skewed_normal(u, mean, sd, (1 - 2 * p) / sd), u, n, below);
}

}  // namespace

double normal_quantile(double u) {
  require_probability(u);
  constexpr double kRootTwo = 1.4142135623730951;
  return -kRootTwo * bm::erfc_inv(2 * u, Plain());
}

double lognormal_quantile(double u, double median, double sigma) {
  require_size(median);
  require_size(sigma);
  return median * std::exp(sigma * normal_quantile(u));
}

double exponential_quantile(double u, double mean) {
  require_probability(u);
  require_size(mean);
  return -mean * std::log1p(-u);
}

double gamma_quantile(double u, double mean, double shape) {
  require_probability(u);
  require_size(mean);
  require_size(shape);
  require(shape > 0, "a gamma draw needs a shape > 0");
  return mean / shape * bm::gamma_p_inv(shape, u, Plain());
}

std::int64_t poisson_quantile(double u, double mean) {
  require_probability(u);
  require(mean >= 0 && mean <= 0x1p52, "a Poisson draw with mean {}", mean);
  if (u <= 1 - mean) return 0;  // exp(-mean) >= 1 - mean: most rare events end here
  if (mean < kSumBelow) {
    return sum_up_to(u, std::exp(-mean),
                     [mean](std::int64_t k) { return mean / static_cast<double>(k + 1); });
  }
  const double sd = std::sqrt(mean);
  const auto below = [mean](std::int64_t k) {
    return bm::gamma_q(static_cast<double>(k) + 1, mean, Plain());
  };
  return search_from(skewed_normal(u, mean, sd, 1 / sd), u, kMostCounted, below);
}

std::int64_t binomial_quantile(double u, std::int64_t n, double p) {
  require_probability(u);
  require(n >= 0 && n <= kMostCounted, "a binomial draw of {} trials", n);
  require(p >= 0 && p <= 1, "a binomial draw with probability {}", p);
  if (p <= 0.5) return small_side_binomial(u, n, p);
  // Count the failures instead. The least k with P(X <= k) >= u leaves the least number of failures f with
  // P(F <= f) > 1 - u, and that is >= the next number above 1 - u.
  return n - small_side_binomial(std::nextafter(1 - u, 2.0), n, 1 - p);
}

}  // namespace sim
