// Studies that are typed on the command line: policies, or variants of one.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/console/warnings.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/record.h"
#include "tools/study/study.h"

namespace tools {
namespace {

/// Years that any of them tells of.
std::vector<int> years_of(const std::vector<Variant>& variants) {
  std::set<int> years;
  for (const Variant& variant : variants) {
    const std::vector<int> told = chokepoint::years_told(variant.scenario->calendar);
    years.insert(told.begin(), told.end());
  }
  return {years.begin(), years.end()};
}

/// Found out before the runs: tables are of whole years.
void require_a_whole_year(const std::vector<Variant>& variants) {
  const bool has_year = std::any_of(variants.begin(), variants.end(), [](const Variant& variant) {
    const sim::Calendar& calendar = variant.scenario->calendar;
    return calendar.date_of(calendar.weeks).year() > calendar.first.year();
  });
  if (!has_year)
    refuse_input(argument("--until"), "no run reaches the end of a year",
                 "run longer, for example --until 2024-12-31");
}

std::vector<Variant> named(const StudyOptions& options) {
  std::vector<Variant> variants;
  for (const std::string& policy : options.scenarios) variants.push_back({.name = "", .policy = policy});
  return variants;
}

/// Reads them; throws sim::BadInput with every problem.
void read(const StudyOptions& options, Study& study, std::vector<Variant>& variants) {
  const auto folder = scenario_folder(options.folder);
  sim::Problems problems;
  sim::Problems warnings;
  if (!is_scenario_folder(folder, problems)) throw sim::BadInput(problems);
  study.regimes = read_regime_files(folder, problems);
  study.belief = read_belief(options.belief, folder, problems);
  PolicyReader reader(folder);
  read_variants(reader, {options.overrides, study.regimes, {}, options.until, options.runs, study.belief},
                variants, problems, warnings);
  if (!problems.empty()) throw sim::BadInput(problems);
  warn_once(warnings);
}

/// The command that this one was, for the record.
std::string command_line(const StudyOptions& options) {
  return fmt::format("chokepoint {}{}{}{}", options.command, options.scenarios.empty() ? "" : " ",
                     fmt::join(options.scenarios, " "), option_words(options));
}

}  // namespace

std::string option_words(const StudyOptions& options) {
  std::string words = fmt::format(" -n {} --seed {}", options.runs, options.seed);
  for (const std::string& set : options.overrides) words += fmt::format(" --set '{}'", set);
  if (!options.until.empty()) words += fmt::format(" --until {}", options.until);
  return words + command_words(options.belief, scenario_folder(options.folder));
}

Study typed_study(const StudyOptions& options, std::vector<Variant> variants) {
  Study study;
  read(options, study, variants);
  require_a_whole_year(variants);
  study.options = options;
  study.variants = std::move(variants);
  study.kept = Kept::kOutcomes;
  // Commands that make the same runs find each other's in a folder.
  study.input.study = options.command == "compare" ? "run" : options.command;
  study.input.title = "Runs of policies";
  study.input.seed = options.seed;
  study.input.years = years_of(study.variants);
  study.input.outcome =
      OutcomeInput{{"campus_china", {}}, std::min(kUsualYear, study.input.years.back()), std::nullopt};
  for (const Variant& variant : study.variants) {
    study.input.scenarios.push_back({variant.name, {}});
    study.input.replicates = std::max(study.input.replicates, variant.replicates);
    study.input.price = study.input.price || variant.role != PriceRole::kPolicy;
  }
  for (const chokepoint::Measure& measure : chokepoint::measures()) {
    for (const int year : study.input.years) study.outputs.push_back(output_of(measure, year));
  }
  study.points = sim::Design();
  study.record = record_of(study, text_of(study.input));
  study.record.points = 1;
  study.record.command_line = command_line(options);
  return study;
}

Study typed_study(const StudyOptions& options) { return typed_study(options, named(options)); }

std::vector<Variant> priced_variants(const StudyOptions& options) {
  std::vector<Variant> policies = named(options);
  Study study;
  read(options, study, policies);
  std::vector<Variant> variants;
  for (const Variant& policy : policies) {
    const Variant as_it_is{.name = policy.name, .policy = policy.policy};
    for (const PriceRole role : {PriceRole::kPolicy, PriceRole::kWithoutControls, PriceRole::kUnenforced})
      variants.push_back(in_role(as_it_is, role));
  }
  return variants;
}

}  // namespace tools
