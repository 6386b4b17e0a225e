// Paired differences of scenarios to the first: T2, and the table of compare.
#include "tools/tables/differences.h"

#include <algorithm>

#include <fmt/format.h>

#include "models/compute/world_state.h"
#include "models/record/measures.h"
#include "sim/analysis/contrast.h"
#include "sim/report/words.h"
#include "tools/tables/columns.h"
#include "tools/tables/headline.h"
#include "tools/tables/tables.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;
using sim::Cell;
using sim::Table;

/// What a brief compares: a measure in a year.
struct Compared {
  const char* measure;
  int year;
};
constexpr Compared kCompared[] = {
    {"nvidia_to_china", 2024},   {"nvidia_to_china_h100e", 2024},  {"smuggled_chips_in_year", 2024},
    {"smuggled_in_year", 2024},  {"nation_china", 2024},           {"nation_china_chips", 2024},
    {"premium", 2024},           {"smuggled_chips_in_year", 2027}, {"smuggled_in_year", 2027},
    {"nation_china", 2027},      {"nation_china_chips", 2027},     {"fleet_china", 2027},
    {"fleet_china_chips", 2027}, {"campus_china", 2027},           {"campus_china_chips", 2027},
    {"abroad_china", 2027},      {"abroad_china_chips", 2027},
};

/// The chances of clusters of a million, in H100e and in chips, by the end of the last year up to the one that is asked.
std::vector<Question> chances(const Results& results, int wanted) {
  std::vector<Question> asked;
  for (const char* definition : chokepoint::kClusterNames) {
    for (const char* unit : {"", "_chips"}) {
      const std::string measure = fmt::format("{}_china{}", definition, unit);
      std::vector<int> years = results.years(measure);
      std::erase_if(years, [&](int year) { return year > wanted; });
      if (!years.empty()) asked.push_back({measure, years.back(), million_of(results)});
    }
  }
  return asked;
}

/// Whether a question is about a chance that is none of those.
bool is_other_chance(const Results& results, const Question& question) {
  if (!question.at_least || chokepoint::find_measure(question.measure) == nullptr) return false;
  const std::vector<Question> usual = chances(results, kAnswerYear);
  return std::none_of(usual.begin(), usual.end(), [&](const Question& chance) {
    return chance.measure == question.measure && chance.year == question.year &&
           chance.at_least == question.at_least;
  });
}

/// What is compared: people read a share of runs in percent and its difference in points, programs both as they are.
struct Subject {
  Question asked;
  std::string unit;
  bool is_question = false;  ///< a chance that no definition of a cluster has: that of the question itself

  bool is_chance() const { return asked.at_least.has_value(); }
  /// People read all that it is in one cell: "China's stock 2027, chips", "P(China's stock ≥ 1 M chips) 2027, points".
  Cell name() const {
    std::string title = measure_title(asked.measure);
    const std::string counted = ", " + unit;
    if (title.ends_with(counted)) title.erase(title.size() - counted.size());
    if (!is_chance()) return {fmt::format("{} {}, {}", title, asked.year, unit), asked.measure};
    return {fmt::format("P({} ≥ {} {}) {}, points", title, sim::rounded(*asked.at_least), unit, asked.year),
            fmt::format("p_{}{}", asked.measure, is_question ? "_asked" : "")};
  }
  Cell unit_cell() const { return sim::text_cell(is_chance() ? "probability" : unit); }
  Cell mean(double of_base) const {
    return is_chance() ? sim::share_cell(of_base) : sim::number_cell(of_base);
  }
  std::string difference(const sim::Contrast& contrast) const {
    if (contrast.share_better == 0 && contrast.share_worse == 0) return "0 in every run";
    if (!is_chance()) return sim::with_interval(contrast.mean, contrast.mean_interval, sim::Sign::kAlways);
    return sim::with_interval(100 * contrast.mean, in_points(contrast.mean_interval), sim::Sign::kAlways);
  }
};

