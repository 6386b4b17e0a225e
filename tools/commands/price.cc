#include "tools/commands/all.h"

#include <memory>
#include <string>
#include <vector>

#include "tools/console/output.h"
#include "tools/study/price_versions.h"
#include "tools/tables/licences.h"
#include "tools/tables/price.h"

namespace tools {
namespace {

void price(const StudyOptions& options, int& status) {
  const sim::Format format = format_named(options.format);
  const Study study = run_versions(options, priced_versions(options));
  year_within(study, 0);  // refuses runs without a whole year
  const sim::Table table = price_table(study, options);
  if (format == sim::Format::kMarkdown || format == sim::Format::kLatex) {
    for (std::size_t policy = 0; policy < options.scenarios.size(); ++policy) {
      say("{}{}", policy == 0 ? "" : "\n", sim::write(price_panel(study, options, policy), format));
    }
  } else {
    say("{}", sim::write(table, format));
  }
  std::vector<std::size_t> policies;
  for (std::size_t policy = 0; policy < options.scenarios.size(); ++policy)
    policies.push_back(policy * kVersions);
  const sim::Table licences = licence_load_table(study, options, policies);
  if (format == sim::Format::kMarkdown || format == sim::Format::kLatex)
    say("\n{}", sim::write(licences, format));
  write_results(options, study, {{"price", table}, {"licences", licences}});
  status = study.interrupted ? 130 : study.failures.empty() ? 0 : 1;
}

}  // namespace

void declare_price(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  command.callback([options, &status] { price(*options, status); });
}

}  // namespace tools
