// Randomness has an address: a draw is a pure function of who draws, when, and what for.
// Nothing is consumed, so threads, order of work and population edits change nobody else's draws, and
// policies that are compared share their luck run by run.
#pragma once

#include <cstdint>
#include <string_view>

namespace sim {

/// What a draw is for. Name it once beside the rule: `constexpr Purpose kOdds{"licence.odds"};`
struct Purpose {
  std::uint64_t key;
  constexpr explicit Purpose(std::string_view name) : key(14695981039346656037ULL) {
    for (const char c : name) key = (key ^ static_cast<unsigned char>(c)) * 1099511628211ULL;  // FNV-1a
  }
};

/// The luck of one run: every draw in it is keyed by the study's seed and the run's number.
struct Luck {
  std::uint64_t seed = 0;
  std::uint64_t run = 0;

  /// A number in the open interval (0, 1), from the counter {agent, week, purpose, draw}.
  double uniform(std::uint64_t agent, std::uint64_t week, Purpose purpose, std::uint64_t draw = 0) const;
  /// Four such numbers for the price of one.
  struct Four {
    double u[4];
  };
  Four uniform4(std::uint64_t agent, std::uint64_t week, Purpose purpose, std::uint64_t draw = 0) const;
};

// One uniform a variate, by inversion: a changed probability moves a draw one way only.

/// Standard normal quantile of u in (0, 1).
double normal_quantile(double u);
/// Log-normal with the given median and the standard deviation of the logarithm.
double lognormal_quantile(double u, double median, double sigma);
/// Exponential with the given mean.
double exponential_quantile(double u, double mean);
/// Gamma with the given mean and shape.
double gamma_quantile(double u, double mean, double shape);
/// The least k with P(Poisson(mean) <= k) >= u; exact below a mean of 30, normal approximation above.
std::int64_t poisson_quantile(double u, double mean);
/// The least k with P(Binomial(n, p) <= k) >= u; exact while n*p or n*(1-p) < 30, normal approximation above.
std::int64_t binomial_quantile(double u, std::int64_t n, double p);
/// floor(x) or floor(x) + 1, the latter with probability x - floor(x): whole units with the right mean.
std::int64_t round_by_chance(double u, double x);

}  // namespace sim
