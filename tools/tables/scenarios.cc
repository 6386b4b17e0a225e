// T1, T2 and T5: what scenarios give, differ by, and are made of.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "sim/analysis/contrast.h"
#include "sim/analysis/statistics.h"
#include "sim/analysis/words.h"
#include "tools/study/plan.h"
#include "tools/study/studies.h"
#include "tools/tables/columns.h"
#include "tools/tables/list.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;
using sim::Cell;
using sim::Table;

constexpr const char* kClusters[] = {"campus_china", "fleet_china", "nation_china"};
constexpr const char* kClusterWords[] = {"campus", "fleet", "nation"};
constexpr const char* kClasses[] = {"still_legal", "before_ban", "licensed",
                                    "smuggled",    "domestic",   "rented_abroad"};
constexpr const char* kClassWords[] = {"still legal", "before ban", "licensed",
                                       "smuggled",    "domestic",   "rented abroad"};
constexpr double kMillion = 1e6;

/// What P is held against: the threshold of the study's question where it asks of a cluster, else a million.
double million_of(const StoredStudy& study) {
  const Question question = study.usual_question();
  const bool is_of_clusters =
      std::find(std::begin(kClusters), std::end(kClusters), question.measure) != std::end(kClusters);
  return is_of_clusters ? question.at_least.value_or(kMillion) : kMillion;
}

/// Years of a measure from the one given on; all when none is so late.
std::vector<int> years_from(const StoredStudy& study, const char* measure, int first) {
  std::vector<int> years = study.years(measure);
  const auto from = std::find_if(years.begin(), years.end(), [&](int year) { return year >= first; });
  if (from != years.end()) years.erase(years.begin(), from);
  return years;
}

/// The ICD-203 word, or span of words, that the interval of a share of runs allows.
Cell likelihood(const std::vector<double>& values, double million) {
  if (values.empty()) return sim::missing_cell();
  const auto hits =
      std::count_if(values.begin(), values.end(), [&](double value) { return value >= million; });
  return sim::text_cell(sim::likelihood_words(sim::jeffreys(hits, static_cast<long>(values.size()))));
}

/// Notes on scenarios that repeat the first one, in every number kept, for a while.
void add_same_notes(Table& table, const StoredStudy& study, const Choice& base) {
  for (const Choice& choice : policies(study)) {
    if (choice.name == base.name || choice.points.size() != base.points.size()) continue;
    std::map<int, bool> same;
    for (const sim::Output& output : study.record().outputs) {
      const Question asked{output.measure, output.year, std::nullopt};
      const std::vector<double> a = study.values(base, asked);
      const std::vector<double> b = study.values(choice, asked);
      const bool is_same = std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) {
        return x == y || (std::isnan(x) && std::isnan(y));
      });
      same.emplace(output.year, true).first->second &= is_same;
    }
    int until = 0;
    for (const auto& [year, is_same] : same) {
      if (!is_same) break;
      until = year;
    }
    if (until != 0)
      table.notes.push_back(same_words(choice.name, base.name, until, until == same.rbegin()->first));
  }
}

/// One scenario against the base, in one measure at the end of one year.
void add_difference(Table& table, const sim::Output& output, const std::string& name,
                    const std::vector<double>& base, const std::vector<double>& other) {
  const sim::Contrast contrast =
      sim::contrasts({{output.measure, sim::Better::kLess, {base, other}}}).front();
  std::vector<Cell> row{sim::text_cell(name), sim::text_cell(output.measure), sim::text_cell(output.unit),
                        sim::number_cell(output.year, fmt::format("{}", output.year)),
                        sim::number_cell(sim::mean_with_interval(pair_up(base, other).left).value)};
  if (contrast.pairs < 2) {
    for (int i = 0; i < 9; ++i) row.push_back(sim::missing_cell());
  } else {
    add_estimate(row, contrast.mean, contrast.mean_interval, sim::Sign::kAlways);
    add_estimate(row, contrast.median, contrast.median_interval, sim::Sign::kAlways);
    row.push_back(sim::number_cell(contrast.share_better, sim::percent(contrast.share_better)));
    row.push_back(sim::number_cell(contrast.share_worse, sim::percent(contrast.share_worse)));
    row.push_back(sim::number_cell(contrast.luck_saves));
  }
  row.push_back(sim::number_cell(contrast.pairs, fmt::format("{}", contrast.pairs)));
  table.rows.push_back(std::move(row));
}

}  // namespace

