#include "tools/study/calibration.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "models/run.h"
#include "models/setup.h"
#include "sim/analysis/discrepancy.h"
#include "sim/engine/parallel.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/progress.h"
#include "sim/experiment/run_key.h"
#include "sim/input/fields_walk.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/hash.h"
#include "sim/numeric/statistics.h"
#include "sim/report/csv.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/kept_rows.h"
#include "tools/study/variant.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Targets of which one may miss by accident: the third worst decides (Vernon, Goldstein, Bower, 2010).
constexpr std::size_t kRank = 3;
constexpr double kLeastPart =
    1e-3;  ///< of the published figure: what a run that has nothing is taken to have
constexpr sim::Purpose kNoisePurpose{"calibrate.record"};
constexpr sim::Purpose kForetoldPurpose{"calibrate.foretold"};

/// The scenario that is calibrated, and how a point of the cube is one set of its parameters.
class Space {
 public:
  explicit Space(const CalibrateOptions& options) : options_(options) {
    sim::Problems problems;
    sim::Problems warnings;
    const fs::path folder = scenario_folder(options.study.folder);
    PolicyReader reader(folder);
    const std::vector<sim::Node> regimes = read_regime_files(folder, problems);
    std::vector<Variant> variants{{.name = "history", .policy = "history"}};
    if (problems.empty())
      read_variants(reader, {options.study.overrides, regimes, {}, options.through.iso(), 1}, variants,
                    problems, warnings);
    if (!problems.empty()) throw sim::BadInput(problems);
    scenario_ = variants.front().scenario;
    chokepoint::Parameters parameters = scenario_->parameters;
    sim::for_each_parameter(
        parameters, [&](const std::string& path, sim::Parameter& parameter, const sim::Says& says) {
          if (parameter.is_fixed()) return;
          if (says.has_forms())
            choices_.push_back({paths_.size(), {std::string(says.forms[0]), std::string(says.forms[1])}});
          paths_.push_back(path);
          says_.emplace_back(says.says);
        });
  }

  const chokepoint::Scenario& scenario() const { return *scenario_; }
  const std::vector<std::string>& paths() const { return paths_; }
  const std::vector<FormChoice>& choices() const { return choices_; }
  const std::vector<std::string>& says() const { return says_; }

  /// What a run at a point says of each target, in logarithms; NaN where it has no such day.
  std::vector<double> run(const std::vector<double>& point, std::uint64_t number,
                          const std::vector<CalibrationTarget>& targets) const {
    chokepoint::Parameters parameters = scenario_->parameters;
    parameters.drawn = true;
    std::size_t next = 0;
    sim::for_each_parameter(parameters, [&](const std::string&, sim::Parameter& parameter, const sim::Says&) {
      if (!parameter.is_fixed()) parameter.value = parameter.quantile(point[next++]);
    });
    const chokepoint::RunOutcome outcome = chokepoint::simulate(
        *scenario_, {options_.study.seed, number},
        options_.study.check ? chokepoint::Checks::kEveryWeek : chokepoint::Checks::kOff, parameters);
    std::vector<double> values;
    for (const CalibrationTarget& target : targets) {
      const double value = value_of(outcome, target.figure, scenario_->calendar);
      values.push_back(std::log(std::max(value, kLeastPart * target.figure.value)));
    }
    return values;
  }

 private:
  const CalibrateOptions& options_;
  std::shared_ptr<const chokepoint::Scenario> scenario_;
  std::vector<std::string> paths_;
  std::vector<FormChoice> choices_;
  std::vector<std::string> says_;
};

/// Figures that may be used, with what their source says of its own range.
void choose_targets(const RecordFile& record, const CalibrateOptions& options, Calibration& calibration) {
  std::vector<double> ranges;
  for (const auto& [name, at, figure] : record.record) {
    if (figure.date > options.through || figure.value <= 0) {
      calibration.left_out.push_back(name);
      continue;
    }
    CalibrationTarget target{name, figure, std::log(figure.value)};
    if (figure.low && figure.high && *figure.low > 0) {
      target.record_sd = std::log(*figure.high / *figure.low) / (2 * sim::kNormal95);
      ranges.push_back(target.record_sd);
    }
    calibration.targets.push_back(std::move(target));
  }
  if (ranges.empty()) return;
  const double usual = sim::quantile(ranges, 0.5);
  for (CalibrationTarget& target : calibration.targets) {
    if (target.record_sd == 0) target.record_sd = usual;
  }
}

