#include "tools/tables/pairing.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "models/compute/world_state.h"
#include "sim/analysis/contrast.h"
#include "sim/numeric/constants.h"
#include "sim/report/words.h"
#include "tools/tables/choices.h"
#include "tools/tables/columns.h"
#include "tools/tables/headline.h"
#include "tools/tables/notes.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

constexpr int kYearAfterRuns = 2029;

/// The years in which China's clusters of a definition pass a million, by run. A number that never comes has no variance.
std::vector<double> passing_years_until_the_end(const VariantRuns& runs, std::size_t cluster) {
  std::vector<double> years;
  for (const auto& outcome : runs.outcomes)
    years.push_back(outcome ? std::min<double>(outcome->passed_h100e[cluster], kYearAfterRuns) : sim::kNan);
  return years;
}

/// What headlines are made of: whether a million is reached by the end of a year, and amounts.
std::vector<Question> headline_questions(const Results& results) {
  const int answer = year_within(results, kAnswerYear);
  std::vector<Question> asked;
  for (const char* cluster : {"campus_china", "fleet_china", "nation_china", "abroad_china"}) {
    for (const int year : {answer, answer + 1})
      asked.push_back({cluster, year, results.variants().front().scenario().million});
  }
  for (const char* amount : {"campus_china", "fleet_china", "nation_china", "smuggled_in_year", "smuggled",
                             "domestic", "premium", "months_behind"})
    asked.push_back({amount, answer, std::nullopt});
  std::erase_if(asked, [&](const Question& one) {
    return !results.has({one.measure, one.year, std::nullopt});
  });
  return asked;
}

/// Nothing is divided by a spread that is not there.
void add_saving(std::vector<sim::Cell>& row, const sim::Index& saves) {
  if (!std::isfinite(saves.value)) {
    row.push_back(sim::missing_cell(std::isnan(saves.value) ? "no spread" : "exact"));
    for (int i = 0; i < 2; ++i) row.push_back(sim::missing_cell());
    return;
  }
  add_estimate(row, saves.value, saves.interval);
  std::string& shown = row[row.size() - 3].text;
  if (!std::isfinite(saves.interval.high))
    shown = fmt::format("{} (above {})", sim::rounded(saves.value), sim::rounded(saves.interval.low));
  if (saves.interval.low == saves.interval.high)
    shown = fmt::format("{} (not told)", sim::rounded(saves.value));
}

}  // namespace

sim::Table pairing_table(const Results& results) {
  const std::vector<Choice> choices = policies(results);
  sim::Table table;
  table.title = fmt::format("What common random draws save in comparisons with the policy: {}",
                            title_of(results, choices.front()));
  table.columns = {{"measure"}, {"scenario"}};
  Columns(table).estimate("pairing saves", "x", "saves");
  table.columns.push_back({"pairs", sim::Align::kRight});
  const auto add_rows = [&](const sim::Cell& name, const auto& values_of) {
    const std::vector<double> base = values_of(0);
    for (std::size_t s = 1; s < choices.size(); ++s) {
      const std::vector<double> other = values_of(s);
      std::vector<sim::Cell>& row = table.rows.emplace_back();
      row = {name, choice_cell(results, choices[s])};
      add_saving(row, sim::pairing_saves(base, other));
      row.push_back(sim::count_cell(static_cast<double>(pair_up(base, other).left.size())));
    }
  };
  for (const Question& asked : headline_questions(results))
    add_rows({title_of(asked), asked.words()},
             [&](std::size_t s) { return results.values(choices[s], asked); });
  for (std::size_t cluster = 0; cluster < std::size(chokepoint::kClusterNames); ++cluster) {
    add_rows(sim::text_cell(fmt::format("year of a million, {}", chokepoint::kClusterNames[cluster])),
             [&](std::size_t s) { return passing_years_until_the_end(results.variants()[s], cluster); });
  }
  table.notes = run_notes(results);
  table.notes.push_back(fmt::format(
      "How many times the runs a comparison whose scenarios had random draws and parameters of their own would need "
      "for an interval as narrow: (var a + var b) / var (a - b), a the runs of the policy {}, b those of the other, "
      "with a 90 % bootstrap interval over pairs.",
      choices.front().name));
  table.notes.emplace_back(
      "exact: the difference is the same in all pairs, so that one would do. no spread: neither scenario's number "
      "varies. above: in some resamples the difference does not vary. not told: it varies in a single pair. A million "
      "that never comes counts as one of 2029.");
  return table;
}

}  // namespace tools