void need(const StoredStudy& study, const char* measure) {
  if (study.years(measure).empty()) throw NotInStudy(fmt::format("the study keeps no {}", measure));
}

std::vector<Choice> policies(const StoredStudy& study) {
  std::vector<Choice> choices = study.choices();
  std::erase_if(choices, [&](const Choice& choice) { return !study.is_policy(choice.scenario); });
  return choices;
}

void need_sample(const StoredStudy& study) {
  if (!study.is_sample())
    throw NotInStudy(
        fmt::format("points of a {} design are no sample of what is believed", study.record().method));
}

Choice base_of(const std::vector<Choice>& choices) {
  for (const Choice& choice : choices) {
    const bool is_as_it_was =
        std::all_of(choice.levers.begin(), choice.levers.end(), [](double level) { return level == 1; });
    if (choice.scenario == choices.front().scenario && is_as_it_was) return choice;
  }
  return choices.front();
}

std::vector<double> there(std::vector<double> values) {
  std::erase_if(values, [](double value) { return std::isnan(value); });
  return values;
}

Table scenarios_table(const StoredStudy& study, const Question&) {
  need_sample(study);
  need(study, "campus_china");
  const std::vector<int> years = years_from(study, "campus_china", 2026);
  const double million = million_of(study);
  Table table;
  table.title = "Does China reach million-chip clusters?";
  Columns columns(table);
  columns.text("scenario");
  columns.text("definition");
  for (const int year : years)
    columns.range(fmt::format("H100e, end {}", year), "H100e", fmt::format("h100e_{}", year));
  for (const int year : years) {
    columns.chance(fmt::format("P {}", year), fmt::format("p_{}", year));
    columns.text(fmt::format("likelihood {}", year));
  }
  table.columns.push_back({"runs", Align::kRight});
  for (const Choice& choice : policies(study)) {
    for (std::size_t i = 0; i < std::size(kClusters); ++i) {
      if (study.years(kClusters[i]).empty()) continue;
      std::vector<Cell> row{sim::text_cell(choice.name), sim::text_cell(kClusterWords[i])};
      const auto values = [&](int year) {
        return there(study.values(choice, {kClusters[i], year, std::nullopt}));
      };
      for (const int year : years) add_range(row, values(year));
      for (const int year : years) {
        add_chance(row, values(year), million);
        row.push_back(likelihood(values(year), million));
      }
      row.push_back(sim::number_cell(static_cast<double>(values(years.back()).size()),
                                     fmt::format("{}", values(years.back()).size())));
      table.rows.push_back(std::move(row));
    }
  }
  table.notes = study.notes();
  table.notes.push_back(fmt::format(
      "Campus: China's largest site; fleet: the largest of one Chinese actor, owned or rented; nation: all "
      "that stands in China. H100e: median [5 %-95 % of runs]. P: share of runs at or above {} H100e at "
      "the end of the year, with its 90 % Jeffreys interval.",
      sim::rounded(million)));
  table.notes.push_back(
      fmt::format("A P below 1 % is not told from 0 by so few runs: {} would tell 1 % to within a fifth, or "
                  "chokepoint rare.",
                  sim::rounded(sim::runs_for_rare(0.01))));
  table.notes.emplace_back(
      "Likelihood words as in ICD 203, those that hold from one end of the 90 % interval of P to the other; "
      "not told: more than three would. They hold given the model and its ranges of belief.");
  for (const sim::StoredScenario& scenario : study.record().scenarios) {
    if (study.is_policy(scenario.name) && !scenario.title.empty())
      table.notes.push_back(fmt::format("{}: {}.", scenario.name, scenario.title));
  }
  mark_repeats(table, 2);
  add_same_notes(table, study, base_of(policies(study)));
  return table;
}

