#include "tools/commands/all.h"

#include <memory>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/batch.h"
#include "tools/study/result_folder.h"
#include "tools/tables/differences.h"

namespace tools {
namespace {

void compare(const StudyOptions& options, int& status) {
  if (options.scenarios.size() < 2) refuse_argument("scenario", "compare needs two scenarios or more");
  const sim::Format format = format_named(options.format);
  const Results results = run_study(typed_study(options));
  const sim::Table table = difference_table(results);
  say("{}", sim::write(table, format));
  write_results(results, {{"differences", table}});
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_compare(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  on_run(command, [options, &status] { compare(*options, status); });
}

}  // namespace tools
