// What is asked of stored runs on the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

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

/// What is asked of runs that are made now.
struct RunQuestion {
  std::string measure;  ///< empty: China's largest fleet
  std::vector<int> years;
  std::optional<double> at_least;
};
void declare_run_question(CLI::App& command, RunQuestion& question);
/// Throws sim::BadInput with every word of it that such runs do not know, before they are made.
void require_kept(const StudyInput& runs, const RunQuestion& question);
/// A question a year, in the order asked; the usual one is whether one Chinese actor commands a million by the end of
/// 2027, or of the last whole year before.
std::vector<Question> questions_of(const Results& results, const RunQuestion& question);
/// What is asked, whatever the year, as the title of a table.
std::string asked_title(const Question& question);

}  // namespace tools
