#include "tools/tables/prediction.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <numeric>

#include <fmt/format.h>

#include "models/setup.h"
#include "sim/engine/parallel.h"
#include "sim/engine/random.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/progress.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"
#include "sim/report/csv.h"
#include "sim/report/words.h"
#include "tools/scenarios/folder.h"
#include "tools/tables/widening.h"

namespace tools {
namespace {

constexpr double kQuantiles[] = {0.05, 0.25, 0.5, 0.75, 0.95};

/// What one run of every scenario says.
struct Said {
  std::vector<double> questions;
  std::vector<double> record;
};

Said run_once(const StudyOptions& options, const Questionnaire& asked, const RecordFile& record,
              std::uint64_t run) {
  const sim::RandomStreams streams{options.seed, run};
  std::vector<std::vector<double>> values;
  Said said;
  for (std::size_t row = 0; row < asked.variants.size(); ++row) {
    const chokepoint::Scenario& scenario = *asked.variants[row].scenario;
    const chokepoint::RunOutcome outcome = chokepoint::simulate_and_ask(
        scenario, streams, options.check ? chokepoint::Checks::kEveryWeek : chokepoint::Checks::kOff,
        chokepoint::draw_parameters(scenario.parameters, streams), asked.queries[row]);
    values.push_back(outcome.answers);
    if (row > 0) continue;
    for (const auto& figure : record.record)
      said.record.push_back(value_of(outcome, figure.value, scenario.calendar));
  }
  for (const AskedQuestion& question : asked.questions) {
    if (!question.expression) {
      said.questions.push_back(sim::kNan);
      continue;
    }
    std::vector<double> of_quantities;
    for (const QuantityPlace& place : question.places)
      of_quantities.push_back(values[place.scenario][place.query]);
    said.questions.push_back(question.expression->value(of_quantities));
  }
  return said;
}

/// Of a figure, what all runs said.
std::vector<double> column(const std::vector<Said>& said, std::size_t figure) {
  std::vector<double> values;
  for (const Said& of_run : said) {
    if (figure < of_run.record.size() && std::isfinite(of_run.record[figure]))
      values.push_back(of_run.record[figure]);
  }
  return values;
}

std::vector<sim::Miss> misses_of(const std::vector<Said>& said, const RecordFile& record) {
  std::vector<sim::Miss> misses;
  for (std::size_t i = 0; i < record.record.size(); ++i) {
    const Target& target = record.record.entries[i].value;
    if (const auto miss = miss_of(target, column(said, i))) misses.push_back(*miss);
  }
  return misses;
}

std::vector<double> good(const std::vector<double>& values) {
  std::vector<double> kept;
  std::copy_if(values.begin(), values.end(), std::back_inserter(kept),
               [](double v) { return std::isfinite(v); });
  return kept;
}

/// Why a question has no answer; empty when it has.
std::string reason(const Predictions& predictions, std::size_t question) {
  const AskedQuestion& asked = predictions.asked.questions[question];
  if (!asked.expression) return asked.input.cannot_say;
  return good(predictions.values[question]).empty() ? "no run reaches the period" : "";
}

/// Years that a question reaches beyond the record.
double years_of(const Questionnaire& asked, const AskedQuestion& question) {
  sim::Date last = record_end();
  for (const QuantityPlace& place : question.places)
    last = std::max(last, asked.queries[place.scenario][place.query].period.last);
  return years_ahead(record_end(), last);
}

const sim::Discrepancy& discrepancy_of(const Predictions& predictions, const AskedQuestion& question) {
  static const sim::Discrepancy none;
  return predictions.which == Discrepancy::kAdded
             ? predictions.discrepancy[static_cast<std::size_t>(question.input.kind)]
             : none;
}

/// Standard deviation of the logarithm that a question is widened by, as a rule.
double typical_miss(const Predictions& predictions, const AskedQuestion& question) {
  return discrepancy_of(predictions, question).median() * std::sqrt(years_of(predictions.asked, question));
}

}  // namespace

Predictions predict(const StudyOptions& options, Questionnaire asked, const RecordFile& record,
                    std::vector<sim::Miss> forecasts, Discrepancy which) {
  Predictions predictions;
  predictions.which = which;
  predictions.posterior = belief_file(options.belief, scenario_folder(options.folder));
  predictions.runs = options.runs;
  std::vector<Said> said(options.runs);
  std::atomic<std::size_t> failed{0};
  {
    const sim::Threads threads(options.threads);
    const sim::InterruptGuard guard;
    sim::Progress progress(options.runs);
    sim::for_each_run(options.runs, [&](std::size_t run) {
      if (sim::interrupt_requested()) return;
      try {
        said[run] = run_once(options, asked, record, run);
        progress.succeeded();
      } catch (const std::exception&) {
        ++failed;
        progress.failed();
      }
    });
    predictions.interrupted = sim::interrupt_requested();
  }
  predictions.failed = failed;
  predictions.misses_of = forecasts.empty() ? MissesOf::kThese : MissesOf::kForecasts;
  predictions.misses = forecasts.empty() ? misses_of(said, record) : std::move(forecasts);
  predictions.discrepancy = sim::discrepancies(predictions.misses, kFigureKinds);
  for (std::size_t q = 0; q < asked.questions.size(); ++q) {
    const AskedQuestion& question = asked.questions[q];
    std::vector<double> values;
    for (std::size_t run = 0; run < said.size(); ++run) {
      const double value = said[run].questions.empty() ? sim::kNan : said[run].questions[q];
      values.push_back(widened(value, discrepancy_of(predictions, question),
                               {question.id, question.input.unit, years_of(asked, question)},
                               {options.seed, run}));
    }
    predictions.values.push_back(std::move(values));
  }
  predictions.asked = std::move(asked);
  return predictions;
}

std::string predictions_csv(const Predictions& predictions) {
  std::string text = "id,p05,p25,p50,p75,p95,mean,model_cannot_say,unit,discrepancy,runs,quantity,expression";
  text += sim::kCsvLineEnd;
  for (std::size_t q = 0; q < predictions.asked.questions.size(); ++q) {
    const AskedQuestion& question = predictions.asked.questions[q];
    const std::vector<double> values = good(predictions.values[q]);
    text += sim::csv_text(question.id) + ",";
    for (const double p : kQuantiles)
      text += (values.empty() ? "" : sim::exact_text(sim::quantile(values, p))) + ",";
    if (!values.empty())
      text += sim::exact_text(std::accumulate(values.begin(), values.end(), 0.0) /
                              static_cast<double>(values.size()));
    text +=
        fmt::format(",{},{},{},{},{},{}", sim::csv_text(reason(predictions, q)),
                    sim::csv_text(question.input.unit), sim::exact_text(typical_miss(predictions, question)),
                    values.size(), sim::csv_text(question.input.says),
                    sim::csv_text(question.expression ? question.input.is->name : ""));
    text += sim::kCsvLineEnd;
  }
  return text;
}

sim::Table predictions_table(const Predictions& predictions) {
  using sim::Align;
  sim::Table table;
  table.title = fmt::format("What the model says of {} questions: {}", predictions.asked.questions.size(),
                            predictions.asked.variants.front().title);
  table.columns = {
      {"id"}, {"quantity"}, {"median [5–95 %]", Align::kRight}, {"unit"}, {"widened by", Align::kRight}};
  for (std::size_t q = 0; q < predictions.asked.questions.size(); ++q) {
    const AskedQuestion& question = predictions.asked.questions[q];
    const std::vector<double> values = good(predictions.values[q]);
    const double sd = typical_miss(predictions, question);
    table.rows.push_back(
        {sim::text_cell(question.id), sim::text_cell(question.input.says),
         sim::text_cell(values.empty() ? reason(predictions, q) : sim::with_range(sim::spread(values))),
         sim::text_cell(question.input.unit),
         sim::number_cell(sd, sd > 0 ? fmt::format("x{:.2f}", std::exp(sd)) : "-")});
  }
  table.notes.push_back(fmt::format(
      "{} runs, {} failed; parameters and random draws vary together, the same in all scenarios, so that ratios and sums "
      "are of the same runs.",
      predictions.runs, predictions.failed));
  table.notes.push_back(
      predictions.posterior.empty()
          ? "Parameters are drawn from their priors."
          : fmt::format("Parameters are drawn from {}, what calibration left of their priors.",
                        shown_path(predictions.posterior)));
  table.notes.emplace_back(
      predictions.which == Discrepancy::kAdded
          ? "Widened by: the factor by which the model typically misses figures of that kind so far ahead, beyond what "
            "parameters, luck and the record's own range explain; it is in the range shown."
          : "What the model misses on record is left out: ranges are of parameters and luck alone.");
  return table;
}

sim::Table discrepancy_table(const Predictions& predictions) {
  using sim::Align;
  sim::Table table;
  table.title = "What the model misses, by kind of figure";
  table.columns = {{"kind"}, {"figures", Align::kRight}, {"typical factor", Align::kRight}};
  for (std::size_t kind = 0; kind < kFigureKinds; ++kind) {
    const auto figures = std::count_if(predictions.misses.begin(), predictions.misses.end(),
                                       [&](const sim::Miss& miss) { return miss.kind == kind; });
    const double sd = predictions.discrepancy[kind].median();
    table.rows.push_back({sim::text_cell(sim::EnumNames<FigureKind>::names[kind]),
                          sim::number_cell(static_cast<double>(figures), fmt::format("{}", figures)),
                          sim::number_cell(std::exp(sd), fmt::format("x{:.2f}", std::exp(sd)))});
  }
  table.notes.push_back(fmt::format(
      "Of a figure one year ahead; it grows with the root of the years. Learned from {} {}: what is left of their misses "
      "when runs and the record's own range are allowed for; {:.0f} % of them lie in the 90 % band that the others teach. "
      "Kinds with few figures borrow from all.",
      predictions.misses.size(),
      predictions.misses_of == MissesOf::kForecasts
          ? "forecasts of 2023 and 2024 by what was fitted to the years before"
          : "figures on record that the runs may have been fitted to",
      100 * sim::covered_left_out(predictions.misses, kFigureKinds)));
  return table;
}

}  // namespace tools
