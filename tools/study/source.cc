#include "tools/study/source.h"

#include <algorithm>
#include <utility>

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

bool names_credited(const sim::Node& node) {
  return node.text.find(kCredited) != std::string::npos || std::ranges::any_of(node.items, names_credited) ||
         std::ranges::any_of(node.entries, names_credited, &sim::Node::Entry::value);
}

std::string note_of(const sim::Build& build, bool is_credited) {
  const std::string day = build.commit == sim::this_build().commit ? sim::commit_day() : "";
  return fmt::format(
      "Source: Chokepoint {}, commit {}{}{}.{}", build.version, build.commit.substr(0, kShownDigits),
      day.empty() ? "" : " of " + day, build.changes == "none" ? "" : " with changes",
      is_credited ? fmt::format(" Chip shipments and product mixes to the end of 2024: {}.", kCredited) : "");
}

std::vector<sim::Table> noted(std::vector<sim::Table> tables, const std::string& source) {
  for (sim::Table& table : tables) {
    if (!table.notes.empty()) table.notes.push_back(source);
  }
  return tables;
}

}  // namespace

std::string credits_of(const sim::Node& scenario) { return names_credited(scenario) ? kCredited : ""; }

std::string source_note(const sim::StudyRecord& record) {
  // Runs that are not kept say nothing of their program: they were made by this one, just now.
  return note_of(record.build.version.empty() ? sim::this_build() : record.build, uses_credited(record));
}

std::vector<sim::Table> with_source(const sim::StudyRecord& record, std::vector<sim::Table> tables) {
  return noted(std::move(tables), source_note(record));
}

std::vector<sim::Table> with_source(std::vector<sim::Table> tables) {
  return noted(std::move(tables), note_of(sim::this_build(), true));
}

}  // namespace tools
