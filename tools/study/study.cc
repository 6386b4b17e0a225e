#include "tools/study/study.h"
#include "tools/console/program.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "tools/console/arguments.h"
#include "tools/console/warnings.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/scenarios/read_each.h"
#include "tools/study/checks.h"
#include "tools/study/quantity.h"
#include "tools/study/record.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// What tables of a brief are made of.
constexpr const char* kUsualMeasures[] = {"campus_china",
                                          "fleet_china",
                                          "nation_china",
                                          "campus_china_chips",
                                          "fleet_china_chips",
                                          "nation_china_chips",
                                          "abroad_china",
                                          "abroad_china_chips",
                                          "campus_us",
                                          "still_legal",
                                          "before_ban",
                                          "licensed",
                                          "smuggled",
                                          "domestic",
                                          "rented_abroad",
                                          "smuggled_in_year",
                                          "smuggled_chips_in_year",
                                          "premium",
                                          "lag_months"};
constexpr const char* kPriceMeasures[] = {"sales_usd",           "sales_to_china_usd", "sales_to_china_h100e",
                                          "enforcement_usd",     "licences",           "licence_weeks",
                                          "honest_chips_refused"};
constexpr int kUsualYears[] = {2024, 2026, 2027, 2028};

std::vector<Variant> variants_of(const StudyInput& study) {
  const auto parameters = study.other_parameters == OtherParameters::kSampled
                              ? chokepoint::ParameterValues::kSampled
                              : chokepoint::ParameterValues::kCentral;
  std::vector<Variant> variants;
  for (const sim::Reference& policy : study.scenarios)
    variants.push_back({.name = policy.name, .policy = policy.name, .parameters = parameters});
  for (const auto& [name, at, version] : study.versions) {
    variants.push_back({.name = name,
                        .policy = version.policy.name,
                        .over = version.with.node,
                        .parameters = parameters,
                        .title = version.title});
  }
  if (!study.price) return variants;
  const std::size_t policies = variants.size();
  for (std::size_t i = 0; i < policies; ++i) {
    for (const PriceRole role : {PriceRole::kWithoutControls, PriceRole::kUnenforced})
      variants.push_back(in_role(variants[i], role));
  }
  return variants;
}

/// The years at whose ends something is kept.
std::vector<int> years_of(const StudyInput& study) {
  std::vector<int> years = study.years;
  if (years.empty()) years.assign(std::begin(kUsualYears), std::end(kUsualYears));
  if (study.outcome) years.push_back(study.outcome->year);
  if (study.threshold) years.push_back(study.threshold->outcome.year);
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

std::vector<StudyOutput> outputs_of(const StudyInput& study, const chokepoint::Scenario& scenario) {
  std::vector<const chokepoint::Measure*> measures;
  const auto add = [&](std::string_view name) {
    const chokepoint::Measure* measure = chokepoint::find_measure(name);
    if (measure != nullptr && std::find(measures.begin(), measures.end(), measure) == measures.end())
      measures.push_back(measure);
  };
  for (const sim::Reference& measure : study.measures) add(measure.name);
  if (study.measures.empty()) {
    for (const char* name : kUsualMeasures) add(name);
  }
  if (study.price) {
    for (const char* name : kPriceMeasures) add(name);
  }
  if (study.outcome) add(study.outcome->measure.name);
  if (study.threshold) add(study.threshold->outcome.measure.name);
  const sim::Date last = scenario.calendar.date_of(scenario.calendar.weeks).plus_days(6);
  std::vector<StudyOutput> outputs;
  for (const chokepoint::Measure* measure : measures) {
    for (const int year : years_of(study)) {
      if (last >= sim::Date::of(year, 12, 31)) outputs.push_back(output_of(*measure, year));
    }
  }
  return outputs;
}

/// Measures that are kept, at the ends of the years of a run at which they are not asked for.
std::vector<StudyOutput> beside_of(const std::vector<StudyOutput>& outputs, const sim::Calendar& calendar) {
  const sim::Date last = calendar.date_of(calendar.weeks).plus_days(6);
  const auto is_measure = [](const std::vector<StudyOutput>& among, const chokepoint::Measure* measure,
                             int year) {
    return std::any_of(among.begin(), among.end(), [&](const StudyOutput& output) {
      return output.measure == measure && output.year == year;
    });
  };
  std::vector<StudyOutput> beside;
  for (const StudyOutput& output : outputs) {
    if (output.measure == nullptr) continue;
    for (int year = calendar.first.year(); last >= sim::Date::of(year, 12, 31); ++year) {
      if (!is_measure(outputs, output.measure, year) && !is_measure(beside, output.measure, year))
        beside.push_back(output_of(*output.measure, year));
    }
  }
  return beside;
}

/// Reads the study's own figures and adds them to what is kept.
void read_figures(const chokepoint::Scenario& scenario, Study& study, sim::Problems& problems) {
  for (const auto& [name, at, figure] : study.input.figures) {
    const auto expression = figure_of(scenario, figure.is, problems);
    if (!expression) continue;
    sim::Date last = scenario.calendar.first;
    for (const sim::Quantity& quantity : expression->quantities())
      last = std::max(last, quantity.period.last);
    const sim::Date end = scenario.calendar.date_of(scenario.calendar.weeks).plus_days(-1);
    if (last > end)
      problems.add(figure.is.at, fmt::format("asks for {}, and runs end on {}", last.iso(), end.iso()),
                   fmt::format("until: {}-12-31", last.year()));
    study.outputs.push_back({name, figure.unit, figure.says, last.year(), nullptr, study.figures.size()});
    study.figures.push_back(*expression);
  }
}

/// A lever that cannot be set so, at the lever and not at the scenario that nobody wrote.
void add_problem(sim::Problems& problems, const sim::Named<LeverInput>::Entry& lever, double level,
                 const sim::Problem& problem) {
  problems.add(lever.value.at, fmt::format("lever '{}' at {}: {}", lever.name, level, problem.what),
               problem.why);
}

/// Levels of a lever that are read before a study begins: its ends and some between, since a scenario takes some
/// milliseconds to read and what is wrong with a level is mostly that it is too high or too low.
std::vector<double> tried_levels(const LeverInput& lever) {
  constexpr std::size_t kMostTried = 16;
  std::vector<double> levels = lever.levels;
  for (const auto& end : {lever.low, lever.high}) {
    if (end) levels.push_back(*end);
  }
  if (levels.size() <= kMostTried) return levels;
  const auto [low, high] = std::minmax_element(levels.begin(), levels.end());
  std::vector<double> tried{*low, *high};
  for (std::size_t i = 0; i < kMostTried; ++i)
    tried.push_back(levels[i * (levels.size() - 1) / (kMostTried - 1)]);
  return tried;
}

/// They are read once, so that a wrong one stops the study before it begins.
void try_levers(const Study& study, sim::Problems& problems) {
  for (const auto& entry : study.input.levers) {
    const LeverInput& lever = entry.value;
    std::vector<double> levels;
    std::vector<sim::Node> roots;
    for (const double level : tried_levels(lever)) {
      sim::Problems of_level;
      sim::Node root = lay_over(study.variants.front().root, override_of(lever, level), of_level);
      if (!of_level.empty()) {
        add_problem(problems, entry, level, of_level.all().front());
        continue;
      }
      levels.push_back(level);
      roots.push_back(std::move(root));
    }
    read_each(
        roots.size(), [&](std::size_t i) -> const sim::Node& { return roots[i]; }, study.regimes,
        [&](std::size_t i, const ReadScenario& read) {
          if (!read.problems.empty()) add_problem(problems, entry, levels[i], read.problems.all().front());
        });
  }
}

/// The command that runs it, for the record and to go on with.
std::string command_line(const StudyOptions& options, const std::string& word) {
  std::string line = fmt::format("chokepoint sweep {}", shell_word(word));
  for (const std::string& set : options.overrides) line += " --set " + shell_word(set);
  if (options.replicates) line += fmt::format(" --replicates {}", *options.replicates);
  if (options.samples) line += fmt::format(" --samples {}", *options.samples);
  if (!options.folder.empty()) line += fmt::format(" --scenarios {}", shell_word(options.folder));
  return line + command_words(options.belief, scenario_folder(options.folder));
}

}  // namespace

