#include "tools/tables/record.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "models/record/measures.h"
#include "sim/input/fields.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"
#include "tools/scenarios/folder.h"
#include "tools/study/results.h"
#include "tools/tables/notes.h"
#include "tools/tables/reference.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

/// What each run gives for a figure; NaN where it gives none.
std::vector<double> values_by_run(const VariantRuns& scenario, const Target& target) {
  std::vector<double> values;
  for (const auto& outcome : scenario.outcomes)
    values.push_back(outcome ? value_of(*outcome, target, scenario.scenario().calendar) : sim::kNan);
  return values;
}

std::vector<double> model_values(const VariantRuns& scenario, const Target& target) {
  std::vector<double> values = values_by_run(scenario, target);
  std::erase_if(values, [](double value) { return std::isnan(value); });
  return values;
}

std::string published(const Target& target) {
  if (target.low && target.high)
    return sim::with_interval(target.value, {*target.low, *target.high}, sim::Sign::kMinusOnly, 3);
  return sim::rounded(target.value, 3);
}

/// How the model fares over all rows.
struct Score {
  int rows = 0;
  int within = 0;  ///< a factor of two
  int inside = 0;  ///< their 5–95 % range
  int overlapping = 0;
  double crps = 0;
  std::vector<std::string> misses;  ///< names of rows whose range misses the published one
};

/// The model's cells of a row: its spread beside the published figure.
void add_model(std::vector<sim::Cell>& row, const std::string& name, const Target& target,
               const std::vector<double>& values, Score& score) {
  const sim::Spread spread = sim::spread(values);
  const double ratio = spread.median / target.value;
  const bool is_within = ratio >= 0.5 && ratio <= 2;
  const bool is_overlapping = overlaps(spread, target);
  // A little is added to both sides so that a zero has a logarithm: one chip, less where figures are small.
  const double crps = sim::crps_log(values, target.value, std::min(1.0, target.value / 1000));
  row.push_back(sim::text_cell(sim::with_range(spread)));
  for (const double end : {spread.median, spread.low, spread.high}) row.push_back(sim::number_cell(end));
  row.push_back(sim::number_cell(ratio, fmt::format("{:.2f}", ratio)));
  row.push_back(sim::text_cell(is_within ? "yes" : "no"));
  row.push_back(sim::text_cell(is_overlapping ? "yes" : "no"));
  row.push_back(sim::number_cell(crps, fmt::format("{:.2f}", crps)));
  ++score.rows;
  score.inside += holds(spread, target) ? 1 : 0;
  score.within += is_within ? 1 : 0;
  score.overlapping += is_overlapping ? 1 : 0;
  score.crps += crps;
  if (!is_overlapping) score.misses.push_back(fmt::format("{} ({:.2f})", name, ratio));
}

void add_model_columns(sim::Table& table, const std::string& header, const std::string& name) {
  using sim::Align;
  using sim::Audience;
  table.columns.push_back(
      {header, Align::kRight, "", name + "_shown", Audience::kPeople, sim::Behind::kRange});
  table.columns.push_back({header + " median", Align::kRight, "", name, Audience::kPrograms});
  table.columns.push_back({header + " 5 %", Align::kRight, "", name + "_p5", Audience::kPrograms});
  table.columns.push_back({header + " 95 %", Align::kRight, "", name + "_p95", Audience::kPrograms});
  const std::string prefix = name == "model" ? "" : name + "_";
  table.columns.push_back({header + "/published", Align::kRight, "", prefix + "ratio"});
  table.columns.push_back({"within x2", Align::kLeft, "", prefix + "within_factor_two"});
  table.columns.push_back({"overlap", Align::kLeft, "", prefix + "overlap"});
  table.columns.push_back({"log CRPS", Align::kRight, "", prefix + "crps_log"});
}

