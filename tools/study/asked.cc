#include "tools/study/asked.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "models/record/measures.h"
#include "sim/report/words.h"
#include "tools/console/arguments.h"
#include "tools/console/refusal.h"

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

void declare_run_question(CLI::App& command, RunQuestion& question) {
  add_option(command, "--measure", question.measure,
             "what is asked (see describe measures); China's largest fleet if not given");
  add_wholes(command, "--years", question.years, "at the end of which years: 2027,2028", 1, 9999);
  add_number(command, "--at-least", question.at_least,
             "ask whether the measure reaches this, not how large it is");
}

std::string asked_title(const Question& question) {
  const chokepoint::Measure& measure = *chokepoint::find_measure(question.measure);
  const std::string title = sim::capitalised(measure.sentence);
  if (!question.at_least) return fmt::format("{} ({})", title, measure.unit);
  return fmt::format("{}: share of runs with {} {} or more", title, sim::rounded(*question.at_least),
                     measure.unit);
}

void require_kept(const StudyInput& runs, const RunQuestion& question) {
  sim::Problems problems;
  if (!question.measure.empty() && chokepoint::find_measure(question.measure) == nullptr) {
    std::vector<std::string> known;
    for (const chokepoint::Measure& measure : chokepoint::measures()) known.emplace_back(measure.name);
    problems.add(argument("--measure"), fmt::format("unknown measure '{}'", question.measure),
                 sim::did_you_mean(question.measure, known));
  }
  for (const int year : question.years) {
    if (std::ranges::find(runs.years, year) == runs.years.end())
      problems.add(argument("--years"), fmt::format("the runs do not reach the end of {}", year),
                   fmt::format("accepted: {}", fmt::join(runs.years, ", ")));
  }
  if (!problems.empty()) throw sim::BadInput(problems);
}

namespace {

/// The threshold of the scenarios, or of the study where only numbers are left of them.
double million_asked(const Results& results) {
  if (results.has_outcomes()) return results.variants().front().scenario().million;
  return results.usual_question().at_least.value_or(1e6);
}

}  // namespace

std::vector<Question> questions_of(const Results& results, const RunQuestion& question) {
  Question asked{question.measure, 0, question.at_least};
  if (asked.measure.empty()) {
    asked.measure = "fleet_china";
    if (!asked.at_least) asked.at_least = million_asked(results);
  }
  std::vector<int> years = question.years;
  if (years.empty()) {
    const std::vector<int> kept = results.years(asked.measure);
    years.push_back(kept.empty() ? kUsualYear : std::min(kUsualYear, kept.back()));
  }
  std::vector<Question> questions;
  for (const int year : years) {
    asked.year = year;
    questions.push_back(asked);
  }
  return questions;
}

}  // namespace tools
