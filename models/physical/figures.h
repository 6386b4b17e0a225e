// A dated figure is known within the range that is written beside it. A run draws each series once, and strays from
// its central values for years on end:
//
//   z_0 = e_0,  z_k = rho z_(k-1) + sqrt(1 - rho^2) e_k     a knot a year, rho = exp(-1 / memory_years), e_k standard
//                                                           normal, at an address of the series' name and k
//   z(t)        = ((1 - f) z_k + f z_(k+1)) / sqrt(1 - 2 f (1 - f) (1 - rho))      f of a year after knot k: variance 1
//   figure(t)   = value x (high / value)^(z / 1.645)        above the central value, and below it
//                 value x (low / value)^(-z / 1.645)
//                 value + (high - value) z / 1.645, value + (value - low) z / 1.645        where a figure is 0
//
// so that low and high, read along straight lines as value is, are the 5 % and 95 % points in every week, and value
// the median. A figure that is a fraction stays at most 1. Runs at central values, and those with
// mechanisms.dated_ranges off, have the values themselves.
//
// The form is that of a first-order autoregression (Box and Jenkins 1970) with a split normal (Wallis 2014, Statistical
// Science 29) for ranges that lie unevenly about their value.
#pragma once

#include "models/physical/figures_state.h"

namespace chokepoint {

struct Dated;

/// The figure that lies z standard deviations from its central value; `most` is the largest that it may be.
double strayed(double value, double low, double high, double z, double most);

/// A dated figure in a week as this run drew it. Weeks outside the span read as the nearest inside.
double figure_in(const World& world, const Dated& figure, int week);

/// The same this week.
double figure_now(const World& world, const Dated& figure);

}  // namespace chokepoint
