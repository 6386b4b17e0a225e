#include "tools/study/results.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/numeric/constants.h"
#include "sim/report/words.h"
#include "tools/scenarios/files.h"
#include "tools/study/result_store.h"

namespace tools {
namespace {

/// A study as its store has it, which has been checked before.
StudyInput stored_input(const sim::StudyRecord& record) {
  StudyInput input;
  sim::Problems problems;
  sim::read(sim::parse_yaml(record.text, "the stored study", problems), input, "study", problems);
  if (!problems.empty())
    throw sim::StoreError(
        fmt::format("the study in the store cannot be read by this program:\n{}", problems.describe()));
  return input;
}

}  // namespace

std::string Question::words() const {
  return at_least ? fmt::format("P({} {} >= {})", measure, year, sim::rounded(*at_least))
                  : fmt::format("{} {}", measure, year);
}

std::vector<double> VariantRuns::values(const char* measure, int year) const {
  const chokepoint::Measure* found = chokepoint::find_measure(measure);
  std::vector<double> all;
  for (const auto& outcome : outcomes) {
    const chokepoint::YearOutcome* at = outcome ? outcome->year(year) : nullptr;
    all.push_back(at != nullptr ? found->count(*at) : sim::kNan);
  }
  return all;
}

std::vector<double> VariantRuns::good(const char* measure, int year) const {
  std::vector<double> numbers = values(measure, year);
  std::erase_if(numbers, [](double value) { return std::isnan(value); });
  return numbers;
}

Results::Results(sim::StudyRecord record, StudyInput input)
    : record_(std::move(record)), input_(std::move(input)), points_{{}} {
  if (input_.design.method != StudyMethod::kNone) {
    plan_ = plan_of(input_, record_.factors);
    points_ = sim::points_of(plan_);
  }
  for (const std::vector<double>& point : points_) values_.push_back(lever_values(point));
  for (const std::string& scenario : scenarios()) runs_[scenario].assign(points_.size() * replicates(), {});
  counts_.asked = points_.size() * replicates() * scenarios().size();
}

Results::Results(Study study) : Results(study.record, study.input) {
  study_ = std::make_unique<const Study>(std::move(study));
  counts_.asked = run_count(*study_);
  for (const Variant& variant : study_->variants) {
    variants_.push_back({&variant, {}});
    variants_.back().outcomes.resize(variant.replicates);
  }
}

Results Results::read(const std::string& word) {
  const sim::Store store = sim::Store::read(store_file(word));
  Results results(store.study(), stored_input(store.study()));
  for (sim::StoredPoint& point : store.points()) {
    const auto row = static_cast<std::size_t>(point.point);
    if (row >= results.points_.size() || results.points_[row] != point.u)
      throw sim::StoreError(
          fmt::format("the points in {} are not those of its design ({}): made by another program, or "
                      "changed since",
                      word, results.record_.method));
    results.values_[row] = std::move(point.values);
  }
  for (const sim::StoredRun& run : store.runs()) {
    results.numbers(run.place) = run.values;
    ++(run.error.empty() ? results.counts_.done : results.counts_.failed);
  }
  return results;
}

std::vector<double>& Results::numbers(const sim::RunPlace& place) {
  return runs_.at(place.scenario)[static_cast<std::size_t>(place.point) * replicates() +
                                  static_cast<std::size_t>(place.replicate)];
}

void Results::add(const RunAddress& address, chokepoint::RunOutcome outcome) {
  VariantRuns& runs = variants_[address.variant];
  numbers({static_cast<std::int64_t>(address.point), runs.name(),
           static_cast<std::int64_t>(address.replicate)}) = numbers_of(*study_, outcome);
  runs.outcomes[address.replicate] = std::move(outcome);
}

void Results::finish(std::size_t failed, bool interrupted) {
  counts_.failed = failed;
  for (const VariantRuns& runs : variants_) {
    for (const auto& outcome : runs.outcomes) counts_.done += outcome ? 1 : 0;
  }
  is_interrupted_ = interrupted;
}

std::vector<std::string> Results::scenarios() const {
  std::vector<std::string> names;
  for (const sim::StoredScenario& scenario : record_.scenarios) names.push_back(scenario.name);
  return names;
}

std::vector<std::string> Results::policies() const {
  std::vector<std::string> names = scenarios();
  std::erase_if(names, [&](const std::string& name) { return !is_policy(name); });
  return names;
}

bool Results::is_policy(const std::string& scenario) const {
  return !input_.price || !is_beside_a_policy(scenario);
}

std::size_t Results::output_of(const Question& question) const {
  for (std::size_t i = 0; i < record_.outputs.size(); ++i) {
    if (record_.outputs[i].measure == question.measure && record_.outputs[i].year == question.year) return i;
  }
  std::vector<std::string> kept;
  for (const sim::Output& output : record_.outputs)
    kept.push_back(fmt::format("{} {}", output.measure, output.year));
  const std::string asked = fmt::format("{} {}", question.measure, question.year);
  refuse_input(argument("--measure, --year"), fmt::format("the study kept no {}", asked),
               sim::did_you_mean(asked, kept));
}

bool Results::has(const Question& question) const {
  return std::any_of(record_.outputs.begin(), record_.outputs.end(), [&](const sim::Output& output) {
    return output.measure == question.measure && output.year == question.year;
  });
}

Question Results::usual_question() const {
  if (input_.outcome) return {input_.outcome->measure.name, input_.outcome->year, input_.outcome->at_least};
  Question fleet{"fleet_china", 2027, std::nullopt};
  if (has(fleet) || record_.outputs.empty()) return fleet;
  return {record_.outputs.back().measure, record_.outputs.back().year, std::nullopt};
}

std::vector<int> Results::years(const std::string& measure) const {
  std::vector<int> years;
  for (const sim::Output& output : record_.outputs) {
    if (output.measure == measure) years.push_back(output.year);
  }
  return years;
}

std::vector<std::vector<double>> Results::values(const std::string& scenario,
                                                 const Question& question) const {
  const std::size_t output = output_of(question);
  const auto& runs = runs_.at(scenario);
  std::vector<std::vector<double>> values(points_.size());
  for (std::size_t at = 0; at < runs.size(); ++at) {
    double value = output < runs[at].size() ? runs[at][output] : sim::kNan;
    if (question.at_least && !std::isnan(value)) value = value >= *question.at_least ? 1 : 0;
    values[at / replicates()].push_back(value);
  }
  return values;
}

std::vector<double> Results::means(const std::string& scenario, const Question& question) const {
  std::vector<double> means;
  for (const auto& point : values(scenario, question)) {
    double sum = 0;
    std::size_t count = 0;
    for (const double value : point) {
      if (std::isnan(value)) continue;
      sum += value;
      ++count;
    }
    means.push_back(count > 0 ? sum / static_cast<double>(count) : sim::kNan);
  }
  return means;
}

std::vector<double> Results::values(const Choice& choice, const Question& question) const {
  const auto by_point = values(choice.scenario, question);
  std::vector<double> all;
  for (const std::size_t point : choice.points)
    all.insert(all.end(), by_point[point].begin(), by_point[point].end());
  return all;
}

std::vector<bool> Results::has_run(const Choice& choice) const {
  const auto& runs = runs_.at(choice.scenario);
  std::vector<bool> has;
  for (const std::size_t point : choice.points) {
    for (std::size_t k = 0; k < replicates(); ++k) has.push_back(!runs[point * replicates() + k].empty());
  }
  return has;
}

std::vector<std::vector<double>> Results::factor_values() const {
  std::vector<std::vector<double>> values(record_.factors.size());
  for (const std::vector<double>& point : values_) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i].push_back(point[i]);
  }
  return values;
}

