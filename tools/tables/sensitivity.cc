// T4: which parameters and levers an outcome hangs on, by what the design allows to be said.
#include <algorithm>
#include <cmath>
#include <initializer_list>

#include <fmt/format.h>

#include "sim/analysis/morris.h"
#include "sim/analysis/regression.h"
#include "sim/analysis/sobol_indices.h"
#include "sim/analysis/tornado.h"
#include "sim/report/words.h"
#include "tools/study/study.h"
#include "tools/tables/columns.h"
#include "tools/tables/tables.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;
using sim::Cell;
using sim::Table;

/// Rows of a table of factors: the others say less.
constexpr std::size_t kMostRows = 20;
/// An index whose interval is wider tells little.
constexpr double kWide = 0.1;

std::vector<std::string> names_of(const Results& results) {
  return group_names(results.input(), results.record().factors);
}

/// What a factor is; programs and pictures, which may show this alone, have the name of a group with it.
sim::Cell words_of(const Results& results, const std::string& name) {
  for (const sim::StoredFactor& factor : results.record().factors) {
    if (factor.name == name) return sim::text_cell(factor.says);
  }
  std::size_t members = 0;
  for (const sim::StoredFactor& factor : results.record().factors) members += factor.group == name ? 1 : 0;
  return {fmt::format("{} parameters", members), fmt::format("{}: {} parameters", name, members)};
}

void begin_row(Table& table, const Results& results, const std::string& scenario, const std::string& factor) {
  table.rows.push_back({scenario_cell(results, scenario), sim::text_cell(factor), words_of(results, factor)});
}

/// Whether a factor's part is told from that of a dead one, which the model never reads.
void add_mark(Table& table, bool is_told) {
  table.rows.back().push_back(sim::text_cell(is_told ? "told" : "not told"));
}
bool excludes_0(const sim::Interval& interval) { return interval.low > 0 || interval.high < 0; }

void keep_note(Table& table, std::size_t shown, std::size_t all) {
  if (shown < all) table.notes.push_back(fmt::format("The {} largest of {} factors a scenario.", shown, all));
}

void sobol_rows(Table& table, const Results& results, const std::string& scenario, const Question& question) {
  const sim::SobolIndices indices =
      sim::sobol_indices(results.plan(), results.means(scenario, question), sim::kLevel, sim::Holds::kFamily);
  const auto names = names_of(results);
  const auto order = by_size(values_of(indices.total));
  const std::size_t shown = std::min(kMostRows, names.size());
  double widest = 0;
  std::size_t needed = 0;
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t at = order[i];
    begin_row(table, results, scenario, names[at]);
    add_index_cells(table.rows.back(), indices.first[at].value, indices.first[at].interval);
    add_index_cells(table.rows.back(), indices.total[at].value, indices.total[at].interval);
    add_mark(table, excludes_0(indices.total[at].interval));
    for (const sim::Index& index : {indices.first[at], indices.total[at]}) {
      const double width = index.interval.high - index.interval.low;
      if (!(width > kWide)) continue;
      widest = std::max(widest, width);
      needed = std::max(needed, sim::needed_base_points(index, kWide, indices.base_points).value_or(0));
    }
  }
  if (indices.dropped > 0)
    table.notes.push_back(fmt::format("{}: {} base points left out for failed runs.",
                                      title_of(results, scenario), indices.dropped));
  if (indices.variance == 0)
    table.notes.push_back(fmt::format("{}: every run gave the same: no index.", title_of(results, scenario)));
  if (widest > 0)
    table.notes.push_back(
        fmt::format("{}: intervals are up to {} wide from {} base points; about {} would bring them "
                    "to {}.",
                    title_of(results, scenario), sim::rounded(widest), indices.base_points,
                    sim::rounded(static_cast<double>(needed)), kWide));
}

void morris_rows(Table& table, const Results& results, const std::string& scenario,
                 const Question& question) {
  const sim::MorrisEffects effects = sim::morris_effects(results.plan(), results.means(scenario, question),
                                                         sim::kLevel, sim::Holds::kFamily);
  const auto names = names_of(results);
  std::vector<double> sizes;
  for (const sim::MorrisEffect& effect : effects.effects) sizes.push_back(effect.mu_star.value);
  const auto order = by_size(sizes);
  for (std::size_t i = 0; i < std::min(kMostRows, names.size()); ++i) {
    const sim::MorrisEffect& effect = effects.effects[order[i]];
    begin_row(table, results, scenario, names[order[i]]);
    add_index_cells(table.rows.back(), effect.mu_star.value, effect.mu_star.interval);
    add_index_cells(table.rows.back(), effect.mu.value, effect.mu.interval);
    add_index_cells(table.rows.back(), effect.sigma.value, effect.sigma.interval);
    add_mark(table, excludes_0(effect.mu_star.interval));
  }
  if (effects.dropped > 0)
    table.notes.push_back(fmt::format("{}: {} trajectories left out for failed runs.",
                                      title_of(results, scenario), effects.dropped));
}

