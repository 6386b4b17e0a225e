#include "tools/commands/all.h"

#include <memory>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/folder.h"
#include "tools/study/batch.h"
#include "tools/study/result_folder.h"
#include "tools/tables/record.h"

namespace tools {
namespace {

/// Whether runs at central values are set beside the drawn ones.
enum class Central { kLeftOut, kShown };

void backcast(const StudyOptions& options, Central central, int& status) {
  const sim::Format format = format_named(options.format);
  const RecordFile record = read_record(scenario_folder(options.folder) / "record.yaml");
  if (options.scenarios.size() > 1) refuse_argument("scenario", "one scenario at a time");
  const std::string& policy = options.scenarios.front();
  std::vector<Variant> variants{{.name = policy, .policy = policy}};
  if (central == Central::kShown)
    variants.push_back(
        {.name = policy + " central", .policy = policy, .parameters = chokepoint::ParameterValues::kCentral});
  const Results results = run_study(typed_study(options, variants));
  const sim::Table table = record_table(results, record);
  const sim::Table left_out = left_out_table(record);
  say("{}", sim::write(table, format));
  if (format == sim::Format::kMarkdown || format == sim::Format::kLatex)
    say("\n{}", sim::write(left_out, format));
  write_results(results, {{"record", table}, {"left_out", left_out}});
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_backcast(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  const auto central = std::make_shared<Central>(Central::kLeftOut);
  add_flag(
      command, "--central", [central] { *central = Central::kShown; },
      "beside them, runs with every parameter at its central value");
  on_run(command, [options, central, &status] {
    if (options->until.empty()) options->until = "2025-12-31";
    backcast(*options, *central, status);
  });
}

}  // namespace tools