std::vector<sim::MatchTarget> match_targets(const std::vector<CalibrationTarget>& targets) {
  std::vector<sim::MatchTarget> matched;
  for (const CalibrationTarget& target : targets)
    matched.push_back({target.name, target.log_value,
                       target.record_sd * target.record_sd + target.discrepancy * target.discrepancy});
  return matched;
}

/// What runs of the prior miss by, beyond their spread and the record's: by kind.
void learn_discrepancy(const sim::Matrix& outputs, std::vector<CalibrationTarget>& targets) {
  std::vector<sim::Miss> misses;
  for (std::size_t t = 0; t < targets.size(); ++t) {
    std::vector<double> values;
    for (const auto& row : outputs) {
      if (std::isfinite(row[t])) values.push_back(std::exp(row[t]));
    }
    const double half = sim::kNormal95 * targets[t].record_sd;
    const auto miss =
        sim::miss_of(static_cast<std::size_t>(targets[t].figure.kind), values, targets[t].figure.value,
                     targets[t].figure.value * std::exp(-half), targets[t].figure.value * std::exp(half));
    if (miss) misses.push_back(*miss);
  }
  const std::vector<sim::Discrepancy> learned = sim::discrepancies(misses, kFigureKinds);
  for (CalibrationTarget& target : targets)
    target.discrepancy = learned[static_cast<std::size_t>(target.figure.kind)].median();
}

/// A row of outputs as it is kept, and back.
std::string text_of_row(const std::vector<double>& row) {
  std::vector<std::string> texts;
  for (const double value : row) texts.push_back(sim::exact_text(value));
  return fmt::format("{}", fmt::join(texts, ","));
}
std::vector<double> row_of_text(const std::string& text) {
  std::vector<double> row;
  std::istringstream fields(text);
  for (std::string field; std::getline(fields, field, ',');)
    row.push_back(field.empty() ? sim::kNan : std::strtod(field.c_str(), nullptr));
  return row;
}

/// Runs the rows of a wave; those that the folder has are taken from there. Nothing when it was interrupted.
class WaveRunner {
 public:
  WaveRunner(const CalibrateOptions& options, const Space& space,
             const std::vector<CalibrationTarget>& targets)
      : options_(options), space_(space), targets_(targets) {}

  std::optional<sim::Matrix> run(const std::string& name, const sim::Matrix& rows,
                                 std::uint64_t first) const {
    std::optional<KeptRows> kept;
    if (!options_.study.out.empty())
      kept.emplace(fs::path(options_.study.out) / fmt::format("{}.csv", name), question(name, rows));
    sim::Matrix outputs;
    if (kept) {
      for (const std::string& row : kept->before()) outputs.push_back(row_of_text(row));
    }
    const std::size_t at_once = 8 * static_cast<std::size_t>(sim::thread_count());
    sim::Progress progress(rows.size() - std::min(outputs.size(), rows.size()));
    while (outputs.size() < rows.size()) {
      const std::size_t begin = outputs.size();
      sim::Matrix fresh(std::min(at_once, rows.size() - begin));
      sim::for_each_run(fresh.size(), [&](std::size_t i) {
        if (sim::interrupt_requested()) return;
        fresh[i] = try_run(rows[begin + i], first + begin + i);
        progress.succeeded();
      });
      if (sim::interrupt_requested()) return std::nullopt;
      std::vector<std::string> texts;
      for (const auto& row : fresh) texts.push_back(text_of_row(row));
      if (kept) kept->add(texts);
      outputs.insert(outputs.end(), fresh.begin(), fresh.end());
    }
    return outputs;
  }

