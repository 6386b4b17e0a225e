#include "tools/study/source.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/experiment/manifest.h"

namespace tools {
namespace {

/// Whose figures must be credited wherever they are used (README.md).
constexpr const char* kCredited = "Epoch AI";
constexpr std::size_t kShownDigits = 10;  ///< of a commit

bool uses_credited(const sim::StudyRecord& record) {
  return std::any_of(record.scenarios.begin(), record.scenarios.end(),
                     [](const sim::StoredScenario& scenario) {
                       return scenario.resolved.find(kCredited) != std::string::npos;
                     });
}

}  // namespace

std::string source_note(const sim::StudyRecord& record) {
  // Runs that are not kept say nothing of their program: they were made by this one, just now.
  const sim::Build& present = sim::this_build();
  const sim::Build& build = record.build.version.empty() ? present : record.build;
  const std::string day = build.commit == present.commit ? sim::commit_day() : "";
  return fmt::format("Source: Chokepoint {}, commit {}{}{}.{}", build.version,
                     build.commit.substr(0, kShownDigits), day.empty() ? "" : " of " + day,
                     build.changes == "none" ? "" : " with changes",
                     uses_credited(record)
                         ? fmt::format(" Chip shipments and product mixes to the end of 2024: {}.", kCredited)
                         : "");
}

std::vector<sim::Table> with_source(const sim::StudyRecord& record, std::vector<sim::Table> tables) {
  const std::string source = source_note(record);
  for (sim::Table& table : tables) {
    if (!table.notes.empty()) table.notes.push_back(source);
  }
  return tables;
}

}  // namespace tools
