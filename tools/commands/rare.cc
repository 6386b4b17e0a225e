#include "tools/commands/all.h"

#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "sim/analysis/rare.h"
#include "sim/engine/parallel.h"
#include "sim/experiment/batch.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/progress.h"
#include "sim/numeric/constants.h"
#include "sim/report/words.h"
#include "tools/console/arguments.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/runner.h"
#include "tools/study/source.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

struct RareOptions {
  std::string study;
  StudyOptions common;
  std::size_t samples = 200;
  std::size_t steps = 4;
};

/// The study with everything unknown as a coordinate, random draws too, and its levers at rest.
Study in_the_unit_cube(const RareOptions& options) {
  sim::Problems problems;
  StudyInput input = read_study(scenario_folder(options.common.folder), options.study, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  if (!input.outcome || !input.outcome->at_least)
    refuse_input(argument("STUDY"), fmt::format("study {} asks for no outcome with at_least", input.study),
                 "write outcome: {measure: M, year: Y, at_least: X}");
  input.levers = {};
  input.threshold.reset();
  input.parameters.reset();
  input.streams = DrawsAre::kFactor;
  input.price = false;
  input.design = {};
  input.design.method = StudyMethod::kSobol;
  input.design.samples = 1;
  input.years = {input.outcome->year};
  Study study = prepare_study(options.common, std::move(input), options.study, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return study;
}

void estimate(const RareOptions& options, int& status) {
  const sim::Format format = format_named(options.common.format);
  const Study study = in_the_unit_cube(options);
  const OutcomeInput& outcome = *study.input.outcome;
  const chokepoint::Measure* measure = chokepoint::find_measure(outcome.measure.name);
  const Runner runner(study);
  const sim::Threads threads(options.common.threads);
  const sim::InterruptGuard guard;
  sim::Table table;
  table.title = fmt::format("How likely is {} {} ≥ {}?", measure_title(measure->name), outcome.year,
                            sim::rounded(*outcome.at_least));
  table.columns = {{"scenario"},
                   {"P", sim::Align::kRight, "", "p"},
                   {"variation", sim::Align::kRight},
                   {"steps", sim::Align::kRight},
                   {"runs", sim::Align::kRight},
                   {"failed", sim::Align::kRight}};
  sim::RareSettings settings;
  settings.samples = options.samples;
  settings.most_steps = options.steps;
  settings.seed = study.input.seed;
  bool is_stopped = false;
  for (std::size_t scenario = 0; scenario < study.variants.size() && !is_stopped; ++scenario) {
    const auto performance = [&](const std::vector<std::vector<double>>& points) {
      sim::Progress progress(points.size());
      const auto batch = sim::run_batch(
          points.size(),
          [&](std::size_t i) {
            const auto run = runner.run_at_point(scenario, points[i], 0);
            const chokepoint::YearOutcome* year = run.year(outcome.year);
            if (year == nullptr) throw std::runtime_error("the run ends before the year that is asked of");
            return measure->count(*year);
          },
          progress);
      std::vector<double> values;
      if (batch.interrupted) return values;  // short: ends the estimate
      for (const auto& result : batch.results) values.push_back(result.value_or(sim::kNan));
      return values;
    };
    const sim::RareResult found =
        sim::probability_of_rare(performance, study.factors.size(), *outcome.at_least, settings);
    is_stopped = found.stopped;
    const double least = std::pow(settings.step_probability, static_cast<double>(settings.most_steps));
    table.rows.push_back(
        {{study.variants[scenario].title, study.variants[scenario].name},
         found.stopped   ? sim::missing_cell("stopped")
         : found.reached ? sim::number_cell(found.probability)
                         : sim::number_cell(0, fmt::format("below {}", sim::rounded(least))),
         found.reached && !found.stopped
             ? sim::number_cell(found.variation, sim::percent(std::min(1.0, found.variation)))
             : sim::missing_cell(),
         sim::count_cell(found.steps.size()),
         sim::count_cell(found.evaluations),
         sim::count_cell(found.failed)});
  }
  table.notes.push_back(fmt::format(
      "Subset simulation over {} parameters and random draws, {} runs a step, seed {}: each step goes on from the tenth "
      "of the runs that came nearest. Variation: standard error over P, somewhat low.",
      study.factors.size() - 1, options.samples, study.input.seed));
  show(with_source(study.record, {table}), format, options.common.screen);
  status = is_stopped ? 130 : 0;
}

}  // namespace

void declare_rare(CLI::App& command, int& status) {
  const auto options = std::make_shared<RareOptions>();
  add_option(command, "STUDY", options->study, "a study file whose outcome has at_least, or the name of one")
      .required();
  add_whole<std::size_t>(command, "--samples", options->samples, "runs a step; a multiple of ten", 20,
                         10000000)
      .shows_default(fmt::format("{}", options->samples));
  add_whole<std::size_t>(command, "--steps", options->steps, "how many tenths of tenths to go down to", 1, 12)
      .shows_default(fmt::format("{}", options->steps));
  declare_world_options(command, options->common);
  declare_shown_options(command, options->common.format, options->common.screen);
  on_run(command, [options, &status] {
    options->samples -= options->samples % 10;
    estimate(*options, status);
  });
}

}  // namespace tools
