// Rows that another program sampled, run in their order: numbers in, numbers out.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "sim/input/problems.h"
#include "tools/study/options.h"

namespace tools {

struct EvaluateOptions {
  std::string scenario = "history";  ///< of rows that name none
  StudyOptions common;
  std::vector<std::string> measures;
  std::vector<int> years;
  std::vector<std::string> figures;  ///< name=expression: numbers of any day, quarter or span
  std::vector<std::string> keep;     ///< columns that are passed through as they are
  bool drawn = false;  ///< parameters that are no column: drawn by the row's random draws, not central
};

struct Evaluated {
  std::size_t rows = 0;
  std::size_t failed = 0;
  bool interrupted = false;
};

/// Reads a header and rows from `in` and writes each row with its measures behind it, those at hand together and
/// none later than the next is waited for, so that it can stand in a pipe that answers. Columns: the path of a parameter (rings.hurdle) or of anything that --set takes;
/// `scenario`, `run` and `seed` where there are such, `id` and those to keep; an empty field leaves what is. A run that fails has its
/// reason under `error` and no numbers. Throws sim::BadInput with every problem of the rows read so far, before
/// any of those that are wrong is run.
Evaluated evaluate(std::istream& in, const std::string& name, std::ostream& out,
                   const EvaluateOptions& options);

/// Understands every row of a text and runs none; adds every problem.
void check_rows(const std::string& text, const std::string& name, const EvaluateOptions& options,
                sim::Problems& problems);

}  // namespace tools
