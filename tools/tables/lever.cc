// T3 and T8: what a lever needs, and which policy regrets least.
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>

#include <fmt/format.h>

#include "sim/analysis/bootstrap.h"
#include "sim/analysis/robustness.h"
#include "sim/analysis/threshold_search.h"
#include "sim/numeric/constants.h"
#include "sim/report/words.h"
#include "tools/tables/columns.h"
#include "tools/tables/tables.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;
using sim::Cell;
using sim::Table;

/// P by level of a lever, fitted to fall, and the level at which it meets a target; events by level and run.
double falling_threshold(const std::vector<double>& levels, const std::vector<std::vector<double>>& events,
                         std::span<const std::size_t> picks, double target) {
  std::vector<double> shares;
  std::vector<double> weights;
  std::vector<double> at;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    double sum = 0;
    double count = 0;
    for (const std::size_t pick : picks) {
      if (std::isnan(events[level][pick])) continue;
      sum += events[level][pick];
      ++count;
    }
    if (count == 0) continue;
    shares.push_back(sum / count);
    weights.push_back(count);
    at.push_back(levels[level]);
  }
  const std::vector<double> fit = sim::falling_fit(shares, weights);
  for (std::size_t i = 0; i < fit.size(); ++i) {
    if (fit[i] > target) continue;
    if (i == 0) return at[0];
    return at[i - 1] + (fit[i - 1] - target) / (fit[i - 1] - fit[i]) * (at[i] - at[i - 1]);
  }
  return sim::kInfinity;
}

}  // namespace

Table lever_table(const Results& results, const Question& question) {
  const auto& lever = results.input().levers.entries.front();
  const double target = results.input().threshold ? results.input().threshold->target : 0.05;
  Table table;
  const std::string& moved = lever_title(results.input(), 0);
  table.title = fmt::format("{} against {}", title_of(question), moved);
  Columns columns(table);
  columns.text("scenario");
  table.columns.push_back({moved, Align::kLeft, "", lever.name});
  const std::vector<int> years = results.years(question.measure);
  for (const int year : years) columns.chance(fmt::format("P {}", year), fmt::format("p_{}", year));
  columns.range(fmt::format("{} {}", measure_title(question.measure), question.year), "", "value");
  columns.range("smuggled in the year", "H100e", "smuggled");
  table.columns.push_back({fmt::format("level for P ≤ {}", sim::percent(target)), Align::kRight, "",
                           "threshold", Audience::kAll, sim::Behind::kError});
  table.columns.push_back({"low", Align::kRight, "", "threshold_low", Audience::kPrograms});
  table.columns.push_back({"high", Align::kRight, "", "threshold_high", Audience::kPrograms});

  const Question amount{question.measure, question.year, std::nullopt};
  const Question smuggled{"smuggled_in_year", question.year, std::nullopt};
  // Rows that differ in the first lever only stand together.
  std::map<std::pair<std::string, std::vector<double>>, std::vector<Choice>> sweeps;
  std::vector<std::pair<std::string, std::vector<double>>> order;
  for (const Choice& choice : results.choices()) {
    if (!results.is_policy(choice.scenario)) continue;
    const std::pair key{choice.scenario, std::vector<double>(choice.levers.begin() + 1, choice.levers.end())};
    if (!sweeps.contains(key)) order.push_back(key);
    sweeps[key].push_back(choice);
  }
  for (const auto& key : order) {
    const std::vector<Choice>& sweep = sweeps[key];
    std::vector<double> levels;
    std::vector<std::vector<double>> events;
    for (const Choice& choice : sweep) {
      levels.push_back(choice.levers.front());
      events.push_back(results.values(choice, question));
    }
    const auto found =
        sim::with_intervals(events.front().size(), sim::kLevel, [&](std::span<const std::size_t> picks) {
          return std::vector<double>{falling_threshold(levels, events, picks, target)};
        });
    std::string title = title_of(results, key.first);
    std::string name = key.first;
    for (std::size_t i = 0; i < key.second.size(); ++i) {
      const std::string level =
          fmt::format(", {} {}", results.record().factors[i + 1].name, sim::rounded(key.second[i], 3));
      name += level;
      title += level;
    }
    for (std::size_t i = 0; i < sweep.size(); ++i) {
      std::vector<Cell> row{{title, name}, sim::number_cell(levels[i], sim::rounded(levels[i], 3))};
      for (const int year : years)
        add_chance(row, finite(results.values(sweep[i], {question.measure, year, question.at_least})), 1);
      add_range(row, finite(results.values(sweep[i], amount)));
      add_range(row,
                results.has(smuggled) ? finite(results.values(sweep[i], smuggled)) : std::vector<double>{});
      if (i == 0) {
        const auto end = [&](double level) {
          return std::isinf(level) ? fmt::format("above {}", sim::rounded(levels.back(), 3))
                                   : sim::rounded(level);
        };
        const std::string low = end(found[0].interval.low);
        const std::string high = end(found[0].interval.high);
        const std::string level = end(found[0].value);
        row.push_back(sim::number_cell(found[0].value,
                                       low == high ? level : fmt::format("{} ({} to {})", level, low, high)));
        row.push_back(sim::number_cell(found[0].interval.low));
        row.push_back(sim::number_cell(found[0].interval.high));
      } else {
        for (int k = 0; k < 3; ++k) row.push_back(sim::missing_cell(""));
      }
      table.rows.push_back(std::move(row));
    }
  }
  table.notes = results.notes();
  table.notes.push_back(fmt::format(
      "P: share of runs at or above {} at the end of the year, with its 90 % Jeffreys interval. Other "
      "figures: median [5 %–95 %]. The level is where a fit of P {} that never rises with {} meets {}, with "
      "a 90 % bootstrap interval over runs.",
      sim::rounded(*question.at_least), question.year, moved, sim::percent(target)));
  return table;
}

