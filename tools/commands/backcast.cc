#include "tools/commands/all.h"

#include <memory>

#include <fmt/format.h>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/folder.h"
#include "tools/study/batch.h"
#include "tools/study/result_folder.h"
#include "tools/study/source.h"
#include "tools/tables/blind.h"
#include "tools/tables/record.h"

namespace tools {
namespace {

/// Whether runs at central values are set beside the drawn ones.
enum class Central { kLeftOut, kShown };

struct BackcastOptions {
  StudyOptions study;
  Central central = Central::kLeftOut;
  Discrepancy discrepancy = Discrepancy::kAdded;
  std::string after;  ///< a day, or nothing
};

void backcast(const BackcastOptions& asked, int& status) {
  const StudyOptions& options = asked.study;
  const std::string& after = asked.after;
  const sim::Format format = format_named(options.format);
  const auto day = sim::Date::parse(after);
  if (!after.empty() && !day) refuse_argument("--after", fmt::format("'{}' is no day; as 2023-12-31", after));
  const RecordFile record = read_record(scenario_folder(options.folder) / "record.yaml");
  if (options.scenarios.size() > 1) refuse_argument("scenario", "one scenario at a time");
  const std::string& policy = options.scenarios.front();
  std::vector<Variant> variants{{.name = policy, .policy = policy}};
  if (asked.central == Central::kShown)
    variants.push_back(
        {.name = policy + " central", .policy = policy, .parameters = chokepoint::ParameterValues::kCentral});
  const Results results = run_study(typed_study(options, variants));
  const sim::Table table = record_table(results, record, asked.discrepancy);
  const sim::Table left_out = left_out_table(record);
  std::vector<sim::Table> to_show{table};
  if (is_for_people(format)) to_show.push_back(left_out);
  NamedTables tables{{"record", table}, {"left_out", left_out}};
  if (day) {
    tables.emplace_back("blind", blind_table(results, record, *day, asked.discrepancy));
    to_show.push_back(tables.back().second);
  }
  show(with_source(results.record(), std::move(to_show)), format, options.screen);
  write_results(results, tables);
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_backcast(CLI::App& command, int& status) {
  const auto options = std::make_shared<BackcastOptions>();
  declare_study_options(command, options->study);
  add_flag(
      command, "--central", [options] { options->central = Central::kShown; },
      "beside them, runs with every parameter at its central value");
  add_flag(
      command, "--no-discrepancy", [options] { options->discrepancy = Discrepancy::kLeftOut; },
      "leave out what the model misses on record: parameters and luck alone");
  add_option(command, "--after", options->after,
             "score figures after a day, as 2023-12-31, beside persistence and trend: a blind test");
  on_run(command, [options, &status] {
    if (options->study.until.empty()) options->study.until = "2025-12-31";
    backcast(*options, status);
  });
}

}  // namespace tools
