#include "tools/commands/all.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/asked.h"
#include "tools/study/batch.h"
#include "tools/study/next_step.h"
#include "tools/study/result_folder.h"
#include "tools/study/source.h"
#include "tools/tables/answer.h"
#include "tools/tables/licences.h"
#include "tools/tables/notes.h"
#include "tools/tables/price.h"

namespace tools {
namespace {

/// Tables of what was kept, for documents; where nothing was, which mechanisms carry what was priced first.
std::string after_price(const StudyOptions& options) {
  if (!options.out.empty()) return next_step({"tables", options.out, "--out", options.out + "/tables"});
  return next_step(options, "ablate", {options.scenarios.front()});
}

void price(const StudyOptions& options, const RunQuestion& question, int& status) {
  const sim::Format format = format_named(options.format);
  Study study = typed_study(options, priced_variants(options));
  require_kept(study.input, question);
  const Results results = run_study(std::move(study));
  year_within(results, 0);  // refuses runs without a whole year
  const Answer said = answer(results, question);
  const sim::Table table = price_table(results);
  const sim::Table licences = licence_load_table(results);
  std::vector<sim::Table> to_show;
  if (is_for_people(format)) {
    for (std::size_t policy = 0; policy < options.scenarios.size(); ++policy)
      to_show.push_back(price_panel(results, policy, question.years));
    to_show.push_back(licences);
  } else {
    to_show.push_back(table);
  }
  show(with_source(results.record(), std::move(to_show)), format, options.screen);
  write_results(results, {{"price", table}, {"licences", licences}, {"answer", said.table}});
  if (format == sim::Format::kMarkdown) {
    say("\n{}\n", sentences_of(said));
    show(with_source(results.record(), {said.table}), format, {.width = options.screen.width});
    say("{}", after_price(options));
  }
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_price(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  const auto question = std::make_shared<RunQuestion>();
  declare_run_question(command, *question);
  on_run(command, [options, question, &status] { price(*options, *question, status); });
}

}  // namespace tools
