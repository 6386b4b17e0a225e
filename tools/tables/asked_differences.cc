#include <cmath>

#include <fmt/format.h>

#include "models/record/measures.h"
#include "sim/report/words.h"
#include "tools/study/asked.h"
#include "tools/tables/choices.h"
#include "tools/tables/columns.h"
#include "tools/tables/differences.h"
#include "tools/tables/notes.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

/// What the first policy's runs come to: a share of them, or their mean.
sim::Cell base_cell(double mean, const Question& question) {
  if (std::isnan(mean)) return sim::missing_cell();
  return sim::number_cell(mean, question.at_least ? sim::percent(mean) : sim::rounded(mean));
}

std::vector<sim::Cell> difference_row(const Results& results, const Choice& base, const Choice& policy,
                                      const Question& question) {
  const auto [base_mean, contrast] = difference_of(results, base, policy, question);
  const double unit = question.at_least ? 100 : 1;
  std::vector<sim::Cell> row{choice_cell(results, policy), sim::count_cell(question.year)};
  add_estimate(row, contrast.mean * unit,
               {contrast.mean_interval.low * unit, contrast.mean_interval.high * unit}, sim::Sign::kAlways);
  row.push_back(base_cell(base_mean, question));
  row.push_back(sim::count_cell(contrast.pairs));
  return row;
}

}  // namespace

sim::Table asked_differences(const Results& results, const std::vector<Question>& questions) {
  const std::vector<Choice> choices = policies(results);
  const Choice& base = choices.front();
  const Question& asked = questions.front();
  const chokepoint::Measure& measure = *chokepoint::find_measure(asked.measure);
  sim::Table table;
  table.title = fmt::format("{}, less that of {}", asked_title(asked), title_of(results, base));
  table.columns = {{"policy"}, {"year"}};
  Columns columns(table);
  columns.estimate("difference", asked.at_least ? "points" : measure.unit, "difference");
  table.columns.push_back(
      {title_of(results, base), sim::Align::kRight, asked.at_least ? "" : measure.unit, "base_mean"});
  table.columns.push_back({"pairs", sim::Align::kRight});
  for (const Question& question : questions) {
    for (std::size_t i = 1; i < choices.size(); ++i)
      table.rows.push_back(difference_row(results, base, choices[i], question));
  }
  table.notes = run_notes(results);
  table.notes.push_back(fmt::format(
      "Mean over pairs of runs with the same random draws of the policy less {}, with its 90 % t interval.{}",
      title_of(results, base), asked.at_least ? " Points: hundredths of a share of runs." : ""));
  return table;
}

}  // namespace tools