std::string words_of(const std::string& which, const Score& score) {
  return fmt::format(
      "{}: {} of {} medians within a factor of two of the published figure; {} of {} published figures "
      "inside the 5-95 % range, {} of {} ranges overlap the published one; mean log CRPS {:.2f}. Missed (median over published): {}.",
      which, score.within, score.rows, score.inside, score.rows, score.overlapping, score.rows,
      score.rows > 0 ? score.crps / score.rows : 0,
      score.misses.empty() ? "none" : fmt::format("{}", fmt::join(score.misses, ", ")));
}

/// Parameters with a range, and those of them that were set with the record in view.
struct Marked {
  int in_view = 0;
  int all = 0;
};

/// What the figures owe to the record. Parameters of priors.yaml are counted by themselves: the others are mostly
/// figures of lanes and prices, which no row of the record speaks of.
std::string note_on_fit(const sim::Node& scenario, bool is_fitted) {
  Marked priors;
  Marked others;
  for_each_parameter_of(scenario,
                        [&](const std::string& path, const sim::Parameter& parameter, const sim::Says&) {
                          if (parameter.is_fixed()) return;
                          Marked& group = path.starts_with("parameters.") ? priors : others;
                          ++group.all;
                          group.in_view += parameter.was_in_view(sim::InView::kRecord) ? 1 : 0;
                        });
  return fmt::format(
      "Published in round brackets: its own range. Model: median over runs [5 %–95 %]. {} {} of "
      "{} uncertain parameters of priors.yaml and {} of {} others had their ranges set with this record in view "
      "(in_view: record), and spending, capacities, roadmaps and site power up to 2024 are inputs taken from "
      "such records: both flatter the fit.",
      is_fitted ? "Parameters were fitted to figures of this record; besides," : "No fit was run, but",
      priors.in_view, priors.all, others.in_view, others.all);
}

/// Ranges of runs widened by what the model misses, each figure by what the others teach.
class Widened {
 public:
  Widened(const Results& results, const RecordFile& record)
      : runs_(results.variants().front()), seed_(results.record().seed) {
    for (const auto& [name, at, target] : record.record) {
      const auto miss = tools::miss_of(target, model_values(runs_, target));
      if (!miss) continue;
      place_[name] = misses_.size();
      misses_.push_back(*miss);
    }
  }

  /// The range of a figure, counted in the score.
  sim::Spread of(const std::string& name, const Target& target) {
    const auto place = place_.find(name);
    const auto others = place == place_.end() ? std::nullopt : std::optional(place->second);
    const auto kind = static_cast<std::size_t>(target.kind);
    const sim::Spread spread = sim::spread(
        widened_runs(values_by_run(runs_, target), sim::discrepancies(misses_, kFigureKinds, others)[kind],
                     {name, chokepoint::find_measure(target.measure.name)->unit}, seed_));
    ++figures_;
    inside_ += holds(spread, target) ? 1 : 0;
    overlapping_ += overlaps(spread, target) ? 1 : 0;
    return spread;
  }

  std::string words() const {
    const std::vector<sim::Discrepancy> learned = sim::discrepancies(misses_, kFigureKinds);
    std::vector<std::string> kinds;
    for (std::size_t kind = 0; kind < kFigureKinds; ++kind)
      kinds.push_back(fmt::format("{} x{:.2f}", sim::EnumNames<FigureKind>::names[kind],
                                  std::exp(learned[kind].median())));
    return fmt::format(
        "Widened: by what the model misses on record beyond its runs and the record's own range, each figure by what "
        "the others teach: {} of {} published figures inside, {} overlapping. Typical factor of a miss: {}.",
        inside_, figures_, overlapping_, fmt::join(kinds, ", "));
  }

 private:
  const VariantRuns& runs_;
  std::uint64_t seed_;
  std::vector<sim::Miss> misses_;
  std::map<std::string, std::size_t> place_;  ///< of a figure among the misses
  int figures_ = 0;
  int inside_ = 0;
  int overlapping_ = 0;
};

}  // namespace

