// T7: under which conditions an outcome comes about, and how they were narrowed.
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "sim/analysis/prim.h"
#include "sim/analysis/regression.h"
#include "sim/report/words.h"
#include "tools/tables/tables.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Align;
using sim::Table;

std::string limit_words(const sim::StoredFactor& factor, const sim::PrimRestriction& restriction) {
  const std::string& name = factor.name;
  const std::string& unit = factor.unit;
  const bool has_unit = !unit.empty() && unit != "1";
  const std::string limit =
      fmt::format("{}{}{}", sim::rounded(restriction.limit, 3), has_unit ? " " : "", has_unit ? unit : "");
  if (restriction.bound == sim::PrimBound::kAtLeast) return fmt::format("{} at least {}", name, limit);
  if (restriction.bound == sim::PrimBound::kAtMost) return fmt::format("{} at most {}", name, limit);
  return fmt::format("{} of {}", name, fmt::join(restriction.levels, ", "));
}

struct Discovered {
  std::vector<std::size_t> looked_at;    ///< factors of the study
  std::vector<sim::PrimFactor> factors;  ///< these, with the cases that ran
  std::vector<bool> told;                ///< from noise; these likewise
  sim::PrimResult result;
};

/// A point is of interest when at least half of its replicates have the outcome.
Discovered discover(const Results& results, const std::string& scenario, const Question& question) {
  const std::vector<double> shares = results.means(scenario, question);
  const auto values = results.factor_values();
  Question measure = question;
  measure.at_least.reset();
  Discovered found;
  // Of many parameters some would bound a box by accident: as many are looked at as a readable box may bound.
  found.looked_at =
      sim::strongest(results.points(), results.means(scenario, measure), sim::PrimSettings{}.most_restricted);
  const auto means = results.means(scenario, measure);
  const double line = sim::noise_line(results.points(), means);
  const auto strengths = sim::strengths(results.points(), means);
  for (const std::size_t factor : found.looked_at) found.told.push_back(strengths[factor] > line);
  for (const std::size_t factor : found.looked_at)
    found.factors.push_back({results.record().factors[factor].name, {}});
  std::vector<bool> of_interest;
  for (std::size_t point = 0; point < shares.size(); ++point) {
    if (std::isnan(shares[point])) continue;
    of_interest.push_back(shares[point] >= 0.5);
    for (std::size_t i = 0; i < found.factors.size(); ++i)
      found.factors[i].values.push_back(values[found.looked_at[i]][point]);
  }
  found.result = sim::prim(found.factors, of_interest);
  return found;
}

std::string conditions(const Results& results, const sim::PrimStep& step, const Discovered& found) {
  std::vector<std::string> limits;
  for (const sim::PrimRestriction& restriction : step.restrictions)
    limits.push_back(limit_words(results.record().factors[found.looked_at[restriction.factor]], restriction) +
                     (found.told[restriction.factor] ? "" : " (not told from noise)"));
  return fmt::format("{}", fmt::join(limits, "; "));
}

std::string discovery_title(const Question& question) {
  return fmt::format("When does it come to {} {} ≥ {}?", measure_title(question.measure), question.year,
                     sim::rounded(*question.at_least));
}

/// How good a box is.
void add_step_columns(Table& table) {
  table.columns.push_back({"coverage", Align::kRight});
  table.columns.push_back({"density", Align::kRight});
  table.columns.push_back({"share of cases", Align::kRight, "", "mass"});
  table.columns.push_back({"cases", Align::kRight});
}
void add_step_cells(std::vector<sim::Cell>& row, const sim::PrimStep& step) {
  for (const double share : {step.coverage, step.density, step.mass}) row.push_back(sim::share_cell(share));
  row.push_back(sim::count_cell(step.cases));
}

}  // namespace

Table box_limits_table(const Results& results, const Question& question) {
  Table table;
  table.title = discovery_title(question);
  table.columns = {{"scenario"}, {"box", Align::kRight}, {"factor"}, {"what it is"}, {"unit"}};
  for (const char* number : {"low", "high", "lowest", "highest", "coverage", "density"})
    table.columns.push_back({number, Align::kRight});
  for (const std::string& scenario : results.policies()) {
    const Discovered found = discover(results, scenario, question);
    for (std::size_t b = 0; b < found.result.boxes.size(); ++b) {
      const sim::PrimBox& box = found.result.boxes[b];
      const sim::PrimStep& step = box.trajectory[box.chosen];
      std::map<std::size_t, std::pair<double, double>> limits;
      for (const sim::PrimRestriction& restriction : step.restrictions) {
        const sim::StoredFactor& factor = results.record().factors[found.looked_at[restriction.factor]];
        auto& [low, high] =
            limits.try_emplace(restriction.factor, std::pair{factor.low, factor.high}).first->second;
        (restriction.bound == sim::PrimBound::kAtLeast ? low : high) = restriction.limit;
      }
      for (const auto& [at, limit] : limits) {
        const sim::StoredFactor& factor = results.record().factors[found.looked_at[at]];
        table.rows.push_back({scenario_cell(results, scenario), sim::count_cell(b + 1),
                              sim::text_cell(factor.name), sim::text_cell(factor.says),
                              sim::text_cell(factor.unit)});
        for (const double number :
             {limit.first, limit.second, factor.low, factor.high, step.coverage, step.density})
          table.rows.back().push_back(sim::number_cell(number));
      }
    }
  }
  return table;
}