StudyOutput output_of(const chokepoint::Measure& measure, int year) {
  return {measure.name, measure.unit, measure.sentence, year, &measure, 0};
}

Study prepare_study(const StudyOptions& options, const std::string& word, sim::Problems& problems) {
  const std::size_t before = problems.size();
  StudyInput input = read_study(scenario_folder(options.folder), word, problems);
  if (problems.size() != before) return {};
  if (options.replicates) input.replicates = *options.replicates;
  if (options.samples) {
    if (input.design.samples == 0)
      refuse_argument("--samples", fmt::format("study {} has no samples: {}", input.study,
                                               input.design.method == StudyMethod::kNone
                                                   ? "it has no design; replicates are its runs"
                                                   : "its points are its levels"));
    input.design.samples = *options.samples;
  }
  return prepare_study(options, std::move(input), word, problems);
}

Study prepare_study(const StudyOptions& options, StudyInput input, const std::string& word,
                    sim::Problems& problems) {
  const fs::path folder = scenario_folder(options.folder);
  const std::size_t before = problems.size();
  Study study;
  study.options = options;
  study.input = std::move(input);
  study.variants = variants_of(study.input);
  study.regimes = read_regime_files(folder, problems);
  study.belief = read_belief(options.belief, folder, problems);
  PolicyReader reader(folder);
  sim::Problems warnings;
  check_years(word, study,
              reader.resolve(study.variants.front().policy, options.overrides, "", problems, warnings),
              problems);
  if (problems.size() != before) return study;
  const std::string until = !options.until.empty() ? options.until
                            : study.input.until    ? study.input.until->iso()
                                                   : fmt::format("{}-12-31", years_of(study.input).back());
  read_variants(
      reader,
      {options.overrides, study.regimes, study.input.with.node, until, study.input.replicates, study.belief},
      study.variants, problems, warnings);
  warn_once(warnings);
  const auto first = study.variants.front().scenario;
  // There may be hundreds of them: they are made again when they are run.
  for (Variant& variant : study.variants) variant.scenario.reset();
  if (problems.size() == before) {
    try_levers(study, problems);
    study.factors = factors_of(study.input, first->parameters, problems);
  }
  if (problems.size() != before) return study;
  study.outputs = outputs_of(study.input, *first);
  study.beside = beside_of(study.outputs, first->calendar);
  read_figures(*first, study, problems);
  sim::Problems none;
  study.record = record_of(study, sim::write_yaml(sim::read_yaml(study_file(folder, word), word, none)));
  study.record.command_line = command_line(options, word);
  const bool is_designed = study.input.design.method != StudyMethod::kNone;
  if (is_designed) study.plan = plan_of(study.input, study.record.factors);
  check_lever_names(study, problems);
  check_size(word, study, problems);
  if (problems.size() != before) return study;
  study.points = is_designed ? sim::Design(study.plan) : sim::Design();
  study.record.points = static_cast<std::int64_t>(study.points.size());
  return study;
}

Study prepare_study(const StudyOptions& options, const std::string& word) {
  sim::Problems problems;
  Study study = prepare_study(options, word, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return study;
}

}  // namespace tools
