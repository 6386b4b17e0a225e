#include "tools/commands/all.h"

#include <memory>
#include <utility>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/asked.h"
#include "tools/study/batch.h"
#include "tools/study/next_step.h"
#include "tools/study/result_folder.h"
#include "tools/study/source.h"
#include "tools/tables/answer.h"
#include "tools/tables/differences.h"
#include "tools/tables/pairing.h"

namespace tools {
namespace {

/// What is asked of the pairs: differences, or what it saves that they are pairs.
enum class Shown { kDifferences, kPairing };

/// Prices stand on other runs too, so they have a folder of their own.
std::string price_next(StudyOptions options) {
  if (!options.out.empty()) options.out += "-price";
  return next_step(options, "price", options.scenarios);
}

bool is_asked(const RunQuestion& question) {
  return !question.measure.empty() || !question.years.empty() || question.at_least;
}

void compare(const StudyOptions& options, const RunQuestion& question, Shown shown, int& status) {
  if (options.scenarios.size() < 2) refuse_argument("scenario", "compare needs two scenarios or more");
  const sim::Format format = format_named(options.format);
  Study study = typed_study(options);
  require_kept(study.input, question);
  const Results results = run_study(std::move(study));
  const Answer said = answer(results, question);
  sim::Table differences = is_asked(question) ? asked_differences(results, questions_of(results, question))
                                              : difference_table(results);
  const NamedTables tables{shown == Shown::kPairing
                               ? NamedTables::value_type{"pairing", pairing_table(results)}
                               : NamedTables::value_type{"differences", std::move(differences)}};
  show(with_source(results.record(), {tables.front().second}), format, options.screen);
  write_results(results, tables);
  if (format == sim::Format::kMarkdown) say("\n{}{}", sentences_of(said), price_next(options));
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_compare(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  const auto question = std::make_shared<RunQuestion>();
  declare_run_question(command, *question);
  const auto shown = std::make_shared<Shown>(Shown::kDifferences);
  add_flag(
      command, "--pairing", [shown] { *shown = Shown::kPairing; },
      "show instead how many runs it saves that all policies have the same random draws");
  on_run(command, [options, question, shown, &status] { compare(*options, *question, *shown, status); });
}

}  // namespace tools