/// What another point changes of the centre, by the same random draws.
sim::Mean change_at(const std::vector<std::vector<double>>& values, std::size_t row, double level) {
  std::vector<double> changes;
  for (std::size_t k = 0; k < values[row].size(); ++k) {
    const double change = values[row][k] - values.front()[k];
    if (!std::isnan(change)) changes.push_back(change);
  }
  return sim::mean_with_interval(changes, level);
}

void tornado_rows(Table& table, const Results& results, const std::string& scenario,
                  const Question& question) {
  const auto swings = sim::tornado(results.plan(), results.means(scenario, question));
  const auto values = results.values(scenario, question);
  // All changes hold together (Bonferroni).
  const double level = 1 - (1 - sim::kLevel) / (2 * static_cast<double>(swings.size()));
  for (std::size_t i = 0; i < std::min(kMostRows, swings.size()); ++i) {
    begin_row(table, results, scenario, results.record().factors[swings[i].factor].name);
    for (const double value : {swings[i].low, swings[i].base, swings[i].high, swings[i].swing})
      table.rows.back().push_back(sim::number_cell(value));
    if (results.input().replicates < 2) continue;
    bool is_told = false;
    for (const std::size_t row : {swings[i].low_row, swings[i].high_row}) {
      const sim::Mean change = change_at(values, row, level);
      add_index_cells(table.rows.back(), change.value, change.interval);
      is_told = is_told || excludes_0(change.interval);
    }
    add_mark(table, is_told);
  }
}

void noise_row(Table& table, const Results& results, const std::string& scenario, double line,
               std::size_t factors) {
  table.rows.push_back({scenario_cell(results, scenario), sim::text_cell("(noise line)"),
                        sim::text_cell(fmt::format(
                            "what the strongest of {} dead factors stays below, nine times in ten", factors)),
                        sim::number_cell(line)});
  for (int i = 0; i < 8; ++i) table.rows.back().push_back(sim::missing_cell(""));
  table.rows.back().push_back(sim::text_cell(""));
}

void regression_rows(Table& table, const Results& results, const std::string& scenario,
                     const Question& question) {
  const sim::Regression fit =
      sim::regression(results.points(), results.means(scenario, question), sim::kLevel, sim::Holds::kFamily);
  const double line = sim::noise_line(results.points(), results.means(scenario, question));
  const auto& factors = results.record().factors;
  std::vector<double> sizes;
  for (std::size_t i = 0; i < factors.size(); ++i)
    sizes.push_back(std::isnan(fit.prcc[i].value) ? fit.spearman[i].value : fit.prcc[i].value);
  const auto order = by_size(sizes);
  bool is_line_drawn = false;
  for (std::size_t i = 0; i < std::min(kMostRows, factors.size()); ++i) {
    const bool is_told = std::abs(sizes[order[i]]) > line;
    if (!is_told && !is_line_drawn) noise_row(table, results, scenario, line, factors.size());
    is_line_drawn = is_line_drawn || !is_told;
    begin_row(table, results, scenario, factors[order[i]].name);
    for (const auto* indices : {&fit.prcc, &fit.srrc, &fit.spearman})
      add_index_cells(table.rows.back(), (*indices)[order[i]].value, (*indices)[order[i]].interval);
    add_mark(table, is_told);
  }
  if (!is_line_drawn) noise_row(table, results, scenario, line, factors.size());
  table.notes.push_back(
      fmt::format("{}: the linear model of ranks explains {} of the variance, that of values {}; {} "
                  "points, {} left out for failed runs.",
                  title_of(results, scenario), sim::rounded(fit.rank_r2.value), sim::rounded(fit.r2.value),
                  fit.rows, fit.dropped));
}

}  // namespace

