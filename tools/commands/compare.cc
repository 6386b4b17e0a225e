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

struct PrintedPairs {
  bool tables = false;   ///< those behind the answer too
  bool pairing = false;  ///< instead: what it saves that runs are paired
};

/// Prices stand on other runs too, so they have a folder of their own.
std::string price_next(StudyOptions options) {
  if (!options.out.empty()) options.out += "-price";
  return next_step(options, "price", options.scenarios);
}

bool is_asked(const RunQuestion& question) {
  return !question.measure.empty() || !question.years.empty() || question.at_least;
}

void compare(const StudyOptions& options, const RunQuestion& question, PrintedPairs printed, int& status) {
  if (options.scenarios.size() < 2) refuse_argument("scenario", "compare needs two scenarios or more");
  const sim::Format format = format_named(options.format);
  Study study = typed_study(options);
  require_kept(study.input, question);
  const Results results = run_study(std::move(study));
  const Answer said = answer(results, question);
  const sim::Table asked = asked_differences(results, questions_of(results, question));
  if (printed.pairing) {
    const NamedTables tables{{"pairing", pairing_table(results)}};
    show(with_source(results.record(), {tables.front().second}), format, options.screen);
    write_results(results, tables);
  } else {
    const sim::Table all = difference_table(results);
    const bool answers = format == sim::Format::kMarkdown;
    std::vector<sim::Table> to_show;
    if (!is_for_people(format))
      to_show = {is_asked(question) ? asked : all};
    else if (printed.tables || options.screen.is_wide || !options.screen.columns.empty() || !answers)
      to_show = difference_panels(results);
    if (!to_show.empty()) show(with_source(results.record(), to_show), format, options.screen);
    write_results(results, {{"differences", all}, {"asked", asked}});
    if (answers) {
      say("{}{}\n", to_show.empty() ? "" : "\n", sentences_of(said));
      show(with_source(results.record(), {asked}), format, {.width = options.screen.width});
    }
  }
  if (format == sim::Format::kMarkdown) say("{}", price_next(options));
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_compare(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  const auto question = std::make_shared<RunQuestion>();
  declare_run_question(command, *question);
  const auto printed = std::make_shared<PrintedPairs>();
  add_flag(command, "--tables", printed->tables,
           "print the tables behind the answer too: all measures, less those of the first policy");
  add_flag(command, "--pairing", printed->pairing,
           "show instead how many runs it saves that all policies have the same random draws");
  on_run(command, [options, question, printed, &status] { compare(*options, *question, *printed, status); });
}

}  // namespace tools