 private:
  std::vector<double> try_run(const std::vector<double>& row, std::uint64_t number) const {
    try {
      return space_.run(row, number, targets_);
    } catch (const std::exception&) {
      return std::vector<double>(targets_.size(), sim::kNan);
    }
  }
  /// What the rows of a wave depend on.
  std::string question(const std::string& name, const sim::Matrix& rows) const {
    const sim::Build& build = sim::this_build();
    std::vector<std::string> parts{name, build.version, build.program, sim::hex(space_.scenario().hash),
                                   fmt::format("{}", options_.study.seed)};
    for (const auto& row : rows) parts.push_back(text_of_row(row));
    for (const CalibrationTarget& target : targets_) parts.push_back(target.name);
    return sim::run_key(parts);
  }

  const CalibrateOptions& options_;
  const Space& space_;
  const std::vector<CalibrationTarget>& targets_;
};

sim::MatchOptions match_options(const CalibrateOptions& options, const Calibration& calibration) {
  sim::MatchOptions match;
  for (const FormChoice& choice : calibration.choices) match.choices.push_back(choice.input);
  match.runs = options.study.runs;
  match.rank = std::min(kRank, calibration.targets.size());
  match.most_waves = options.most_waves;
  match.seed = options.study.seed;
  return match;
}

double normal(const sim::RandomStreams& streams, std::uint64_t which, sim::Purpose purpose) {
  return sim::normal_quantile(streams.uniform(which, 0, purpose));
}

/// What runs of the prior gave, by target.
void keep_runs(const sim::Matrix& outputs, std::vector<CalibrationTarget>& targets) {
  for (std::size_t t = 0; t < targets.size(); ++t) {
    std::vector<double> values;
    for (const auto& row : outputs) {
      if (std::isfinite(row[t])) values.push_back(row[t]);
    }
    if (!values.empty()) targets[t].before = sim::spread(std::move(values));
  }
}

/// What runs of the posterior would give, by target: emulators stand for them, since nobody made such runs.
void foretell(const sim::HistoryMatch& match, const sim::Matrix& points, std::uint64_t seed,
              std::vector<CalibrationTarget>& targets) {
  for (std::size_t t = 0; t < targets.size(); ++t) {
    const sim::Emulator& emulator = match.emulators()[t];
    if (!std::isfinite(emulator.variance())) continue;
    std::vector<double> values;
    for (std::size_t i = 0; i < points.size(); ++i)
      values.push_back(emulator.mean(points[i]) +
                       std::sqrt(emulator.variance()) * normal({seed, i}, t, kForetoldPurpose));
    targets[t].after = sim::spread(std::move(values));
  }
}

/// How the posterior of one record holds the truth that made it.
Trials tried(const sim::HistoryMatch& match, const CalibrateOptions& options,
             const std::vector<double>& truth, std::size_t trial) {
  Trials one{.trials = 1};
  if (match.empty()) return one;
  const sim::Posterior posterior = sim::posterior(match, options.points, options.study.seed + trial);
  for (const sim::Informed& input : sim::informed(posterior)) {
    if (!input.informed) continue;
    ++one.asked;
    one.inside += truth[input.input] >= input.spread.low && truth[input.input] <= input.spread.high ? 1 : 0;
  }
  one.held = static_cast<double>(one.inside) >= 0.8 * static_cast<double>(one.asked) ? 1 : 0;
  return one;
}

/// Records that the model itself makes from known parameters, with the noise that the real one has: how often the
/// posterior holds them. The first wave is shared, since its rows do not depend on the record.
Trials try_method(const CalibrateOptions& options, const sim::Matrix& rows, const sim::Matrix& outputs,
                  const Calibration& calibration, const sim::Matrix& truths,
                  const sim::Matrix& truth_outputs) {
  sim::MatchOptions match_as = match_options(options, calibration);
  match_as.most_waves = 1;
  std::vector<Trials> each(truths.size());
  sim::Progress progress(truths.size());
  sim::for_each_run(truths.size(), [&](std::size_t trial) {
    if (sim::interrupt_requested()) return;
    const sim::RandomStreams streams{options.study.seed, trial};
    auto synthetic = match_targets(calibration.targets);
    for (std::size_t t = 0; t < synthetic.size(); ++t)
      synthetic[t].value =
          truth_outputs[trial][t] + std::sqrt(synthetic[t].variance) * normal(streams, t, kNoisePurpose);
    sim::HistoryMatch match(rows.front().size(), std::move(synthetic), match_as);
    match.add_wave(rows, outputs);
    each[trial] = tried(match, options, truths[trial], trial);
    progress.succeeded();
  });
  Trials trials;
  for (const Trials& one : each) {
    trials.trials += one.trials;
    trials.asked += one.asked;
    trials.inside += one.inside;
    trials.held += one.held;
  }
  return trials;
}

}  // namespace