Table discovery_table(const Results& results, const Question& question) {
  Table table;
  table.title = discovery_title(question);
  table.columns = {{"scenario"}, {"box", Align::kRight}, {"conditions"}};
  add_step_columns(table);
  table.columns.push_back({"quasi-p, largest", Align::kRight, "", "quasi_p"});
  table.columns.push_back({"reproduced", Align::kRight});
  std::vector<std::string> remarks;
  for (const std::string& scenario : results.policies()) {
    const Discovered found = discover(results, scenario, question);
    remarks.push_back(fmt::format("{}: {} of {} cases are of interest.", title_of(results, scenario),
                                  found.result.of_interest, found.result.cases));
    if (found.looked_at.size() < results.record().factors.size())
      remarks.push_back(
          fmt::format("{}: conditions are sought on the {} of {} factors that move {} most, by rank.",
                      title_of(results, scenario), found.looked_at.size(), results.record().factors.size(),
                      measure_title(question.measure)));
    for (std::size_t b = 0; b < found.result.boxes.size(); ++b) {
      const sim::PrimBox& box = found.result.boxes[b];
      const sim::PrimStep& step = box.trajectory[box.chosen];
      double quasi_p = 0;
      double reproduced = 1;
      for (const sim::PrimRestriction& restriction : step.restrictions) {
        quasi_p = std::max(quasi_p, restriction.quasi_p);
        reproduced = std::min(reproduced, box.reproduced[restriction.factor].at_coverage);
      }
      table.rows.push_back({scenario_cell(results, scenario),
                            sim::number_cell(static_cast<double>(b + 1),
                                             fmt::format("{}{}", b + 1, box.reaches_threshold ? "" : "*")),
                            sim::text_cell(conditions(results, step, found))});
      add_step_cells(table.rows.back(), step);
      table.rows.back().push_back(sim::number_cell(quasi_p));
      table.rows.back().push_back(sim::share_cell(reproduced));
      if (!box.reaches_threshold)
        remarks.push_back(fmt::format("* {}: no box is dense enough; this is the densest of few conditions.",
                                      title_of(results, scenario)));
    }
  }
  table.notes = results.notes();
  table.notes.emplace_back(
      "Boxes by PRIM, one after the other: conditions under which at least half of the cases are of "
      "interest. Coverage: share of all cases of interest inside; density: share of the cases inside that "
      "are of interest. Quasi-p: the chance of a box as good if its weakest condition told nothing. "
      "Reproduced: how often half of the cases give the condition that is found least often. Not told from "
      "noise: a factor below the noise line of T4.");
  table.notes.insert(table.notes.end(), remarks.begin(), remarks.end());
  return table;
}

Table trajectory_table(const Results& results, const Question& question) {
  Table table;
  table.title = fmt::format("The way to the boxes of {} {} ≥ {}", measure_title(question.measure),
                            question.year, sim::rounded(*question.at_least));
  table.columns = {{"scenario"}, {"box", Align::kRight}, {"step", Align::kRight}};
  add_step_columns(table);
  table.columns.push_back({"conditions"});
  table.columns.push_back({"chosen"});
  for (const std::string& scenario : results.policies()) {
    const Discovered found = discover(results, scenario, question);
    for (std::size_t b = 0; b < found.result.boxes.size(); ++b) {
      const sim::PrimBox& box = found.result.boxes[b];
      for (std::size_t at = 0; at < box.trajectory.size(); ++at) {
        const sim::PrimStep& step = box.trajectory[at];
        table.rows.push_back({scenario_cell(results, scenario), sim::count_cell(b + 1), sim::count_cell(at)});
        add_step_cells(table.rows.back(), step);
        table.rows.back().push_back(sim::text_cell(conditions(results, step, found)));
        table.rows.back().push_back(sim::text_cell(at == box.chosen ? "*" : ""));
      }
    }
  }
  table.notes = results.notes();
  table.notes.emplace_back(
      "Each peel leaves out a twentieth of what is left. T7 shows the steps marked with a star.");
  return table;
}

}  // namespace tools
