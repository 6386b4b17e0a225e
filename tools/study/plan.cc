#include "tools/study/plan.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "sim/experiment/manifest.h"
#include "sim/input/fields_walk.h"
#include "tools/console/warnings.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/checks.h"
#include "tools/study/price_versions.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLuckName = "luck";

/// What tables of a brief are made of.
constexpr const char* kUsualMeasures[] = {"campus_china",  "fleet_china",      "nation_china",
                                          "campus_us",     "still_legal",      "before_ban",
                                          "licensed",      "smuggled",         "domestic",
                                          "rented_abroad", "smuggled_in_year", "smuggled_chips_in_year",
                                          "premium",       "lag_months"};
constexpr const char* kPriceMeasures[] = {"sales_usd", "sales_to_china_usd", "enforcement_usd",
                                          "licences",  "licence_weeks",      "honest_chips_refused"};
constexpr int kUsualYears[] = {2024, 2026, 2027, 2028};

bool begins(const std::string& path, const std::string& with) {
  return path == with || path.starts_with(with + ".") || path.starts_with(with + "[");
}

/// The group of a guess: the first that names it, else its mechanism, or itself beside groups.
std::string group_of(const DesignInput& design, const std::string& path) {
  for (const auto& group : design.groups) {
    if (std::any_of(group.value.names.begin(), group.value.names.end(),
                    [&](const sim::Reference& name) { return begins(path, name.name); }))
      return group.name;
  }
  const bool alone = design.grouped == Grouping::kNone && !design.groups.empty();
  return alone ? path : path.substr(0, path.find('.'));
}

/// Whether the design of a study varies guesses that it does not name.
bool varies_all(const StudyInput& study) {
  return study.design.method != StudyMethod::kNone && study.design.method != StudyMethod::kGrid &&
         !study.guesses.has_value();
}

void add_guesses(std::vector<StudyFactor>& factors, const StudyInput& study,
                 chokepoint::Parameters parameters, sim::Problems& problems) {
  std::vector<std::string> known;
  sim::for_each_uncertain(
      parameters, [&](const std::string& path, sim::Uncertain& guess, const sim::Says& says) {
        for (std::size_t end = path.find('.'); end != std::string::npos; end = path.find('.', end + 1))
          known.push_back(path.substr(0, end));
        known.push_back(path);
        const bool is_named =
            study.guesses && std::any_of(study.guesses->begin(), study.guesses->end(),
                                         [&](const auto& name) { return begins(path, name.name); });
        if (guess.is_fixed() || !(is_named || varies_all(study))) return;
        factors.push_back({.kind = FactorKind::kGuess,
                           .name = path,
                           .group = group_of(study.design, path),
                           .unit = std::string(says.unit),
                           .says = std::string(says.says),
                           .guess = guess});
      });
  const auto check = [&](const sim::Reference& guess) {
    if (std::find(known.begin(), known.end(), guess.name) == known.end())
      problems.add(guess.at, fmt::format("no guess '{}'", guess.name), sim::did_you_mean(guess.name, known));
  };
  if (study.guesses) std::for_each(study.guesses->begin(), study.guesses->end(), check);
  std::vector<std::string> grouped;
  for (const auto& group : study.design.groups) {
    for (const sim::Reference& guess : group.value.names) {
      check(guess);
      const auto overlaps = [&](const std::string& other) {
        return begins(guess.name, other) || begins(other, guess.name);
      };
      if (std::any_of(grouped.begin(), grouped.end(), overlaps))
        problems.add(guess.at, fmt::format("'{}' is in a group already", guess.name), "one group a guess");
      grouped.push_back(guess.name);
    }
  }
}

std::vector<StudyFactor> factors_of(const StudyInput& study, const chokepoint::Parameters& parameters,
                                    sim::Problems& problems) {
  std::vector<StudyFactor> factors;
  if (study.design.method == StudyMethod::kNone) return factors;
  for (const auto& [name, at, lever] : study.levers) {
    factors.push_back(
        {.kind = FactorKind::kLever, .name = name, .group = name, .says = lever.title, .lever = lever});
  }
  add_guesses(factors, study, parameters, problems);
  if (study.luck == LuckIs::kFactor)
    factors.push_back(
        {.kind = FactorKind::kLuck, .name = kLuckName, .group = kLuckName, .says = "luck of a run"});
  return factors;
}

sim::Method method_of(StudyMethod method) {
  switch (method) {
    case StudyMethod::kOneAtATime:
      return sim::Method::kOneAtATime;
    case StudyMethod::kLatinHypercube:
      return sim::Method::kLatinHypercube;
    case StudyMethod::kSobol:
      return sim::Method::kSobol;
    case StudyMethod::kSaltelli:
      return sim::Method::kSaltelli;
    case StudyMethod::kMorris:
      return sim::Method::kMorris;
    case StudyMethod::kNone:
    case StudyMethod::kGrid:
      break;
  }
  return sim::Method::kGrid;
}