Calibration calibrate(const CalibrateOptions& options) {
  Calibration calibration;
  const sim::Threads threads(options.study.threads);
  const sim::InterruptGuard guard;
  const Space space(options);
  calibration.paths = space.paths();
  calibration.choices = space.choices();
  calibration.says = space.says();
  choose_targets(read_record(scenario_folder(options.study.folder) / "record.yaml"), options, calibration);
  if (calibration.targets.empty()) {
    sim::Problems problems;
    problems.add({}, fmt::format("no figure on record up to {}", options.through.iso()));
    throw sim::BadInput(problems);
  }
  if (!options.study.out.empty()) fs::create_directories(options.study.out);
  const WaveRunner runner(options, space, calibration.targets);
  const std::size_t dimension = calibration.paths.size();
  const sim::MatchOptions match_as = match_options(options, calibration);

  // The first rows depend on no target, so that what the prior misses can be learned from them.
  const sim::Matrix rows =
      sim::HistoryMatch(dimension, match_targets(calibration.targets), match_as).next_rows();
  auto outputs = runner.run("wave-1", rows, 0);
  if (!outputs) return calibration.interrupted = true, calibration;
  learn_discrepancy(*outputs, calibration.targets);
  keep_runs(*outputs, calibration.targets);
  const sim::Matrix first_outputs = *outputs;
  sim::HistoryMatch match(dimension, match_targets(calibration.targets), match_as);
  match.add_wave(rows, *outputs);
  std::uint64_t next = rows.size();
  while (!match.is_done()) {
    const sim::Matrix more = match.next_rows();
    outputs = runner.run(fmt::format("wave-{}", match.waves().size() + 1), more, next);
    if (!outputs) return calibration.interrupted = true, calibration;
    match.add_wave(more, *outputs);
    next += more.size();
  }
  calibration.waves = match.waves();
  calibration.active = match.active();
  for (const std::size_t target : match.unmet())
    calibration.unmet.push_back(calibration.targets[target].name);
  if (!match.empty()) {
    calibration.posterior = sim::posterior(match, options.points, options.study.seed);
    foretell(match, calibration.posterior.points, options.study.seed, calibration.targets);
  }
  if (options.trials == 0) return calibration;
  sim::Plan plan;
  plan.method = sim::Method::kLatinHypercube;
  plan.factors = dimension;
  plan.samples = options.trials;
  plan.seed = options.study.seed + 1;
  const sim::Design design(plan);
  sim::Matrix truths;
  for (std::size_t i = 0; i < design.size(); ++i) truths.push_back(design[i]);
  const auto truth_outputs = runner.run("trials", truths, next);
  if (!truth_outputs) return calibration.interrupted = true, calibration;
  calibration.trials = try_method(options, rows, first_outputs, calibration, truths, *truth_outputs);
  calibration.interrupted = sim::interrupt_requested();
  return calibration;
}

std::string posterior_csv(const Calibration& calibration) {
  std::vector<std::string> names;
  for (const std::size_t input : calibration.active) names.push_back(sim::csv_text(calibration.paths[input]));
  std::string text = fmt::format("{}{}", fmt::join(names, ","), sim::kCsvLineEnd);
  for (const auto& point : calibration.posterior.points) {
    std::vector<std::string> values;
    // Four digits place a value within a ten-thousandth of its prior.
    for (const std::size_t input : calibration.active) values.push_back(fmt::format("{:.4f}", point[input]));
    text += fmt::format("{}{}", fmt::join(values, ","), sim::kCsvLineEnd);
  }
  return text;
}

}  // namespace tools
