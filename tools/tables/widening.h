// A run's number with what the model misses beside it.
#pragma once

#include <string>

#include "sim/engine/random.h"

namespace tools {

/// `value` times exp(sd x a standard normal of the run and the figure); of a percentage its odds. Nothing where sd is 0.
double widened(double value, double sd, const std::string& unit, const sim::RandomStreams& streams,
               const std::string& figure);

}  // namespace tools