std::vector<StudyScenario> scenarios_of(const StudyInput& study) {
  std::vector<StudyScenario> scenarios;
  for (const sim::Reference& policy : study.scenarios)
    scenarios.push_back({.version = {.name = policy.name, .policy = policy.name}, .title = ""});
  for (const auto& [name, at, version] : study.versions) {
    scenarios.push_back({.version = {.name = name, .policy = version.policy.name, .over = version.with.node},
                         .title = version.title});
  }
  if (!study.price) return scenarios;
  const std::size_t policies = scenarios.size();
  for (std::size_t i = 0; i < policies; ++i) {
    const StudyScenario policy = scenarios[i];
    for (const PriceRole role : {PriceRole::kWithoutControls, PriceRole::kUnenforced}) {
      StudyScenario beside = policy;
      beside.role = role;
      const bool is_free = role == PriceRole::kWithoutControls;
      beside.version.name += is_free ? kFreeName : kUnenforcedName;
      beside.version.settings = is_free ? without_controls() : unenforced();
      scenarios.push_back(std::move(beside));
    }
  }
  return scenarios;
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

std::vector<StudyOutput> outputs_of(const StudyInput& study, const chokepoint::Setting& setting) {
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
  const sim::Date last = setting.calendar.date_of(setting.calendar.weeks).plus_days(6);
  std::vector<StudyOutput> outputs;
  for (const chokepoint::Measure* measure : measures) {
    for (const int year : years_of(study)) {
      if (last >= sim::Date::of(year, 12, 31)) outputs.push_back({measure, year});
    }
  }
  return outputs;
}

/// A lever that cannot be set so, at the lever and not at the setting that nobody wrote.
void add_problem(sim::Problems& problems, const sim::Named<LeverInput>::Entry& lever, double level,
                 const sim::Problem& problem) {
  problems.add(lever.value.at, fmt::format("lever '{}' at {}: {}", lever.name, level, problem.what),
               problem.why);
}

sim::StudyRecord record_of(const PreparedStudy& study, const fs::path& folder, const std::string& word) {
  sim::StudyRecord record;
  record.name = study.input.study;
  record.title = study.input.title;
  sim::Problems none;
  record.text = sim::write_yaml(sim::read_yaml(study_file(folder, word), word, none));
  record.method = std::string(sim::enum_name(study.input.design.method));
  record.replicates = static_cast<std::int64_t>(study.input.replicates);
  record.seed = study.input.seed;
  for (const StudyFactor& factor : study.factors) {
    sim::StoredFactor stored;
    stored.name = factor.name;
    stored.unit = factor.unit;
    stored.says = factor.says;
    stored.group = factor.group;
    stored.levels = factor.levels();
    stored.low = factor.value(0);
    stored.high = factor.value(std::nextafter(1.0, 0.0));
    if (factor.kind == FactorKind::kGuess) {
      stored.low = factor.guess.low;
      stored.high = factor.guess.high;
      stored.source = factor.guess.source;
      stored.confidence = std::string(sim::enum_name(factor.guess.confidence));
      stored.shape = std::string(sim::enum_name(factor.guess.shape));
    }
    record.factors.push_back(std::move(stored));
  }
  for (const StudyOutput& output : study.outputs)
    record.outputs.push_back(
        {output.measure->name, output.measure->unit, output.measure->sentence, output.year});
  for (const StudyScenario& scenario : study.scenarios) {
    record.scenarios.push_back({scenario.version.name, scenario.title, sim::write_yaml(scenario.root),
                                sim::hash_text(scenario.hash)});
  }
  record.build = sim::this_build();
  std::vector<std::string> policies;
  for (const StudyScenario& scenario : study.scenarios) policies.push_back(scenario.version.policy);
  for (const fs::path& file : files_of(folder, policies))
    record.inputs.push_back({shown_path(file), sim::hashed(file).hash});
  return record;
}

}  // namespace

sim::Plan plan_of(const StudyInput& study, const std::vector<sim::StoredFactor>& factors) {
  sim::Plan plan{.method = method_of(study.design.method),
                 .factors = factors.size(),
                 .samples = std::max<std::size_t>(study.design.samples, 1),
                 .levels = {},
                 .group = {},
                 .second_order = study.design.second_order,
                 .morris_levels = study.design.levels,
                 .seed = study.design.seed};
  const std::vector<std::string> groups = group_names(study, factors);
  for (const sim::StoredFactor& factor : factors) {
    plan.levels.push_back(factor.levels);
    if (!study.design.is_grouped()) continue;
    plan.group.push_back(
        static_cast<std::size_t>(std::find(groups.begin(), groups.end(), factor.group) - groups.begin()));
  }
  return plan;
}

