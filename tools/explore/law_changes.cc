#include "tools/explore/law_changes.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/law/law.h"
#include "models/scenario/scenario_input.h"
#include "sim/input/fields_read.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace tools {
namespace {

using nlohmann::json;

/// An entry of calendar_changes, as it is written; `from`: "" its own day, "never" takes it out.
struct Entry {
  const char* regime;
  const char* from;
};
struct Change {
  const char* id;
  const char* group;
  const char* title;
  std::vector<Entry> entries;
};

constexpr const char* kLoopholes = "Loopholes closed";
constexpr const char* kQuotas = "Quotas on what is licensed";
constexpr const char* kBills = "Bills and drafts";

/// As in the policies that make these changes alone: tight, h20-banned-2023, no-headquarters-gap, affiliates-back,
/// h200-uncapped, diffusion-kept.
const std::vector<Change>& changes() {
  static const std::vector<Change> all{
      {"link",
       kLoopholes,
       "Slower links no way out from March 2023 on",
       {{"2023-10", "2023-03-01"}, {"2023-10-letter", "never"}}},
      {"h20",
       kLoopholes,
       "H20 banned with the rule of November 2023",
       {{"2025-04", "2023-11-17"}, {"2025-07", "never"}}},
      {"headquarters",
       kLoopholes,
       "Headquarters rule enforced throughout",
       {{"2025-05", "never"}, {"2026-05", "never"}}},
      {"affiliates",
       kLoopholes,
       "What listed firms own is listed from November 2026",
       {{"affiliates-back", ""}}},
      {"no-h200",
       kQuotas,
       "No licences for H200-class chips at all",
       {{"2026-01", "never"}, {"2026-03", "never"}}},
      {"half", kQuotas, "H200-class: half of home sales the only ceiling", {{"2026-03", "never"}}},
      {"uncapped", kQuotas, "H200-class: no ceiling", {{"h200-uncapped", ""}, {"2026-03", "never"}}},
      {"countries",
       kQuotas,
       "Ceilings by country (diffusion framework kept)",
       {{"2025-01-diffusion", ""}, {"2025-05", "never"}, {"2026-05", "never"}}}};
  return all;
}

json change_json(const Change& change, const std::set<std::string>& known) {
  std::vector<std::string> entries;
  json needs = json::array();
  json adds = json::array();
  for (const Entry& entry : change.entries) {
    const std::string from = entry.from;
    if (known.count(entry.regime) == 0) return nullptr;
    (from == "never" || !from.empty() ? needs : adds).push_back(entry.regime);
    entries.push_back(from.empty()      ? fmt::format("{{regime: {}}}", entry.regime)
                      : from == "never" ? fmt::format("{{regime: {}, never: true}}", entry.regime)
                                        : fmt::format("{{regime: {}, from: {}}}", entry.regime, from));
  }
  return {
      {"id", change.id},           {"group", change.group},
      {"title", change.title},     {"set", fmt::format("calendar_changes=[{}]", fmt::join(entries, ", "))},
      {"needs", std::move(needs)}, {"adds", std::move(adds)}};
}

std::string word_at(const sim::Node& node, const char* key) {
  const sim::Node* found = node.find(key);
  return found == nullptr ? "" : found->text;
}

/// Whether a law can be written of what a resolved policy says of it.
bool is_lawful(const sim::Node& root, const Library& library) {
  std::vector<chokepoint::CalendarEntry> calendar;
  std::vector<chokepoint::CalendarChange> changes;
  std::vector<chokepoint::LoopholeInput> adaptation;
  sim::Problems problems;
  const auto read = [&](const char* list, auto& into) {
    if (const sim::Node* written = root.find(list)) sim::read(*written, into, list, problems);
  };
  read("calendar", calendar);
  read("calendar_changes", changes);
  read("adaptation", adaptation);
  calendar = chokepoint::changed(std::move(calendar), changes, problems);
  if (problems.empty())
    chokepoint::write_laws(library.regimes, calendar, adaptation, library.catalogue, library.network,
                           problems);
  return problems.empty();
}

}  // namespace

json law_changes(const std::filesystem::path& folder, sim::Problems& problems) {
  std::set<std::string> known;
  std::vector<std::pair<std::string, std::string>> drafts;
  for (const sim::Node& regime : read_regime_files(folder, problems)) {
    known.insert(word_at(regime, "regime"));
    if (word_at(regime, "draft") == "true")
      drafts.emplace_back(word_at(regime, "regime"), word_at(regime, "title"));
  }
  json all = json::array();
  std::set<std::string> named;
  for (const Change& change : changes()) {
    for (const Entry& entry : change.entries) named.insert(entry.regime);
    if (json row = change_json(change, known); !row.is_null()) all.push_back(std::move(row));
  }
  for (const auto& [regime, title] : drafts) {
    if (named.count(regime) != 0) continue;
    all.push_back(change_json({regime.c_str(), kBills, title.c_str(), {{regime.c_str(), ""}}}, known));
  }
  return all;
}

std::vector<std::string> refused_changes(const std::filesystem::path& folder, const std::string& policy,
                                         const std::vector<std::string>& overrides) {
  sim::Problems problems;
  const Library library = read_library(folder, problems);
  PolicyReader reader(folder);
  std::vector<std::string> refused;
  for (const json& change : law_changes(folder, problems)) {
    if (std::ranges::find(overrides, change["set"].get<std::string>()) != overrides.end()) continue;
    std::vector<std::string> with = overrides;
    with.push_back(change["set"]);
    sim::Problems of_policy;
    const sim::Node root = reader.resolve(policy, with, "", of_policy, of_policy);
    if (!is_lawful(root, library)) refused.push_back(change["id"]);
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  return refused;
}

}  // namespace tools