Table regret_table(const Results& results, const Question& question) {
  std::vector<Choice> choices = results.choices();
  std::erase_if(choices, [&](const Choice& choice) { return !results.is_policy(choice.scenario); });
  std::erase_if(choices,
                [&](const Choice& choice) { return choice.points.size() != choices.front().points.size(); });
  const Question amount{question.measure, question.year, std::nullopt};
  std::vector<std::vector<double>> harm;
  for (const Choice& choice : choices) harm.push_back(results.values(choice, amount));
  sim::RobustnessSettings settings;
  // At the threshold itself the question is answered yes: what is wanted is to stay below.
  settings.threshold = question.at_least ? std::nextafter(*question.at_least, 0.0) : 1e6;
  const sim::Robustness robust = sim::robustness(harm, settings);
  Table table;
  table.title =
      fmt::format("Which policy regrets least: {} {}", measure_title(question.measure), question.year);
  table.columns = {{"scenario"},
                   {"worst world", Align::kRight, "", "worst"},
                   {"mean", Align::kRight},
                   {"largest regret", Align::kRight, "", "max_regret"},
                   {"90 % regret", Align::kRight, "", "p90_regret"}};
  add_index_columns(table, "mean regret", "mean_regret");
  table.columns.push_back({fmt::format("stays below {}", sim::rounded(question.at_least.value_or(1e6))),
                           Align::kRight, "", "satisficing", Audience::kAll, sim::Behind::kError});
  table.columns.push_back({"best by mean regret", Align::kRight, "", "best_share"});
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const sim::PolicyRobustness& policy = robust.policies[i];
    std::vector<Cell> row{choice_cell(results, choices[i]),
                          sim::number_cell(policy.by(sim::Criterion::kMaximin)),
                          sim::number_cell(policy.by(sim::Criterion::kLaplace)),
                          sim::number_cell(policy.by(sim::Criterion::kMaxRegret)),
                          sim::number_cell(policy.by(sim::Criterion::kP90Regret))};
    const double regret = policy.by(sim::Criterion::kMeanRegret);
    add_estimate(row, regret, policy.mean_regret_interval);
    const double share = policy.by(sim::Criterion::kSatisficing);
    row.push_back(sim::number_cell(share, sim::percent_with_interval(share, policy.satisficing_interval)));
    row.push_back(sim::number_cell(policy.best_by_mean_regret, sim::percent(policy.best_by_mean_regret)));
    table.rows.push_back(std::move(row));
  }
  table.notes = results.notes();
  table.notes.push_back(fmt::format(
      "Harm is {} at the end of {}, less is better. Regret: what a policy has more of than the best of these "
      "in the same world (same parameters, same random draws). 90 % intervals: bootstrap over {} worlds for the mean "
      "regret, Jeffreys for the share that stays below; {} worlds left out for failed runs. Best: share of "
      "resampled sets of worlds in which no policy has less mean regret.",
      measure_title(question.measure), question.year, robust.worlds, robust.left_out));
  return table;
}

}  // namespace tools
