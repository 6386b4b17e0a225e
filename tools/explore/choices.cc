#include "tools/explore/choices.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/record/measures.h"
#include "sim/input/priors.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/scenarios/levers.h"
#include "tools/tables/reference.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using nlohmann::json;

// In the order of their partial rank correlation with China's largest fleet at the end of 2027 under `history`: a Sobol'
// design of 1,024 points over all of priors.yaml, random draws varied too, made with `sweep` and `analyze sensitivity` at
// commit 9880d10. The first sixteen are told from noise there; of the last four that is open.
constexpr const char* kParameters[] = {
    "parameters.renting.built_to_suit",       "parameters.demand.chinese_spending",
    "parameters.channels.hosting_cost",       "parameters.renting.margin",
    "parameters.sectors.hyperscaler.renting", "parameters.renting.let_factor",
    "parameters.renting.life_years",          "parameters.campuses.abroad_power",
    "parameters.renting.site_power",          "parameters.sellers.honours_paper",
    "parameters.sellers.scarcity_markup",     "parameters.demand.spending_form",
    "parameters.demand.abroad_spending",      "parameters.demand.spending_answers",
    "parameters.renting.contract_weeks",      "parameters.sectors.hyperscaler.lock_in",
    "parameters.sectors.startup.renting",     "parameters.risk.found",
    "parameters.supply.packaging_factor",     "parameters.gate.admits",
};

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

constexpr const char* kNotice = "parameters.rushes.lead_weeks";

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

std::string text_of(const sim::Node& node, const char* key) {
  const sim::Node* found = node.find(key);
  return found == nullptr ? "" : found->text;
}

/// The changes above of which the folder has the regimes, then every draft that none of them names.
json changes_json(const std::filesystem::path& folder, sim::Problems& problems) {
  std::set<std::string> known;
  std::vector<std::pair<std::string, std::string>> drafts;
  for (const sim::Node& regime : read_regime_files(folder, problems)) {
    known.insert(text_of(regime, "regime"));
    if (text_of(regime, "draft") == "true")
      drafts.emplace_back(text_of(regime, "regime"), text_of(regime, "title"));
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

/// The regimes of a resolved policy's calendar with its changes made.
json calendar_of(const sim::Node& root) {
  std::set<std::string> regimes;
  for (const char* list : {"calendar", "calendar_changes"}) {
    const sim::Node* entries = root.find(list);
    if (entries == nullptr) continue;
    for (const sim::Node& entry : entries->items) {
      if (text_of(entry, "never") == "true") {
        regimes.erase(text_of(entry, "regime"));
      } else {
        regimes.insert(text_of(entry, "regime"));
      }
    }
  }
  return regimes;
}

json policies_json(PolicyReader& reader, const std::filesystem::path& folder) {
  json all = json::array();
  for (const std::string& name : policies_of(folder)) {
    sim::Problems problems;  // of a policy that cannot be read: whoever chooses it is told
    const sim::Node root = reader.resolve(name, {}, "", problems, problems);
    const std::string title = text_of(root, "title");
    all.push_back({{"name", name},
                   {"title", title.empty() ? name : title},
                   {"says", text_of(root, "says")},
                   {"regimes", calendar_of(root)}});
  }
  return all;
}

/// Levels that a lever stops at: as it was among them.
std::vector<double> stops_of(const sim::FieldRow& lever) {
  if (lever.unit == "fraction") return {0, 0.1, 0.2, 0.3, 0.5};
  if (lever.unit != "x") return {0, 117.5e6, 235e6, 470e6, 705e6, 1175e6};  // the budget of 2026 is 235 M
  return {0, 0.2, 0.5, 1, 2, 3, 5, 10};
}

json levers_json() {
  json all = json::array();
  for (const sim::FieldRow& lever : levers()) {
    all.push_back(
        {{"path", lever.path}, {"title", lever.says}, {"unit", lever.unit}, {"stops", stops_of(lever)}});
  }
  return all;
}

json parameters_json(const sim::Node& root) {
  std::map<std::string, json> found;
  for_each_parameter_of(
      root, [&](const std::string& path, const sim::Parameter& parameter, const sim::Says& says) {
        found[path] = {{"title", says.says},       {"unit", says.unit},
                       {"value", parameter.value}, {"low", parameter.low},
                       {"high", parameter.high},   {"shape", sim::enum_name(parameter.shape)}};
      });
  json all = json::array();
  for (const char* offered : kParameters) {
    const auto row = found.find(offered);
    if (row == found.end()) continue;
    row->second["path"] = offered;
    all.push_back(row->second);
  }
  return all;
}

/// How long before its day buyers know of a change of the law: a parameter that policy makers have a hand in.
json notice_json(const sim::Node& root) {
  json notice;
  for_each_parameter_of(root, [&](const std::string& path, const sim::Parameter&, const sim::Says& says) {
    if (path == kNotice)
      notice = {{"path", kNotice}, {"title", says.says}, {"stops", {0, 2, 4, 8, 13, 26, 52}}};
  });
  return notice;
}

json measures_json() {
  json all = json::array();
  for (const chokepoint::Measure& measure : chokepoint::measures())
    all.push_back({{"name", measure.name}, {"title", measure_title(measure.name)}, {"unit", measure.unit}});
  return all;
}

}  // namespace

std::span<const char* const> offered_parameters() { return kParameters; }

json choices_of(const std::filesystem::path& folder) {
  sim::Problems problems;
  if (!is_scenario_folder(folder, problems)) throw sim::BadInput(problems);
  PolicyReader reader(folder);
  json all{{"policies", policies_json(reader, folder)},
           {"levers", levers_json()},
           {"changes", changes_json(folder, problems)},
           {"measures", measures_json()}};
  sim::Problems of_history;
  sim::Node root = reader.resolve("history", {}, "", of_history, of_history);
  all["parameters"] = of_history.empty() ? parameters_json(root) : json::array();
  all["notice"] = of_history.empty() ? notice_json(root) : json();
  if (!problems.empty()) throw sim::BadInput(problems);
  return all;
}

}  // namespace tools
