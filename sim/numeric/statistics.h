// What a handful of runs says about a number: shares, quantiles, means, paired differences, forecast scores.
// Every function is pure, and the order of the values changes no answer beyond the last bits of a sum.
#pragma once

#include <span>
#include <vector>

namespace sim {

/// Which way a number is good.
enum class Better { kLess, kMore };

struct Interval {
  double low = 0;
  double high = 0;
};

/// The level of every interval that a table shows, unless it says another.
inline constexpr double kLevel = 0.9;

/// The 95 % point of a standard normal variable: half of its central 90 % range.
inline constexpr double kNormal95 = 1.6448536269514722;

/// The 5 %, 50 % and 95 % quantiles of some values.
struct Spread {
  double low = 0;
  double median = 0;
  double high = 0;
};

/// Jeffreys interval of a share: the (1 - level) / 2 and (1 + level) / 2 quantiles of
/// Beta(successes + 1/2, trials - successes + 1/2), but 0 below when there are no successes and 1 above when
/// there is nothing else. Holds its level on average over the shares, also near 0 and 1; no trials: [0, 1].
/// Throws std::invalid_argument unless 0 <= successes <= trials and 0 < level < 1.
/// Source: Brown, Cai, DasGupta (2001), Interval Estimation for a Binomial Proportion, Statistical Science
/// 16(2), section 3.1.2.
Interval jeffreys(long successes, long trials, double level = kLevel);

/// Wilson score interval of a share p = successes / trials, with z the (1 + level) / 2 normal quantile:
/// (p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n). No trials: [0, 1]. Throws as
/// jeffreys(). Source: Wilson (1927), JASA 22; Brown, Cai, DasGupta (2001), section 3.1.1.
Interval wilson(long successes, long trials, double level = kLevel);

/// Sets mean 0 and variance 1 (over n, not n - 1). False, and the values untouched, when they are equal or none.
bool standardise(std::vector<double>& values);

/// The p-quantile, type 7: with values sorted and h = (n - 1) p, the straight line between the values at
/// floor(h) and floor(h) + 1 (what R, NumPy and Excel's PERCENTILE.INC do). `values` need not be sorted and
/// may be +infinity ("never"): the answer is +infinity as soon as it leans on such a value. No values: NaN.
/// Throws std::invalid_argument when a value is NaN or -infinity, or p lies outside [0, 1].
/// Source: Hyndman, Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50(4).
double quantile(std::vector<double> values, double p);

/// quantile() at 0.05, 0.5 and 0.95 with one sort.
Spread spread(std::vector<double> values);

/// A mean, and the interval m +- t s / sqrt(n) around it: s the sample standard deviation, t the (1 + level)
/// / 2 quantile of Student's t with n - 1 degrees of freedom. The interval is the whole line when fewer than
/// two values, or values that are not all finite, say nothing of the spread, and a point when all values are
/// equal.
struct Mean {
  double value = 0;  ///< NaN without values
  Interval interval;
  int count = 0;
};
/// Throws std::invalid_argument unless 0 < level < 1.
/// Source: Student (1908), The Probable Error of a Mean, Biometrika 6(1).
Mean mean_with_interval(std::span<const double> values, double level = kLevel);

/// b against a, run by run with the same random draws. Less is better: give measures of harm, or negated ones.
struct PairedDifference {
  double mean = 0;          ///< of b - a; NaN without pairs
  Interval interval;        ///< t interval of the mean, as mean_with_interval() has it
  double share_better = 0;  ///< of pairs with b < a: an estimate of P(b < a)
  double share_worse = 0;   ///< of pairs with b > a; what is left are ties
  int pairs = 0;
};
/// Pairs a[i] with b[i]. Two values of +infinity ("never" both times) differ by 0; where only one of a pair
/// is infinite so is the mean (NaN when that happens both ways), while the shares stay exact. Throws
/// std::invalid_argument when the lengths differ.
PairedDifference paired_difference(std::span<const double> a, std::span<const double> b,
                                   double level = kLevel);

/// How far a sample of forecasts x_1..x_m lies from what was observed, y, in natural-log units (0.69: as bad
/// as one certain forecast that is wrong by a factor of two; 0 is best):
///   mean_i |ln x_i - ln y| - sum_{i<j} |ln x_i - ln x_j| / (m (m - 1)),
/// the fair form, whose expectation does not depend on the sample's size; it can fall below 0 a little. A
/// single forecast scores |ln x - ln y|. `shift` is added to x and y before the logarithm: 1 for counts that
/// may be 0. Throws std::invalid_argument when the sample is empty or a shifted value is not positive and
/// finite. Source: Gneiting, Raftery (2007), JASA 102(477), eq. 21; fair form: Ferro (2014), Q. J. R.
/// Meteorol. Soc. 140; log scale and shift: Bosse et al. (2023), PLOS Computational Biology 19(8).
double crps_log(std::span<const double> sample, double observed, double shift = 0);

}  // namespace sim
