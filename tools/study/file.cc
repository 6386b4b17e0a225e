#include "tools/study/file.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "models/record/measures.h"
#include "sim/input/names.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

void check_measure(const sim::Reference& measure, sim::Problems& problems) {
  if (measure.name.empty() || chokepoint::find_measure(measure.name) != nullptr) return;
  std::vector<std::string> names;
  for (const chokepoint::Measure& known : chokepoint::measures()) names.emplace_back(known.name);
  problems.add(measure.at, fmt::format("unknown measure '{}'", measure.name),
               sim::did_you_mean(measure.name, names));
}

void check_policy(const sim::Reference& policy, const std::vector<std::string>& known,
                  sim::Problems& problems) {
  if (policy.name.empty() || std::find(known.begin(), known.end(), policy.name) != known.end()) return;
  problems.add(policy.at, fmt::format("unknown policy '{}'", policy.name),
               sim::did_you_mean(policy.name, known));
}

void check_lever(const sim::Reference& lever, const StudyInput& study, sim::Problems& problems) {
  if (lever.name.empty() || study.levers.find(lever.name) != nullptr) return;
  problems.add(
      lever.at, fmt::format("unknown lever '{}'", lever.name),
      study.levers.empty() ? "the study has no levers" : sim::did_you_mean(lever.name, study.levers.names()));
}

void check_names(const StudyInput& study, const fs::path& folder, sim::Problems& problems) {
  const std::vector<std::string> policies = policies_of(folder);
  std::set<std::string> names;
  for (const sim::Reference& scenario : study.scenarios) {
    check_policy(scenario, policies, problems);
    if (!names.insert(scenario.name).second)
      problems.add(scenario.at, fmt::format("scenario '{}' is named twice", scenario.name), "leave one out");
  }
  for (const auto& [name, at, version] : study.versions) {
    check_policy(version.policy, policies, problems);
    if (!names.insert(name).second)
      problems.add(at, fmt::format("version '{}' has the name of a scenario", name),
                   "give it one of its own");
  }
  for (const sim::Reference& measure : study.measures) check_measure(measure, problems);
  for (const auto& [name, at, figure] : study.figures) {
    if (chokepoint::find_measure(name) != nullptr)
      problems.add(at, fmt::format("figure '{}' has the name of a measure", name), "name it otherwise");
  }
  if (study.outcome && study.figures.find(study.outcome->measure.name) == nullptr)
    check_measure(study.outcome->measure, problems);
  if (!study.threshold) return;
  check_measure(study.threshold->outcome.measure, problems);
  check_lever(study.threshold->lever, study, problems);
  if (!study.threshold->frontier) return;
  const sim::Reference& frontier = *study.threshold->frontier;
  check_lever(frontier, study, problems);
  const LeverInput* lever = study.levers.find(frontier.name);
  if (lever != nullptr && lever->levels.empty())
    problems.add(frontier.at, fmt::format("lever '{}' has no levels to search at", frontier.name),
                 "give it levels in place of a range");
}

}  // namespace

void LeverInput::check(sim::Checker& checker) const {
  const bool is_range = low.has_value() || high.has_value();
  if (levels.empty() && !is_range) checker.problem("path", "a lever needs levels, or low and high");
  if (!levels.empty() && is_range) checker.problem("levels", "levels and a range", "leave one of them out");
  if (low.has_value() != high.has_value())
    checker.problem(low ? "low" : "high", "a range needs both of its ends");
  if (low && high && *low >= *high)
    checker.problem("low", fmt::format("low {} is not below high {}", *low, *high));
  if (log && (!low || *low <= 0)) checker.problem("log", "a range by factors begins above 0");
}

void DesignInput::check(sim::Checker& checker) const {
  if (method == StudyMethod::kNone && samples != 0)
    checker.problem("samples", "samples of no design", "name a method: grid, sobol, saltelli ...");
  const bool needs =
      method != StudyMethod::kNone && method != StudyMethod::kGrid && method != StudyMethod::kOneAtATime;
  if (needs && samples == 0)
    checker.problem("method", fmt::format("{} needs samples", sim::enum_name(method)),
                    "for example: samples: 128");
  if (second_order && method != StudyMethod::kSaltelli)
    checker.problem("second_order", "only saltelli has indices of pairs");
  if (is_grouped() && method != StudyMethod::kSaltelli && method != StudyMethod::kMorris)
    checker.problem(groups.empty() ? "grouped" : "groups", "only saltelli and morris move groups");
}

void ThresholdInput::check(sim::Checker& checker) const {
  if (!outcome.at_least) checker.problem("outcome", "what must the measure reach?", "add at_least");
  if (frontier && frontier->name == lever.name)
    checker.problem("frontier", fmt::format("'{}' is the lever itself", lever.name), "name another");
}

void StudyInput::check(sim::Checker& checker) const {
  if (scenarios.empty() && versions.empty())
    checker.problem("study", "a study of no scenario", "add scenarios: [history, tight]");
  if (design.method == StudyMethod::kGrid && levers.empty() && !parameters)
    checker.problem("design", "a grid over nothing", "add levers");
  if (streams == DrawsAre::kFactor &&
      (design.method == StudyMethod::kNone || design.method == StudyMethod::kGrid ||
       design.method == StudyMethod::kOneAtATime))
    checker.problem("luck", "only sampled designs vary random draws",
                    "latin_hypercube, sobol, saltelli or morris");
  std::vector<int> asked = years;
  if (outcome) asked.push_back(outcome->year);
  if (threshold) asked.push_back(threshold->outcome.year);
  for (const int year : asked) {
    if (!until || sim::Date::of(year, 12, 31) <= *until) continue;
    checker.problem("until", fmt::format("runs end before the end of {}", year),
                    "run longer, or drop the year");
    break;
  }
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i - 1] >= years[i]) checker.problem("years", "years rise");
  }
}

fs::path study_file(const fs::path& folder, const std::string& word) {
  const fs::path named = folder / "studies" / (word + ".yaml");
  return is_there(named) ? named : fs::path(word);
}

std::vector<std::string> studies_of(const fs::path& folder) { return yaml_names(folder / "studies"); }

StudyInput read_study(const fs::path& folder, const std::string& word, sim::Problems& problems) {
  const fs::path file = study_file(folder, word);
  StudyInput study;
  if (!is_there(file)) {
    const auto known = studies_of(folder);
    problems.add(argument("STUDY"), fmt::format("no study '{}'", word),
                 known.empty() ? fmt::format("there are no studies in {}", shown_path(folder))
                               : sim::did_you_mean(word, known));
    return study;
  }
  const sim::Node written = sim::read_yaml(file, shown_path(file), problems);
  sim::read(written, study, "study", problems);
  sim::check_name(written.find("study"), "study", problems);
  for (const auto& version : study.versions) sim::check_name(version.name, version.at, "version", problems);
  for (const auto& lever : study.levers) sim::check_name(lever.name, lever.at, "lever", problems);
  check_names(study, folder, problems);
  return study;
}

}  // namespace tools
