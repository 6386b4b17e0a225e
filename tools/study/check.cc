#include "tools/study/check.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "models/scenario/idle_levers.h"
#include "models/scenario/scenario_input.h"
#include "sim/experiment/progress.h"
#include "sim/input/fields_walk.h"
#include "sim/input/number.h"
#include "tools/console/warnings.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/paths.h"
#include "tools/scenarios/second_looks.h"
#include "tools/study/checks.h"
#include "tools/study/cost.h"
#include "tools/study/directions_file.h"
#include "tools/study/essay_file.h"
#include "tools/study/questions.h"
#include "tools/study/study.h"

namespace tools {
namespace {

namespace fs = std::filesystem;
using chokepoint::Regime;
using sim::Node;
using sim::Problems;

/// A number written at a key of a map.
std::optional<double> number_at(const Node& map, std::string_view key) {
  const Node* written = map.find(key);
  return written == nullptr ? std::nullopt : sim::parse_number(written->text).value;
}

/// Parameters, not dated figures, whose central value is an end of their range; `path` holds the keys above the node.
void warn_of_one_sided(const Node& node, std::vector<std::string_view>& path, Problems& warnings) {
  for (const Node& item : node.items) warn_of_one_sided(item, path, warnings);
  for (const Node::Entry& entry : node.entries) {
    path.push_back(entry.key);
    warn_of_one_sided(entry.value, path, warnings);
    const auto value = number_at(entry.value, "value");
    const auto low = number_at(entry.value, "low");
    const auto high = number_at(entry.value, "high");
    const bool ranges = value && low && high && *low != *high && entry.value.find("date") == nullptr;
    if (ranges && (*value == *low || *value == *high)) {
      warnings.add(
          entry.value.find("value")->at,
          fmt::format("{}: the central value {} is an end of its range", fmt::join(path, "."), *value),
          fmt::format("from {} to {}", *low, *high));
    }
    path.pop_back();
  }
}

void warn_of_one_sided(const Node& root, Problems& warnings) {
  std::vector<std::string_view> path;
  warn_of_one_sided(root, path, warnings);
}

/// Bare numbers where a parameter may stand. A policy pins a parameter so; in the shared files it hides how unsure it
/// is.
void warn_of_bare(const Node& scenario, const std::vector<std::string>& shared, Problems& warnings) {
  chokepoint::ScenarioInput input;
  Problems none;
  sim::read(scenario, input, "scenario", none);
  sim::for_each_parameter(input, [&](const std::string& path, const sim::Parameter&, const sim::Says&) {
    const Node* written = node_at(scenario, path);
    if (written == nullptr || written->kind != Node::Kind::kScalar) return;
    if (std::find(shared.begin(), shared.end(), written->at.text->name) == shared.end()) return;
    warnings.add(written->at, fmt::format("{}: a parameter without range and source", path),
                 "write {value, low, high, source, confidence}");
  });
}

/// Names of the regimes that a scenario puts in force.
void add_in_force(const chokepoint::Scenario& scenario, std::set<std::string>& names) {
  for (const chokepoint::LawVersion& version : scenario.laws.front().rules.versions())
    names.insert(version.regimes.begin(), version.regimes.end());
}

/// Regimes that no calendar names and that nothing in force extends. A draft belongs in none.
std::vector<const Regime*> idle(const std::vector<Regime>& regimes, const std::set<std::string>& in_force) {
  std::vector<const Regime*> out;
  for (const Regime& regime : regimes) {
    if (!in_force.contains(regime.regime)) out.push_back(&regime);
  }
  return out;
}

/// Reads regimes by themselves, each with what it extends.
void check_alone(const std::vector<const Regime*>& idle_regimes, const std::vector<Regime>& all,
                 const chokepoint::Scenario& shared, Problems& problems) {
  for (const Regime* regime : idle_regimes) {
    chokepoint::CalendarEntry entry;
    entry.regime = {regime->regime, regime->at};
    entry.at = regime->at;
    chokepoint::build_rule_book(all, std::vector{entry}, shared.catalogue, shared.places, problems);
  }
}

/// Takes the words that mean a study out of a list.
std::vector<std::string> take_studies(std::vector<std::string>& words, const fs::path& folder) {
  const std::vector<std::string> policies = policies_of(folder);
  std::vector<std::string> studies;
  std::erase_if(words, [&](const std::string& word) {
    if (std::binary_search(policies.begin(), policies.end(), word)) return false;
    const fs::path file = study_file(folder, word);
    Problems none;
    std::error_code error;
    if (!fs::is_regular_file(file, error) ||
        sim::read_yaml(file, file.string(), none).find("study") == nullptr)
      return false;
    studies.push_back(word);
    return true;
  });
  return studies;
}

/// Whether it is said what a study takes, which one run of it tells.
enum class Costs { kLeftOut, kSaid };

/// Reads studies; warns of levers that come too late. Returns what they take.
std::string check_studies(const StudyOptions& options, const std::vector<std::string>& studies, Costs costs,
                          Problems& problems, Problems& warnings) {
  std::string said;
  sim::Progress progress(studies.size());
  for (const std::string& word : studies) {
    const std::size_t before = problems.size();
    const Study study = prepare_study(options, word, problems);
    progress.succeeded();
    if (problems.size() != before) continue;
    warn_of_late_levers(study, word, warnings);
    if (costs == Costs::kSaid) said += cost_words(study);
  }
  return said;
}

/// What is kept of scenarios that were read: a scenario takes some hundred kilobytes.
struct Seen {
  std::size_t count = 0;
  std::set<std::string> in_force;
  std::optional<chokepoint::Scenario> first;
};

/// Reads scenarios one after the other.
Seen check_policies(const fs::path& folder, const std::vector<std::string>& policies,
                    const std::vector<Node>& regimes, Problems& problems, Problems& warnings) {
  Seen seen;
  PolicyReader reader(folder);
  std::vector<std::string> shared;
  for (const char* name : {"supply.yaml", "actors.yaml", "labs.yaml", "priors.yaml"})
    shared.push_back(shown_path(folder / name));
  warn_of_bare(reader.shared(), shared, warnings);
  const std::size_t before = problems.size();
  for_each_override(reader, policies, {}, "", regimes, problems, warnings,
                    [&](const std::string& policy, const Node& root, chokepoint::Scenario scenario) {
                      if (problems.size() != before) return;
                      ++seen.count;
                      add_in_force(scenario, seen.in_force);
                      warn_of_one_sided(root, warnings);
                      warn_of_late(root, scenario.calendar.date_of(scenario.calendar.weeks).plus_days(-1),
                                   warnings);
                      chokepoint::find_idle_levers(scenario, root, warnings);
                      warn_of_places(scenario, warnings);
                      warn_of_unsold(scenario, shown_path(folder / "chips.yaml"), warnings);
                      if (const auto extended = reader.extended_by(policy))
                        warn_of_equal(root, *extended, warnings);
                      if (!seen.first) seen.first = std::move(scenario);
                    });
  return seen;
}

}  // namespace

Checked check_scenarios(const fs::path& folder, std::vector<std::string> scenarios) {
  Problems problems;
  if (!is_scenario_folder(folder, problems)) throw sim::BadInput(problems);
  const bool all_policies = scenarios.empty();
  if (all_policies) scenarios = policies_of(folder);
  std::vector<std::string> studies = take_studies(scenarios, folder);
  if (all_policies) studies = studies_of(folder);
  Problems warnings;
  StudyOptions options;
  options.folder = folder.string();
  const std::string costs =
      check_studies(options, studies, all_policies ? Costs::kLeftOut : Costs::kSaid, problems, warnings);
  if (scenarios.empty() && !studies.empty()) {
    if (!problems.empty()) throw sim::BadInput(problems);
    return {.studies = studies.size(), .warnings = lines_of(warnings), .costs = costs};
  }
  if (scenarios.empty())
    problems.add(argument("SCENARIO"), fmt::format("no policies in {}", shown_path(folder / "policies")));
  const std::vector<Node> files = read_regime_files(folder, problems);
  const Seen seen = check_policies(folder, scenarios, files, problems, warnings);
  if (all_policies) {
    read_directions(options, problems);
    read_essay(options, problems);
    check_questions(options, problems);
  }
  if (!problems.empty()) throw sim::BadInput(problems);

  const std::vector<Regime> regimes = chokepoint::read_regimes(files, problems);
  const std::vector<const Regime*> idle_regimes = idle(regimes, seen.in_force);
  check_alone(idle_regimes, regimes, *seen.first, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  for (const Node& regime : files) warn_of_one_sided(regime, warnings);
  for (const Regime* regime : idle_regimes) {
    if (regime->draft || !all_policies) continue;
    warnings.add(regime->at, fmt::format("regime '{}' is in no calendar", regime->regime),
                 "a draft says 'draft: true'");
  }
  return {seen.count, studies.size(), regimes.size(), lines_of(warnings), costs};
}

}  // namespace tools