Table paired_table(const StoredStudy& study, const Question& question) {
  need_sample(study);
  const std::vector<Choice> choices = policies(study);
  if (choices.size() < 2) throw NotInStudy("a single scenario differs from nothing");
  const Choice base = base_of(choices);
  Table table;
  table.title = fmt::format("Differences to {}, run by run", base.name);
  table.columns = {{"scenario"},
                   {"measure"},
                   {"unit"},
                   {"year", Align::kRight},
                   {fmt::format("mean of {}", base.name), Align::kRight, "", "mean_of_base"}};
  Columns columns(table);
  columns.estimate("mean difference", "", "difference");
  columns.estimate("median difference", "", "median");
  table.columns.push_back({"P(less)", Align::kRight, "", "p_less"});
  table.columns.push_back({"P(more)", Align::kRight, "", "p_more"});
  table.columns.push_back({"luck saves", Align::kRight, "x", "luck_saves"});
  table.columns.push_back({"pairs", Align::kRight});
  for (const sim::Output& output : study.record().outputs) {
    const bool is_of_note =
        output.measure == "smuggled_in_year" || output.measure == "premium" ||
        output.measure == question.measure ||
        std::find(std::begin(kClusters), std::end(kClusters), output.measure) != std::end(kClusters);
    const std::vector<int> years = study.years(output.measure);
    if (!is_of_note || (output.year != question.year && output.year != years.back())) continue;
    const Question asked{output.measure, output.year, std::nullopt};
    const std::vector<double> of_base = study.values(base, asked);
    for (const Choice& choice : choices) {
      // Levels of levers are compared at the same points of the rest.
      if (choice.name == base.name || choice.points.size() != base.points.size()) continue;
      add_difference(table, output, choice.name, of_base, study.values(choice, asked));
    }
  }
  table.notes = study.notes();
  table.notes.push_back(fmt::format(
      "Mean over pairs of runs with the same luck and the same guesses of the scenario less {}, with its "
      "90 % t interval; median with its bootstrap interval. P(less), P(more): share of pairs. Luck saves: "
      "how "
      "many times the runs a comparison without common luck would need.",
      base.name));
  add_same_notes(table, study, base);
  return table;
}

Table provenance_table(const StoredStudy& study, const Question&) {
  need_sample(study);
  need(study, "smuggled");
  Table table;
  table.title = "Where China's compute comes from";
  Columns columns(table);
  columns.text("scenario");
  table.columns.push_back({"end of", Align::kRight, "", "year"});
  for (std::size_t i = 0; i < std::size(kClasses); ++i) {
    if (!study.years(kClasses[i]).empty()) columns.range(kClassWords[i], "H100e", kClasses[i]);
  }
  if (!study.years("nation_china").empty()) columns.range("all in China", "H100e", "nation_china");
  for (const Choice& choice : policies(study)) {
    for (const int year : study.years("smuggled")) {
      std::vector<Cell> row{sim::text_cell(choice.name), sim::number_cell(year, fmt::format("{}", year))};
      const auto add = [&](const char* measure) {
        if (study.years(measure).empty()) return;
        const Question asked{measure, year, std::nullopt};
        add_range(row, study.has(asked) ? there(study.values(choice, asked)) : std::vector<double>{});
      };
      for (const char* stock : kClasses) add(stock);
      add("nation_china");
      table.rows.push_back(std::move(row));
    }
  }
  table.notes = study.notes();
  table.notes.emplace_back(
      "H100e at the end of the year: median [5 %-95 % of runs], so parts need not add up. Still legal, "
      "before ban: by "
      "the rules of that day. Rented abroad stands outside China and is no part of all in China.");
  mark_repeats(table, 2);
  return table;
}

}  // namespace tools