/// A row of T2.
std::vector<Cell> row_of(const Subject& subject, const Cell& scenario, const Difference& difference) {
  const sim::Contrast& contrast = difference.contrast;
  std::vector<Cell> row{scenario, subject.name(), subject.unit_cell(), sim::count_cell(subject.asked.year)};
  if (contrast.pairs < 2) {
    for (int i = 0; i < 3; ++i) row.push_back(sim::missing_cell());
    row.push_back(subject.mean(difference.base_mean));
    for (int i = 0; i < 6; ++i) row.push_back(sim::missing_cell());
  } else {
    add_estimate(row, contrast.mean, contrast.mean_interval, sim::Sign::kAlways);
    row[row.size() - 3].text = subject.difference(contrast);
    row.push_back(subject.mean(difference.base_mean));
    add_estimate(row, contrast.median, contrast.median_interval, sim::Sign::kAlways);
    if (subject.is_chance()) row[row.size() - 3].text = "n/a";  // of zeros and ones
    row.push_back(sim::share_cell(contrast.share_better));
    row.push_back(sim::share_cell(contrast.share_worse));
    row.push_back(sim::number_cell(contrast.pairing_saves));
  }
  row.push_back(sim::count_cell(contrast.pairs));
  return row;
}

/// China's largest cluster by one of the definitions, in H100e: "campus_china", ...
bool is_of_definition(const std::string& measure) {
  return std::any_of(std::begin(chokepoint::kClusterNames), std::end(chokepoint::kClusterNames),
                     [&](const char* definition) { return measure == fmt::format("{}_china", definition); });
}

bool is_of_note(const std::string& measure, const Question& question) {
  return measure == question.measure || measure == "smuggled_in_year" || measure == "premium" ||
         is_of_definition(measure);
}

}  // namespace

Difference difference_of(const Results& results, const Choice& base, const Choice& other,
                         const Question& asked) {
  const std::vector<double> of_base = results.values(base, asked);
  const std::vector<double> of_other = results.values(other, asked);
  return {sim::mean_with_interval(pair_up(of_base, of_other).left).value,
          sim::contrasts({{asked.measure, sim::Better::kLess, {of_base, of_other}}}).front()};
}

Table paired_table(const Results& results, const Question& question) {
  const std::vector<Choice> choices = policies(results);
  const Choice base = base_of(choices);
  Table table;
  table.title = fmt::format("Differences to the policy: {}, run by run", title_of(results, base));
  table.columns = {{"scenario"},
                   {"measure"},
                   {"unit", Align::kLeft, "", "", Audience::kPrograms},
                   {"year", Align::kRight, "", "", Audience::kPrograms}};
  Columns columns(table);
  columns.estimate("mean difference", "", "difference");
  table.columns.push_back({"mean of the first", Align::kRight, "", "mean_of_base"});
  columns.estimate("median difference", "", "median");
  table.columns.push_back({"P(less)", Align::kRight, "", "p_less"});
  table.columns.push_back({"P(more)", Align::kRight, "", "p_more"});
  table.columns.push_back({"pairing saves", Align::kRight, "x", "luck_saves"});
  table.columns.push_back({"pairs", Align::kRight});
  std::vector<Subject> subjects;
  if (is_other_chance(results, question))
    subjects.push_back({question, chokepoint::find_measure(question.measure)->unit, true});
  for (const Question& chance : chances(results, kAnswerYear))
    subjects.push_back({chance, chokepoint::find_measure(chance.measure)->unit});
  for (const sim::Output& output : results.record().outputs) {
    const std::vector<int> years = results.years(output.measure);
    if (!is_of_note(output.measure, question) ||
        (output.year != question.year && output.year != years.back()))
      continue;
    subjects.push_back({{output.measure, output.year, std::nullopt}, output.unit});
  }
  for (const Subject& subject : subjects) {
    for (const Choice& choice : choices) {
      // Levels of levers are compared at the same points of the rest.
      if (choice.name == base.name || choice.points.size() != base.points.size()) continue;
      table.rows.push_back(
          row_of(subject, choice_cell(results, choice), difference_of(results, base, choice, subject.asked)));
    }
  }
  table.notes = results.notes();
  table.notes.push_back(fmt::format(
      "Mean over pairs of runs with the same random draws and the same parameters of the scenario less {}, "
      "with its 90 % t interval; median with its bootstrap interval. P(less), P(more): share of "
      "pairs. Pairing saves: how many times the runs a comparison without common random draws would need. First the "
      "differences of chances, in points: hundredths of a share of runs.",
      title_of(results, base)));
  add_same_notes(table, results);
  return table;
}

