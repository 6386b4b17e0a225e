// What is asked of stored runs on the command line.
#pragma once

#include <optional>
#include <string>

#include "tools/study/results.h"

namespace CLI {
class App;
}

namespace tools {

/// What is asked of the runs; what is not said is as the study says.
struct AskedOptions {
  std::string measure;
  int year = 0;
  std::optional<double> at_least;
};
void declare_asked(CLI::App& command, AskedOptions& options);
/// Throws sim::BadInput when the study kept no such number.
Question question_of(const Results& results, const AskedOptions& options);

}  // namespace tools