std::vector<std::string> group_names(const StudyInput& study, const std::vector<sim::StoredFactor>& factors) {
  std::vector<std::string> names;
  for (const sim::StoredFactor& factor : factors) {
    const std::string& name = study.design.is_grouped() ? factor.group : factor.name;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

double StudyFactor::value(double u) const {
  if (kind == FactorKind::kLuck) return u;
  if (kind == FactorKind::kGuess) {
    // The ends of (0, 1) belong to no draw.
    return guess.quantile(std::clamp(u, 0x1p-53, 1 - 0x1p-53));
  }
  if (!lever.levels.empty()) {
    const auto count = lever.levels.size();
    return lever.levels[std::min(count - 1, static_cast<std::size_t>(u * static_cast<double>(count)))];
  }
  const double low = lever.low.value_or(0);
  const double high = lever.high.value_or(1);
  return lever.log ? low * std::pow(high / low, u) : low + u * (high - low);
}

std::string lever_setting(const LeverInput& lever, double level) {
  return lever.from ? fmt::format("{}=[{{from: {}, level: {}}}]", lever.path, lever.from->iso(), level)
                    : fmt::format("{}={}", lever.path, level);
}

PreparedStudy prepare_study(const StudyOptions& options, const std::string& word, sim::Problems& problems) {
  const std::size_t before = problems.size();
  StudyInput input = read_study(scenario_folder(options.folder), word, problems);
  if (problems.size() != before) return {};
  return prepare_study(options, std::move(input), word, problems);
}

PreparedStudy prepare_study(const StudyOptions& options, StudyInput input, const std::string& word,
                            sim::Problems& problems) {
  const fs::path folder = scenario_folder(options.folder);
  const std::size_t before = problems.size();
  PreparedStudy study;
  study.options = options;
  study.input = std::move(input);
  study.scenarios = scenarios_of(study.input);
  study.regimes = read_regime_files(folder, problems);
  PolicyReader reader(folder);
  sim::Problems warnings;
  check_years(
      word, study,
      reader.resolve(study.scenarios.front().version.policy, options.settings, "", problems, warnings),
      problems);
  if (problems.size() != before) return study;
  const std::string until = !options.until.empty() ? options.until
                            : study.input.until    ? study.input.until->iso()
                                                   : fmt::format("{}-12-31", years_of(study.input).back());
  std::optional<chokepoint::Setting> first;
  for (StudyScenario& scenario : study.scenarios) {
    std::vector<std::string> set = options.settings;
    set.insert(set.end(), scenario.version.settings.begin(), scenario.version.settings.end());
    scenario.root = reader.resolve(scenario.version.policy, set, until, problems, warnings);
    for (const sim::Node& over : {study.input.with.node, scenario.version.over}) {
      if (over.kind == sim::Node::Kind::kMap) scenario.root = sim::merge(std::move(scenario.root), over);
    }
    chokepoint::Setting setting = chokepoint::read_setting(scenario.root, study.regimes, problems);
    scenario.hash = setting.hash;
    if (scenario.title.empty()) scenario.title = setting.title;
    if (!first) first = std::move(setting);
  }
  warn_once(warnings);
  // Every level of every lever is read once, so that a wrong one stops the study before it begins.
  if (problems.size() == before) {
    for (const auto& entry : study.input.levers) {
      const LeverInput& lever = entry.value;
      std::vector<double> tried = lever.levels;
      for (const auto& end : {lever.low, lever.high}) {
        if (end) tried.push_back(*end);
      }
      for (const double level : tried) {
        sim::Problems of_level;
        sim::Node root = lay_over(study.scenarios.front().root, lever_setting(lever, level), of_level);
        if (of_level.empty()) chokepoint::read_setting(root, study.regimes, of_level);
        if (!of_level.empty()) add_problem(problems, entry, level, of_level.all().front());
      }
    }
    study.factors = factors_of(study.input, first->parameters, problems);
  }
  if (problems.size() != before) return study;
  study.outputs = outputs_of(study.input, *first);
  study.record = record_of(study, folder, word);
  const bool is_designed = study.input.design.method != StudyMethod::kNone;
  if (is_designed) study.plan = plan_of(study.input, study.record.factors);
  check_lever_names(study, problems);
  check_size(word, study, problems);
  if (problems.size() != before) return study;
  study.points = is_designed ? sim::Design(study.plan) : sim::Design();
  study.record.points = static_cast<std::int64_t>(study.points.size());
  return study;
}

PreparedStudy prepare_study(const StudyOptions& options, const std::string& word) {
  sim::Problems problems;
  PreparedStudy study = prepare_study(options, word, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return study;
}

}  // namespace tools
