#include "tools/commands/all.h"

#include <memory>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/batch.h"
#include "tools/study/result_folder.h"
#include "tools/tables/differences.h"
#include "tools/tables/pairing.h"

namespace tools {
namespace {

/// What is asked of the pairs: differences, or what it saves that they are pairs.
enum class Shown { kDifferences, kPairing };

void compare(const StudyOptions& options, Shown shown, int& status) {
  if (options.scenarios.size() < 2) refuse_argument("scenario", "compare needs two scenarios or more");
  const sim::Format format = format_named(options.format);
  const Results results = run_study(typed_study(options));
  const NamedTables tables{shown == Shown::kPairing
                               ? NamedTables::value_type{"pairing", pairing_table(results)}
                               : NamedTables::value_type{"differences", difference_table(results)}};
  say("{}", sim::write(tables.front().second, format));
  write_results(results, tables);
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_compare(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  const auto shown = std::make_shared<Shown>(Shown::kDifferences);
  add_flag(
      command, "--pairing", [shown] { *shown = Shown::kPairing; },
      "show instead how many runs it saves that all policies have the same random draws");
  on_run(command, [options, shown, &status] { compare(*options, *shown, status); });
}

}  // namespace tools
