// A run's number with what the model misses beside it.
#pragma once

#include <string>

#include "sim/analysis/discrepancy.h"
#include "sim/engine/random.h"

namespace tools {

/// `value` times exp(s x a standard normal), s and the normal drawn for the run and the figure; of a percentage its odds.
double widened(double value, const sim::Discrepancy& discrepancy, const std::string& unit,
               const sim::RandomStreams& streams, const std::string& figure);

}  // namespace tools
