#include "tools/explore/choices.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "models/record/measures.h"
#include "sim/input/priors.h"
#include "tools/explore/law_changes.h"
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

constexpr const char* kNotice = "parameters.rushes.lead_weeks";

std::string text_of(const sim::Node& node, const char* key) {
  const sim::Node* found = node.find(key);
  return found == nullptr ? "" : found->text;
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
           {"changes", law_changes(folder, problems)},
           {"measures", measures_json()}};
  sim::Problems of_history;
  sim::Node root = reader.resolve("history", {}, "", of_history, of_history);
  all["parameters"] = of_history.empty() ? parameters_json(root) : json::array();
  all["notice"] = of_history.empty() ? notice_json(root) : json();
  if (!problems.empty()) throw sim::BadInput(problems);
  return all;
}

}  // namespace tools
