#include "tools/tables/differences.h"

#include <fmt/format.h>

#include "sim/analysis/statistics.h"
#include "sim/analysis/words.h"
#include "tools/study/studies.h"

namespace tools {
namespace {

/// What a brief compares: a measure in a year.
struct Compared {
  const char* measure;
  int year;
};
constexpr Compared kCompared[] = {
    {"nvidia_to_china", 2024}, {"smuggled_chips_in_year", 2024}, {"nation_china", 2024},
    {"premium", 2024},         {"smuggled_in_year", 2027},       {"nation_china", 2027},
    {"fleet_china", 2027},     {"campus_china", 2027},
};

std::string difference_words(const sim::PairedDifference& difference) {
  if (difference.share_better == 0 && difference.share_worse == 0) return "0 in every run";
  return sim::with_interval(difference.mean, difference.interval, sim::Sign::kAlways);
}

}  // namespace

sim::Table difference_table(const Study& study, const StudyOptions& options) {
  using sim::Align;
  using sim::Audience;
  const ScenarioRuns& base = study.scenarios.front();
  sim::Table table;
  table.title = fmt::format("Differences to {}", base.setting.name);
  table.columns = {
      {"measure"},
      {"year", Align::kRight},
      {"unit"},
      {"scenario"},
      {fmt::format("mean of {}", base.setting.name), Align::kRight, "", "base_mean"},
      {"mean difference", Align::kRight, "", "difference_shown", Audience::kPeople, sim::Behind::kError},
      {"difference", Align::kRight, "", "difference", Audience::kPrograms},
      {"low", Align::kRight, "", "low", Audience::kPrograms},
      {"high", Align::kRight, "", "high", Audience::kPrograms},
      {"P(less)", Align::kRight, "", "p_less"},
      {"P(more)", Align::kRight, "", "p_more"},
      {"pairs", Align::kRight}};
  for (const Compared& compared : kCompared) {
    const chokepoint::Measure& measure = *chokepoint::find_measure(compared.measure);
    for (std::size_t s = 1; s < study.scenarios.size(); ++s) {
      const auto& [a, b] = pair_up(base.values(measure.name, compared.year),
                                   study.scenarios[s].values(measure.name, compared.year));
      if (a.size() < 2) continue;
      const sim::PairedDifference difference = sim::paired_difference(a, b);
      const double mean = sim::mean_with_interval(a).value;
      table.rows.push_back({sim::text_cell(measure.name),
                            sim::number_cell(compared.year, fmt::format("{}", compared.year)),
                            sim::text_cell(measure.unit), sim::text_cell(study.scenarios[s].setting.name),
                            sim::number_cell(mean), sim::text_cell(difference_words(difference)),
                            sim::number_cell(difference.mean), sim::number_cell(difference.interval.low),
                            sim::number_cell(difference.interval.high),
                            sim::number_cell(difference.share_better, sim::percent(difference.share_better)),
                            sim::number_cell(difference.share_worse, sim::percent(difference.share_worse)),
                            sim::number_cell(difference.pairs, fmt::format("{}", difference.pairs))});
    }
  }
  table.notes = run_notes(study, options);
  table.notes.push_back(
      fmt::format("Mean over pairs of the scenario less {}, with the 90 % t interval of that mean. P(less), "
                  "P(more): share of pairs.",
                  base.setting.name));
  add_same_notes(table, study);
  return table;
}

}  // namespace tools
