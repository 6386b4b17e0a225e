// What a table's rows are: the choices of a policy maker.
#pragma once

#include <vector>

#include "tools/study/results.h"

namespace tools {

/// The choices that are policies, not variants made for prices.
std::vector<Choice> policies(const Results& results);
/// The first scenario, where a study tries levels of levers at 1, which is as they were; else at their first.
Choice base_of(const std::vector<Choice>& choices);

/// What clusters are held against: the threshold of the question where it asks of one, else a million.
double million_of(const Results& results);

}  // namespace tools
