#include "tools/commands/all.h"

#include <memory>

#include "tools/console/output.h"
#include "tools/tables/differences.h"

namespace tools {
namespace {

void compare(const StudyOptions& options, int& status) {
  if (options.scenarios.size() < 2)
    throw CLI::ValidationError("scenario", "compare needs two scenarios or more");
  const sim::Format format = format_named(options.format);
  const Study study = run_study(options);
  const sim::Table table = difference_table(study, options);
  say("{}", sim::write(table, format));
  write_results(options, study, {{"differences", table}});
  status = study.interrupted ? 130 : study.failures.empty() ? 0 : 1;
}

}  // namespace

void declare_compare(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  command.callback([options, &status] { compare(*options, status); });
}

}  // namespace tools
