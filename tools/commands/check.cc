#include "tools/commands/all.h"

#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/report/words.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/folder.h"
#include "tools/study/check.h"

namespace tools {
void declare_check(CLI::App& command, int& status) {
  const auto scenarios = std::make_shared<std::vector<std::string>>();
  const auto folder = std::make_shared<std::string>();
  add_option(command, "SCENARIO", *scenarios,
             "policy or study files, or their names in the scenarios folder (all of them)");
  add_option(command, "--scenarios", *folder, "the scenarios folder");
  on_run(command, [scenarios, folder, &status] {
    const Checked checked = check_scenarios(scenario_folder(*folder), *scenarios);
    for (const std::string& warning : checked.warnings) say("{}\n", warning);
    say("{}", checked.costs);
    std::vector<std::string> counts;
    if (checked.scenarios > 0) counts.push_back(sim::counted(checked.scenarios, "scenario"));
    if (checked.studies > 0)
      counts.push_back(fmt::format("{} {}", checked.studies, checked.studies == 1 ? "study" : "studies"));
    if (checked.regimes > 0) counts.push_back(sim::counted(checked.regimes, "regime"));
    counts.emplace_back("no problems");
    if (!checked.warnings.empty()) counts.push_back(sim::counted(checked.warnings.size(), "warning"));
    say("{}\n", fmt::join(counts, ", "));
    status = 0;
  });
}

}  // namespace tools
