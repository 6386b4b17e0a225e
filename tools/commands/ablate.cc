#include "tools/commands/all.h"

#include <memory>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/batch.h"
#include "tools/study/result_folder.h"
#include "tools/study/source.h"
#include "tools/tables/ablation.h"

namespace tools {
namespace {

void ablate(StudyOptions options, int& status) {
  if (options.scenarios.empty()) options.scenarios = {"history"};
  if (options.scenarios.size() > 1) refuse_argument("scenario", "one scenario at a time can be taken apart");
  const sim::Format format = format_named(options.format);
  const Results results = run_study(typed_study(options, variants_without(options)));
  const sim::Table table = ablation_table(results);
  show(with_source(results.record(), {table}), format, options.screen);
  write_results(results, {{"ablation", table}});
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_ablate(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  argument_of(command, "scenario").required(false);
  on_run(command, [options, &status] { ablate(*options, status); });
}

}  // namespace tools