sim::Table record_table(const Results& results, const RecordFile& record, Discrepancy which) {
  using sim::Align;
  using sim::Audience;
  sim::Table table;
  table.title =
      fmt::format("{}, beside the published record", title_of(results, results.variants().front().name()));
  table.columns = {{"figure"},
                   {"kind", Align::kLeft, "", "kind", Audience::kPrograms},
                   {"date"},
                   {"published", Align::kRight, "", "id"},
                   {"published value", Align::kRight, "", "published", Audience::kPrograms},
                   {"published low", Align::kRight, "", "published_low", Audience::kPrograms},
                   {"published high", Align::kRight, "", "published_high", Audience::kPrograms}};
  add_model_columns(table, "model", "model");
  const bool has_central = results.variants().size() > 1;
  const bool widens = which == Discrepancy::kAdded;
  if (widens) {
    table.columns.push_back(
        {"widened", Align::kRight, "", "widened_shown", Audience::kPeople, sim::Behind::kRange});
    table.columns.push_back({"widened 5 %", Align::kRight, "", "widened_p5", Audience::kPrograms});
    table.columns.push_back({"widened 95 %", Align::kRight, "", "widened_p95", Audience::kPrograms});
  }
  if (has_central) add_model_columns(table, "central", "central");
  Widened widened(results, record);
  table.columns.push_back({"source", Align::kLeft, "", "source", Audience::kPrograms});
  Score drawn;
  Score central;
  std::vector<std::string> out_of_span;
  for (const auto& [name, at, target] : record.record) {
    const std::vector<double> values = model_values(results.variants().front(), target);
    const std::vector<double> at_centre =
        has_central ? model_values(results.variants().back(), target) : std::vector<double>{};
    if (values.empty() || (has_central && at_centre.empty())) {
      out_of_span.push_back(name);
      continue;
    }
    std::vector<sim::Cell> row{sim::text_cell(target.says),
                               sim::text_cell(std::string(sim::enum_name(target.kind))),
                               sim::text_cell(target.date.iso()),
                               {published(target), name}};
    for (const double end :
         {target.value, target.low.value_or(target.value), target.high.value_or(target.value)})
      row.push_back(sim::number_cell(end));
    add_model(row, name, target, values, drawn);
    if (widens) {
      const sim::Spread spread = widened.of(name, target);
      row.push_back(sim::text_cell(fmt::format("[{}]", sim::range(spread.low, spread.high))));
      row.push_back(sim::number_cell(spread.low));
      row.push_back(sim::number_cell(spread.high));
    }
    if (has_central) add_model(row, name, target, at_centre, central);
    row.push_back(sim::text_cell(target.source));
    table.rows.push_back(std::move(row));
  }
  table.notes = run_notes(results);
  const bool is_fitted = drawn_from(results).posterior;
  table.notes.push_back(words_of(
      is_fitted ? "Parameters drawn from the posterior" : "Parameters drawn from their priors", drawn));
  if (widens && !table.rows.empty()) table.notes.push_back(widened.words());
  if (has_central)
    table.notes.push_back(words_of("Parameters at their central values, random draws varied", central));
  if (!out_of_span.empty())
    table.notes.push_back(fmt::format("Outside the runs' whole years: {}.", fmt::join(out_of_span, ", ")));
  table.notes.push_back(note_on_fit(results.variants().front().variant().root, is_fitted));
  return table;
}

sim::Table left_out_table(const RecordFile& record) {
  sim::Table table;
  table.title = "Published figures that are not set beside the model";
  table.columns = {{"figure"}, {"why"}};
  for (const auto& [name, at, why] : record.left_out)
    table.rows.push_back({sim::text_cell(name), sim::text_cell(why)});
  table.notes.emplace_back("Quantities of 2025 and 2026 are held back, to be predicted blind.");
  return table;
}

}  // namespace tools
