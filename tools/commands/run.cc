#include "tools/commands/all.h"

#include <memory>

#include "tools/console/output.h"
#include "tools/tables/headline.h"
#include "tools/tables/world.h"

namespace tools {
namespace {

/// Whether the table of all definitions is printed too.
enum class Definitions { kInFolderOnly, kPrinted };

void run(const StudyOptions& options, Definitions definitions, int& status) {
  const sim::Format format = format_named(options.format);
  const Study study = run_study(options);
  const sim::Table table = headline_table(study, options);
  if (format == sim::Format::kMarkdown || format == sim::Format::kLatex) {
    const std::vector<sim::Table> panels = headline_panels(study, options);
    for (std::size_t i = 0; i < panels.size(); ++i) {
      say("{}{}", i == 0 ? "" : "\n", sim::write(panels[i], format));
    }
    for (const sim::Table& panel : world_panels(study, year_within(study, kAnswerYear))) {
      say("\n{}", sim::write(panel, format));
    }
    if (definitions == Definitions::kPrinted)
      say("\n{}", sim::write(definitions_table(study, options), format));
  } else {
    say("{}", sim::write(table, format));
  }
  write_results(options, study,
                {{"headline", table},
                 {"definitions", definitions_table(study, options)},
                 {"world", world_table(study, year_within(study, kAnswerYear))}});
  status = study.interrupted ? 130 : study.failures.empty() ? 0 : 1;
}

}  // namespace

void declare_run(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  const auto definitions = std::make_shared<Definitions>(Definitions::kInFolderOnly);
  command.add_flag_callback(
      "--definitions", [definitions] { *definitions = Definitions::kPrinted; },
      "print all definitions too: campus, fleet, nation; H100e and chips; China and US; 2026 to 2028");
  command.callback([options, definitions, &status] { run(*options, *definitions, status); });
}

}  // namespace tools
