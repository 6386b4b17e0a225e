#include "tools/commands/all.h"

#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/figures/calibration.h"
#include "tools/figures/draw.h"
#include "tools/study/source.h"
#include "tools/tables/calibration.h"

namespace tools {
namespace {

/// A wave of so many takes a minute of two processors.
constexpr std::uint64_t kWaveRuns = 2000;

void write_tables(const std::filesystem::path& out, const NamedTables& tables) {
  for (const auto& [name, table] : tables) {
    for (const auto& [ending, format] : {std::pair{"csv", sim::Format::kCsv}, {"md", sim::Format::kMarkdown}})
      sim::write_file_atomically(out / fmt::format("{}.{}", name, ending), sim::write(table, format));
  }
}

void calibrate_model(CalibrateOptions options, const std::string& through, int& status) {
  const sim::Format format = format_named(options.study.format);
  const auto day = sim::Date::parse(through);
  if (!day) refuse_argument("--through", fmt::format("'{}' is no day; as 2024-12-31", through));
  options.through = *day;
  const Calibration calibration = calibrate(options);
  status = exit_status(0, calibration.interrupted);
  if (calibration.interrupted) return;
  NamedTables tables = calibration_tables(calibration);
  std::vector<sim::Table> to_show;
  for (auto& [name, table] : tables) {
    table = with_source({table}).front();
    to_show.push_back(table);
  }
  show(std::move(to_show), format, options.study.screen);
  if (!calibration.unmet.empty()) status = 1;
  if (options.study.out.empty()) return;
  const std::filesystem::path out = options.study.out;
  write_tables(out, tables);
  if (calibration.unmet.empty() && !calibration.active.empty())
    sim::write_file_atomically(out / "posterior.csv", posterior_csv(calibration));
  complain(write_figures(out / "figures", calibration_figures(calibration)));
}

}  // namespace

void declare_calibrate(CLI::App& command, int& status) {
  const auto options = std::make_shared<CalibrateOptions>();
  const auto through = std::make_shared<std::string>("2024-12-31");
  options->study.runs = kWaveRuns;
  add_option(command, "--through", *through, "last day of figures that are used").shows_default();
  add_whole<std::uint64_t>(command, "-n,--runs", options->study.runs, "runs of a wave", 100, 1000000)
      .shows_default(fmt::format("{}", kWaveRuns));
  add_whole<std::size_t>(command, "--waves", options->most_waves, "the most waves", 1, 50).shows_default("5");
  add_whole<std::size_t>(command, "--points", options->points, "draws of the posterior", 10, 100000)
      .shows_default("500");
  add_whole<std::size_t>(command, "--trials", options->trials,
                         "synthetic records on which the method is tried, from known parameters", 0, 10000)
      .shows_default("0");
  add_whole(command, "--seed", options->study.seed, "seed of all random draws").shows_default("1");
  add_option(command, "--set", options->study.overrides,
             "path=value laid over the scenario; may be repeated");
  add_whole(command, "--threads", options->study.threads, "threads; 0 for all that may be used", 0, 4096)
      .shows_default("0");
  add_option(command, "--scenarios", options->study.folder, "the scenarios folder");
  add_flag(command, "--check", options->study.check, "check conservation every week");
  declare_shown_options(command, options->study.format, options->study.screen);
  add_option(command, "--out", options->study.out,
             "folder for tables, figures and posterior.csv; runs that are there are kept");
  on_run(command, [options, through, &status] { calibrate_model(*options, *through, status); });
}

}  // namespace tools
