#include "tools/tables/blind.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "models/record/measures.h"
#include "sim/analysis/discrepancy.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"
#include "tools/tables/notes.h"
#include "tools/tables/titles.h"
#include "tools/tables/widening.h"

namespace tools {
namespace {

using sim::Align;

/// What each run says of a figure, by run; NaN where it has no such day.
std::vector<double> said(const VariantRuns& runs, const Target& target) {
  std::vector<double> values;
  for (const auto& outcome : runs.outcomes)
    values.push_back(outcome ? value_of(*outcome, target, runs.scenario().calendar) : sim::kNan);
  return values;
}

std::vector<double> numbers_in(const std::vector<double>& values) {
  std::vector<double> kept;
  std::copy_if(values.begin(), values.end(), std::back_inserter(kept),
               [](double v) { return std::isfinite(v); });
  return kept;
}

/// By kind, from figures up to the day.
std::vector<sim::Discrepancy> discrepancies_until(const VariantRuns& runs, const RecordFile& record,
                                                  sim::Date after) {
  std::vector<sim::Miss> misses;
  for (const auto& [name, at, target] : record.record) {
    if (target.date > after) continue;
    if (const auto miss = miss_of(target, numbers_in(said(runs, target)))) misses.push_back(*miss);
  }
  return sim::discrepancies(misses, kFigureKinds);
}

/// What one would say without a model; nothing where there is no figure of the measure up to the day.
struct Naive {
  double persistence = 0;
  double trend = 0;
};
std::optional<Naive> naive(const RecordFile& record, const Target& asked, sim::Date after) {
  std::vector<const Target*> before;
  for (const auto& entry : record.record) {
    if (entry.value.measure.name == asked.measure.name && entry.value.date <= after && entry.value.value > 0)
      before.push_back(&entry.value);
  }
  if (before.empty()) return std::nullopt;
  std::sort(before.begin(), before.end(), [](const Target* a, const Target* b) { return a->date < b->date; });
  const Target& last = *before.back();
  Naive guess{last.value, last.value};
  if (before.size() < 2) return guess;
  const Target& earlier = **(before.end() - 2);
  const double slope = std::log(last.value / earlier.value) / (last.date.days - earlier.date.days);
  guess.trend = last.value * std::exp(slope * (asked.date.days - last.date.days));
  return guess;
}

/// How a forecast fares over the figures of a block.
struct Block {
  int figures = 0;
  int inside = 0;
  int overlapping = 0;
  double model = 0;
  int compared = 0;  ///< figures that have something before them
  double model_compared = 0;
  double persistence = 0;
  double trend = 0;
};

std::string words_of(const std::string& name, const Block& block) {
  std::string words =
      fmt::format("{}: {} of {} inside the 90 % band, {} overlapping, mean log CRPS {:.2f}", name,
                  block.inside, block.figures, block.overlapping, block.model / block.figures);
  if (block.compared > 0)
    words += fmt::format("; where a figure stood before: model {:.2f}, persistence {:.2f}, trend {:.2f} ({})",
                         block.model_compared / block.compared, block.persistence / block.compared,
                         block.trend / block.compared, block.compared);
  return words + ".";
}

}  // namespace

sim::Table blind_table(const Results& results, const RecordFile& record, sim::Date after, Discrepancy which) {
  const VariantRuns& runs = results.variants().front();
  const std::vector<sim::Discrepancy> learned = which == Discrepancy::kAdded
                                                    ? discrepancies_until(runs, record, after)
                                                    : std::vector<sim::Discrepancy>(kFigureKinds);
  sim::Table table;
  table.title =
      fmt::format("{}, asked blind for figures after {}", title_of(results, runs.name()), after.iso());
  table.columns = {{"figure"},
                   {"kind"},
                   {"published", Align::kRight},
                   {"model [5–95 %]", Align::kRight},
                   {"inside"},
                   {"log CRPS", Align::kRight},
                   {"persistence", Align::kRight},
                   {"trend", Align::kRight},
                   {"miss", Align::kRight, "", "error", sim::Audience::kPrograms},
                   {"variance", Align::kRight, "", "variance", sim::Audience::kPrograms},
                   {"years ahead", Align::kRight, "", "years", sim::Audience::kPrograms}};
  std::map<std::string, Block> blocks;
  for (const auto& entry : record.record) {
    const std::string& name = entry.name;
    const Target& target = entry.value;
    if (target.date <= after) continue;
    const std::string unit = chokepoint::find_measure(target.measure.name)->unit;
    const std::vector<double> by_run = said(runs, target);
    const double years = years_ahead(after, target.date);
    const std::vector<double> values = widened_runs(by_run, learned[static_cast<std::size_t>(target.kind)],
                                                    {name, unit, years}, results.record().seed);
    if (values.empty()) continue;
    const sim::Spread spread = sim::spread(values);
    const double shift = std::min(1.0, target.value / 1000);
    const double crps = sim::crps_log(values, target.value, shift);
    const bool inside = holds(spread, target);
    const auto guess = naive(record, target, after);
    const auto miss_of_naive = [&](double value) { return std::abs(std::log(value / target.value)); };
    const std::string kind(sim::enum_name(target.kind));
    for (Block* block : {&blocks[kind], &blocks["all"]}) {
      ++block->figures;
      block->inside += inside ? 1 : 0;
      block->overlapping += overlaps(spread, target) ? 1 : 0;
      block->model += crps;
      if (!guess) continue;
      ++block->compared;
      block->model_compared += crps;
      block->persistence += miss_of_naive(guess->persistence);
      block->trend += miss_of_naive(guess->trend);
    }
    const auto score = [](double value) { return sim::number_cell(value, fmt::format("{:.2f}", value)); };
    table.rows.push_back({sim::text_cell(name), sim::text_cell(kind),
                          sim::number_cell(target.value, sim::rounded(target.value, 3)),
                          sim::text_cell(sim::with_range(spread, 3)), sim::text_cell(inside ? "yes" : "no"),
                          score(crps),
                          guess ? score(miss_of_naive(guess->persistence)) : sim::missing_cell("-"),
                          guess ? score(miss_of_naive(guess->trend)) : sim::missing_cell("-")});
    const auto miss = miss_of(target, numbers_in(by_run));
    for (const double number : {miss ? miss->error : sim::kNan, miss ? miss->variance : sim::kNan, years})
      table.rows.back().push_back(std::isnan(number) ? sim::missing_cell() : sim::number_cell(number));
  }
  table.notes = run_notes(results);
  if (const auto all = blocks.find("all"); all != blocks.end())
    table.notes.push_back(words_of("All", all->second));
  for (const auto& [kind, block] : blocks) {
    if (kind != "all") table.notes.push_back(words_of(kind, block));
  }
  table.notes.push_back(fmt::format(
      "Bands are of parameters, luck{}. Persistence: the last figure "
      "of the measure stays; trend: the growth of the last two goes on. Their scores are those of a certain forecast. "
      "The test is blind when parameters were fitted to figures up to that day (calibrate --through) or not at all.",
      which == Discrepancy::kAdded
          ? fmt::format(" and what the model misses on figures up to {}, by kind", after.iso())
          : " alone"));
  return table;
}

}  // namespace tools