std::vector<double> Results::lever_values(const std::vector<double>& coordinates) const {
  std::vector<double> values(record_.factors.size(), sim::kNan);
  std::size_t at = 0;
  for (const auto& entry : input_.levers) {
    if (at >= values.size()) break;
    values[at] =
        StudyFactor{.kind = FactorKind::kLever, .name = entry.name, .group = {}, .lever = entry.value}.value(
            coordinates[at]);
    ++at;
  }
  return values;
}

std::size_t Results::lever_count() const {
  return input_.design.method == StudyMethod::kNone ? 0 : input_.levers.size();
}

bool Results::is_sample() const {
  return input_.design.method != StudyMethod::kOneAtATime && input_.design.method != StudyMethod::kMorris &&
         input_.design.method != StudyMethod::kSaltelli;
}

std::vector<Choice> Results::choices() const {
  const bool is_grid = input_.design.method == StudyMethod::kGrid;
  std::vector<Choice> choices;
  for (const std::string& scenario : scenarios()) {
    std::map<std::vector<double>, Choice> by_levels;
    for (std::size_t row = 0; row < points_.size(); ++row) {
      const std::vector<double>& all = values_[row];
      const std::vector<double> levels(
          all.begin(), all.begin() + static_cast<std::ptrdiff_t>(is_grid ? lever_count() : 0));
      Choice& choice = by_levels[levels];
      choice.points.push_back(row);
      choice.levers = levels;
    }
    for (auto& [levels, choice] : by_levels) {
      choice.scenario = scenario;
      choice.name = scenario;
      for (std::size_t i = 0; i < levels.size(); ++i)
        choice.name += fmt::format(", {} {}", record_.factors[i].name, sim::rounded(levels[i], 3));
      choices.push_back(std::move(choice));
    }
  }
  return choices;
}

std::vector<std::string> Results::notes() const {
  const char* const streams =
      input_.streams == DrawsAre::kFactor
          ? "Random draws are a factor; a point has the same in every scenario."
          : "A replicate has the same random draws in every scenario and at every point.";
  return {fmt::format("{} of {} runs, {} failed. Study {}: design {}, {}, {}, seed {}. {}", counts_.done,
                      counts_.asked, counts_.failed, record_.name, record_.method,
                      sim::counted(static_cast<std::size_t>(record_.points), "point"),
                      sim::counted(static_cast<std::size_t>(record_.replicates), "replicate"), record_.seed,
                      streams)};
}

}  // namespace tools
