#include "tools/study/asked.h"

#include "tools/console/arguments.h"

namespace tools {

void declare_asked(CLI::App& command, AskedOptions& options) {
  add_option(command, "--measure", options.measure, "what is asked of the runs (as the study says)");
  add_whole(command, "--year", options.year, "at the end of which year", 1, 9999);
  add_number(command, "--at-least", options.at_least,
             "ask whether the measure reaches this, not how large it is");
}

Question question_of(const Results& results, const AskedOptions& options) {
  Question question = results.usual_question();
  if (!options.measure.empty() && options.measure != question.measure) {
    question.measure = options.measure;
    question.at_least.reset();
  }
  if (options.year != 0) question.year = options.year;
  if (options.at_least) question.at_least = options.at_least;
  results.need(question);
  return question;
}

}  // namespace tools
