// The first dynamic: a better score costs ten times as much for every twenty points.
//
//   points = 20 + 20 log10(C / $1M)            C money at the multiplier of the reference date
//   score  = points                            between 10 and 90
//          = 20 / (1 + exp((10 - points)/5))        below, and the same turned over above 90
//
// So $1M gives 20 %, $10M 40 %, $100M 60 %, exactly. Each end is half of a logistic laid on the line where it is
// steepest and straight, so value, slope and curvature agree there, and no money buys less than 0 or more than 100.
#pragma once

namespace chokepoint {

/// Points on the line, without ends: what models are compared by. Needs money above 0.
double points_of(double effective_usd);

/// The money at which the line has these points.
double usd_of(double points);

/// Points between two models one of which took so many times the effective money of the other.
double points_between(double factor);

/// How many times the effective money a model took that is so many points better.
double factor_between(double points);

/// Points as a score in percent, from 0 to 100; rises with points.
double score_of(double points);

}  // namespace chokepoint
