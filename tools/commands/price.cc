#include "tools/commands/all.h"

#include <memory>
#include <string>
#include <vector>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/batch.h"
#include "tools/study/result_folder.h"
#include "tools/tables/licences.h"
#include "tools/tables/notes.h"
#include "tools/tables/price.h"

namespace tools {
namespace {

void price(const StudyOptions& options, int& status) {
  const sim::Format format = format_named(options.format);
  const Results results = run_study(typed_study(options, priced_variants(options)));
  year_within(results, 0);  // refuses runs without a whole year
  const sim::Table table = price_table(results);
  if (format == sim::Format::kMarkdown || format == sim::Format::kLatex) {
    for (std::size_t policy = 0; policy < options.scenarios.size(); ++policy) {
      say("{}{}", policy == 0 ? "" : "\n", sim::write(price_panel(results, policy), format));
    }
  } else {
    say("{}", sim::write(table, format));
  }
  const sim::Table licences = licence_load_table(results);
  if (format == sim::Format::kMarkdown || format == sim::Format::kLatex)
    say("\n{}", sim::write(licences, format));
  write_results(results, {{"price", table}, {"licences", licences}});
  status = exit_status(results.counts().failed, results.interrupted());
}

}  // namespace

void declare_price(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  on_run(command, [options, &status] { price(*options, status); });
}

}  // namespace tools