namespace {

Table difference_rows(const Results& results, const std::vector<Choice>& choices) {
  const Choice& base = choices.front();
  Table table;
  // One other policy stands in the title; its column would only take room.
  const bool is_pair = choices.size() == 2;
  table.title = is_pair
                    ? fmt::format("{}, less: {}", title_of(results, choices.back()), title_of(results, base))
                    : fmt::format("Differences to the policy: {}", title_of(results, base));
  table.columns = {
      {"measure"},
      {"year", Align::kRight, "", "", Audience::kPrograms},
      {"unit", Align::kLeft, "", "", Audience::kPrograms},
      {"scenario", Align::kLeft, "", "", is_pair ? Audience::kPrograms : Audience::kAll},
      {"mean difference", Align::kRight, "", "difference_shown", Audience::kPeople, sim::Behind::kError},
      {"difference", Align::kRight, "", "difference", Audience::kPrograms},
      {"low", Align::kRight, "", "low", Audience::kPrograms},
      {"high", Align::kRight, "", "high", Audience::kPrograms},
      {is_pair ? "mean of the other" : "mean of the first", Align::kRight, "", "base_mean"},
      {"P(less)", Align::kRight, "", "p_less"},
      {"P(more)", Align::kRight, "", "p_more"},
      {"pairs", Align::kRight}};
  std::vector<Subject> subjects;
  for (const Question& chance : chances(results, kAnswerYear))
    subjects.push_back({chance, chokepoint::find_measure(chance.measure)->unit});
  for (const Compared& compared : kCompared) {
    const Question asked{compared.measure, compared.year, std::nullopt};
    if (results.has(asked)) subjects.push_back({asked, chokepoint::find_measure(compared.measure)->unit});
  }
  for (const Subject& subject : subjects) {
    for (std::size_t s = 1; s < choices.size(); ++s) {
      const auto [base_mean, contrast] = difference_of(results, base, choices[s], subject.asked);
      if (contrast.pairs < 2) continue;
      table.rows.push_back({subject.name(), sim::count_cell(subject.asked.year), subject.unit_cell(),
                            choice_cell(results, choices[s]), sim::text_cell(subject.difference(contrast)),
                            sim::number_cell(contrast.mean), sim::number_cell(contrast.mean_interval.low),
                            sim::number_cell(contrast.mean_interval.high), subject.mean(base_mean),
                            sim::share_cell(contrast.share_better), sim::share_cell(contrast.share_worse),
                            sim::count_cell(contrast.pairs)});
    }
  }
  return table;
}

std::vector<std::string> difference_notes(const Results& results) {
  Table noted;
  noted.notes = run_notes(results);
  noted.notes.push_back(fmt::format(
      "Mean over pairs of the scenario less {}, with the 90 % t interval of that mean. P(less), "
      "P(more): share of pairs. First the differences of chances, in points: hundredths of a share of runs.",
      title_of(results, policies(results).front())));
  add_same_notes(noted, results);
  return noted.notes;
}

}  // namespace

Table difference_table(const Results& results) {
  Table table = difference_rows(results, policies(results));
  table.notes = difference_notes(results);
  return table;
}

std::vector<Table> difference_panels(const Results& results) {
  const std::vector<Choice> choices = policies(results);
  std::vector<Table> panels;
  for (std::size_t s = 1; s < choices.size(); ++s)
    panels.push_back(difference_rows(results, {choices.front(), choices[s]}));
  panels.back().notes = difference_notes(results);
  return panels;
}

}  // namespace tools
