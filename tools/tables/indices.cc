// More on what an outcome hangs on: pairs, convergence, the share of random draws, surrogates.
#include <algorithm>

#include <fmt/format.h>

#include "sim/analysis/aleatory_share.h"
#include "sim/analysis/sobol_indices.h"
#include "sim/analysis/surrogate.h"
#include "sim/report/words.h"
#include "tools/study/study.h"
#include "tools/tables/tables.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Align;
using sim::Table;

}  // namespace

Table pairs_table(const Results& results, const Question& question) {
  const auto names = group_names(results.input(), results.record().factors);
  Table table;
  table.title = fmt::format("Which pairs act together on {}", title_of(question));
  table.columns = {{"scenario"}, {"factor"}, {"and"}};
  add_index_columns(table, "second-order index", "second");
  for (const std::string& scenario : results.policies()) {
    const auto indices = sim::sobol_indices(results.plan(), results.means(scenario, question), sim::kLevel,
                                            sim::Holds::kFamily);
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t j = 0; j < names.size(); ++j) {
      for (std::size_t k = j + 1; k < names.size(); ++k) pairs.emplace_back(j, k);
    }
    std::vector<double> sizes;
    for (const auto& [j, k] : pairs) sizes.push_back(indices.second[j][k].value);
    const auto order = by_size(sizes);
    for (std::size_t i = 0; i < std::min<std::size_t>(pairs.size(), 15); ++i) {
      const auto& [j, k] = pairs[order[i]];
      table.rows.push_back(
          {scenario_cell(results, scenario), sim::text_cell(names[j]), sim::text_cell(names[k])});
      add_index_cells(table.rows.back(), indices.second[j][k].value, indices.second[j][k].interval);
    }
  }
  table.notes = results.notes();
  table.notes.emplace_back(
      "Share of the variance that two factors explain together and neither alone; the largest 15. 90 % "
      "bootstrap intervals that hold for all pairs at once; about 0: the interval covers 0.");
  return table;
}

Table convergence_table(const Results& results, const Question& question) {
  const auto names = group_names(results.input(), results.record().factors);
  Table table;
  table.title = fmt::format("Whether the indices of {} have settled", title_of(question));
  table.columns = {{"scenario"}, {"factor"}, {"base points", Align::kRight}};
  add_index_columns(table, "first-order index", "first");
  add_index_columns(table, "total index", "total");
  for (const std::string& scenario : results.policies()) {
    const auto steps = sim::sobol_convergence(results.plan(), results.means(scenario, question), sim::kLevel,
                                              sim::Holds::kFamily);
    if (steps.empty()) continue;
    const auto order = by_size(values_of(steps.back().total));
    for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 5); ++i) {
      for (const sim::SobolIndices& step : steps) {
        table.rows.push_back({scenario_cell(results, scenario), sim::text_cell(names[order[i]]),
                              sim::count_cell(step.base_points)});
        add_index_cells(table.rows.back(), step.first[order[i]].value, step.first[order[i]].interval);
        add_index_cells(table.rows.back(), step.total[order[i]].value, step.total[order[i]].interval);
      }
    }
  }
  table.notes = results.notes();
  table.notes.emplace_back(
      "The five factors of the largest total index, at an eighth, a quarter, a half and all base points. "
      "90 % bootstrap intervals that hold for all factors at once.");
  return table;
}

Table aleatory_table(const Results& results, const Question& question) {
  Table table;
  // Where parameters are drawn anew in each replicate, nobody can tell them from random draws.
  const bool is_mixed = results.input().other_parameters == OtherParameters::kSampled;
  const char* what = is_mixed ? "random draws or a parameter that is no factor" : "random draws";
  table.title = fmt::format("How much of {} is {}", title_of(question), what);
  table.columns = {{"scenario"}};
  add_index_columns(table, fmt::format("share of variance that is {}", what), "luck");
  table.columns.push_back({"points", Align::kRight});
  for (const std::string& scenario : results.policies()) {
    const sim::AleatoryShare streams = sim::aleatory_share(results.values(scenario, question), sim::kLevel);
    table.rows.push_back({scenario_cell(results, scenario)});
    add_index_cells(table.rows.back(), streams.share.value, streams.share.interval);
    table.rows.back().push_back(sim::count_cell(streams.points));
  }
  table.notes = results.notes();
  table.notes.emplace_back(
      "Variance between replicates at a point, over all variance, with its 90 % bootstrap interval.");
  return table;
}

Table surrogate_table(const Results& results, const Question& question) {
  Table table;
  table.title = fmt::format("{}: what it hangs on, by a surrogate", sim::capitalised(title_of(question)));
  table.columns = {{"scenario"}, {"factor"}};
  add_index_columns(table, "first-order index", "first");
  add_index_columns(table, "total index", "total");
  table.notes = results.notes();
  const double level = 1 - (1 - sim::kLevel) / static_cast<double>(results.record().factors.size());
  for (const std::string& scenario : results.policies()) {
    sim::SurrogateIndices fit =
        sim::surrogate_indices(sim::Surrogate::kChaos, results.points(), results.means(scenario, question),
                               results.plan().levels, level);
    const char* kind = "polynomial chaos";
    if (!fit.refusal.empty()) {
      const std::string refusal = fit.refusal;
      kind = "Kriging";
      fit = sim::surrogate_indices(sim::Surrogate::kKriging, results.points(),
                                   results.means(scenario, question), results.plan().levels, level);
      if (!fit.refusal.empty()) {
        table.notes.push_back(fmt::format("{}: no indices. Polynomial chaos: {}. Kriging: {}.",
                                          title_of(results, scenario), refusal, fit.refusal));
        continue;
      }
    }
    const auto order = by_size(values_of(fit.total));
    for (std::size_t i = 0; i < fit.inputs.size(); ++i) {
      const std::size_t input = order[i];
      table.rows.push_back(
          {scenario_cell(results, scenario), sim::text_cell(results.record().factors[input].name)});
      add_index_cells(table.rows.back(), fit.first[input].value, fit.first[input].interval);
      add_index_cells(table.rows.back(), fit.total[input].value, fit.total[input].interval);
    }
    table.notes.push_back(
        fmt::format("{}: {}; {} runs, {} left out; Q2 {} (share of the variance of runs left out of the "
                    "fit that it foretells).",
                    title_of(results, scenario), kind, fit.runs, fit.dropped, sim::rounded(fit.q2)));
  }
  table.notes.emplace_back(
      "Jackknife intervals that hold for all factors at once (90 %, Bonferroni). What the surrogate misses, "
      "random draws included, is in no index.");
  return table;
}

}  // namespace tools