std::vector<std::size_t> by_size(const std::vector<double>& figures) {
  std::vector<std::size_t> order(figures.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto size = [&](std::size_t i) { return std::isnan(figures[i]) ? -1 : std::abs(figures[i]); };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  return order;
}

std::vector<double> values_of(const std::vector<sim::Index>& indices) {
  std::vector<double> values;
  for (const sim::Index& index : indices) values.push_back(index.value);
  return values;
}

void add_index_columns(Table& table, const std::string& header, const std::string& name) {
  Columns(table).estimate(header, "", name);
}

void add_index_cells(std::vector<Cell>& row, double value, sim::Interval interval) {
  if (std::isnan(value)) {
    for (int i = 0; i < 3; ++i) row.push_back(sim::missing_cell());
    return;
  }
  const bool covers_0 = interval.low <= 0 && interval.high >= 0;
  const std::string words = sim::with_interval(value, interval);
  const bool is_exact = interval.low == interval.high;
  row.push_back(sim::number_cell(
      value, covers_0 && !is_exact ? fmt::format("about 0{}", words.substr(words.find(" ("))) : words));
  row.push_back(sim::number_cell(interval.low));
  row.push_back(sim::number_cell(interval.high));
}

Table sensitivity_table(const Results& results, const Question& question) {
  using Rows = void (*)(Table&, const Results&, const std::string&, const Question&);
  Table table;
  table.title = fmt::format("{}: what it hangs on", sim::capitalised(title_of(question)));
  table.columns = {{"scenario"}, {"factor"}, {"what it is"}};
  std::string note;
  std::string noise =
      "Told: from a dead factor, of which no run differs, whose parts are 0 and whose interval is a point.";
  bool is_marked = true;
  Rows rows = nullptr;
  switch (results.input().design.method) {
    case StudyMethod::kSaltelli:
      add_index_columns(table, "first-order index", "first");
      add_index_columns(table, "total index", "total");
      rows = sobol_rows;
      note =
          "First-order: share of the variance that the factor alone explains; total: that it takes part in. "
          "90 % bootstrap intervals that hold for all of a column at once; about 0: the interval covers 0.";
      break;
    case StudyMethod::kMorris:
      add_index_columns(table, "mean size of effect", "mu_star");
      add_index_columns(table, "mean effect", "mu");
      add_index_columns(table, "spread of effects", "sigma");
      rows = morris_rows;
      note =
          "Elementary effects (Morris): change of the outcome per whole range of the factor. 90 % bootstrap "
          "intervals that hold for all of a column at once; about 0: the interval covers 0.";
      break;
    case StudyMethod::kOneAtATime:
      for (const char* column : {"lowest", "centre", "highest", "swing"})
        table.columns.push_back({column, Align::kRight});
      if (results.input().replicates > 1) {
        add_index_columns(table, "lowest less centre", "low_change");
        add_index_columns(table, "highest less centre", "high_change");
      } else {
        is_marked = false;
        noise = "One replicate: nothing tells an effect from random draws, but what is 0 has none.";
      }
      rows = tornado_rows;
      note =
          "Means over replicates. Each factor alone from its lowest to its highest point, the others at "
          "their middle ones. Changes with t intervals over replicates of the same random draws that hold for "
          "all at once (90 %, Bonferroni); about 0: the interval covers 0.";
      break;
    case StudyMethod::kLatinHypercube:
    case StudyMethod::kSobol:
      add_index_columns(table, "PRCC", "prcc");
      add_index_columns(table, "SRRC", "srrc");
      add_index_columns(table, "Spearman", "spearman");
      rows = regression_rows;
      note =
          "Partial rank correlation, standardised rank regression coefficient and rank correlation with the "
          "outcome, 90 % bootstrap intervals that hold for all factors at once; above 0: more of the factor, "
          "more of the outcome.";
      noise =
          "Told: above the noise line, which the strongest of as many dead factors stays below in nine cases "
          "of ten (outcomes shuffled 500 times). What is not told may do nothing at all.";
      break;
    case StudyMethod::kNone:
    case StudyMethod::kGrid:
      return table;
  }
  if (is_marked) table.columns.push_back({"from noise", Align::kLeft, "", "from_noise"});
  for (const std::string& scenario : results.policies()) rows(table, results, scenario, question);
  const auto factors = names_of(results).size();
  keep_note(table, std::min(kMostRows, factors), factors);
  std::vector<std::string> notes = results.notes();
  for (const sim::Output& output : results.record().outputs) {
    if (output.measure != question.measure || output.year != question.year) continue;
    notes.push_back(fmt::format("{}: {}, {}.", measure_title(output.measure), output.says, output.unit));
  }
  notes.push_back(std::move(note));
  notes.push_back(std::move(noise));
  notes.insert(notes.end(), table.notes.begin(), table.notes.end());
  table.notes = std::move(notes);
  return table;
}

}  // namespace tools
