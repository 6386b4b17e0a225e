// The answer first: three sentences in plain words, and the numbers behind them in a table for 80 columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/report/table.h"
#include "tools/study/asked.h"
#include "tools/study/results.h"

namespace tools {

struct Answer {
  std::vector<std::string> sentences;
  sim::Table table;  ///< a row a policy
};

/// What runs made just now say to a question; the usual one is whether China reaches a million by the end of 2027.
Answer answer(const Results& results, const RunQuestion& question);

/// The sentences in lines of a terminal, each from a line of its own.
std::string sentences_of(const Answer& answer);

}  // namespace tools
