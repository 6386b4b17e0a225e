#include "tools/tables/directions.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "models/record/measures.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/tables/notes.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;

/// What a direction found.
struct Found {
  double effect = 0;
  sim::Interval interval;
  double base = 0;  ///< mean of the base
  int runs = 0;
  Claim verdict = Claim::kNotDistinguishable;
};

const char* word_of(Claim claim) {
  switch (claim) {
    case Claim::kHolds:
      return "holds";
    case Claim::kFails:
      return "fails";
    case Claim::kNotDistinguishable:
      break;
  }
  return "not distinguishable";
}

std::vector<double> direction_values(const VariantRuns& scenario, const Direction& direction) {
  if (!direction.place) return scenario.values(direction.measure.name.c_str(), direction.year);
  const chokepoint::PlaceMeasure& measure = *chokepoint::find_place_measure(direction.measure.name);
  const auto place = scenario.scenario().places.find(direction.place->name);
  std::vector<double> values;
  for (const auto& outcome : scenario.outcomes) {
    const chokepoint::YearOutcome* year = outcome ? outcome->year(direction.year) : nullptr;
    values.push_back(year != nullptr ? measure.count(*year, place) : sim::kNan);
  }
  return values;
}

std::vector<double> first(std::vector<double> values, int runs) {
  values.resize(std::min(values.size(), static_cast<std::size_t>(runs)));
  return values;
}

Found try_change(const Direction& direction, const VariantRuns& base, const VariantRuns& change) {
  const auto [left, right] = pair_up(first(direction_values(base, direction), direction.runs),
                                     first(direction_values(change, direction), direction.runs));
  const sim::PairedDifference difference = sim::paired_difference(left, right, sim::kLevel);
  return {difference.mean, difference.interval, sim::mean_with_interval(left).value, difference.pairs,
          judge(direction.expect, difference.interval, 0)};
}

Found try_alone(const Direction& direction, const VariantRuns& base) {
  const std::vector<double> all = first(direction_values(base, direction), direction.runs);
  const auto [values, same] = pair_up(all, all);
  Found found;
  found.runs = static_cast<int>(values.size());
  if (direction.threshold) {
    const auto reached = std::count_if(values.begin(), values.end(),
                                       [&](double value) { return value >= *direction.threshold; });
    found.effect = values.empty() ? 0 : static_cast<double>(reached) / static_cast<double>(values.size());
    found.interval = sim::jeffreys(reached, static_cast<long>(values.size()), sim::kLevel);
  } else {
    const sim::Mean mean = sim::mean_with_interval(values, sim::kLevel);
    found.effect = mean.value;
    found.interval = mean.interval;
  }
  found.base = sim::mean_with_interval(values).value;
  found.verdict = judge(direction.expect, found.interval, *direction.bound);
  return found;
}

std::string effect_words(const Direction& direction, const Found& found) {
  if (direction.threshold) return sim::percent_with_interval(found.effect, found.interval);
  return sim::with_interval(found.effect, found.interval,
                            direction.is_of_change() ? sim::Sign::kAlways : sim::Sign::kMinusOnly);
}

/// What is counted: "smuggled_via_in_year MY 2027", "P(smuggled_chips >= 50,000) 2024".
std::string counted(const Direction& direction) {
  const std::string place = direction.place ? " " + direction.place->name : "";
  if (direction.threshold)
    return fmt::format("P({} >= {}) {}", direction.measure.name, sim::rounded(*direction.threshold),
                       direction.year);
  return fmt::format("{}{} {}", direction.measure.name, place, direction.year);
}

std::string expectation(const Direction& direction) {
  if (direction.expect == Expected::kNoLess) return "no less";
  if (direction.is_of_change()) return std::string(sim::enum_name(direction.expect));
  return fmt::format("{} {}", direction.expect == Expected::kAtLeast ? "at least" : "at most",
                     direction.threshold ? sim::percent(*direction.bound) : sim::rounded(*direction.bound));
}

std::vector<sim::Cell> row_of(const std::string& name, const Direction& direction, const Found& found) {
  std::vector<sim::Cell> row;
  row.push_back(sim::text_cell(name));
  row.push_back(sim::text_cell(direction.claim));
  row.push_back(sim::text_cell(counted(direction)));
  row.push_back(sim::text_cell(expectation(direction)));
  row.push_back(sim::number_cell(found.base));
  row.push_back(sim::text_cell(effect_words(direction, found)));
  for (const double number : {found.effect, found.interval.low, found.interval.high})
    row.push_back(sim::number_cell(number));
  row.push_back(sim::count_cell(found.runs));
  row.push_back(sim::text_cell(word_of(found.verdict)));
  return row;
}

}  // namespace

Claim judge(Expected expected, const sim::Interval& interval, double bound) {
  const bool wants_more =
      expected == Expected::kMore || expected == Expected::kNoLess || expected == Expected::kAtLeast;
  // Less and more exclude no change at all; no less includes it, and a bound may be met exactly.
  const bool is_strict = expected == Expected::kMore || expected == Expected::kLess;
  const bool above = is_strict ? interval.low > bound : interval.low >= bound;
  const bool below = is_strict ? interval.high < bound : interval.high <= bound;
  if (wants_more ? above : below) return Claim::kHolds;
  if (wants_more ? interval.high < bound : interval.low > bound) return Claim::kFails;
  return Claim::kNotDistinguishable;
}

sim::Table directions_table(const Results& results, const DirectionsFile& file,
                            const Experiments& experiments) {
  sim::Table table;
  table.title = "Directions that the model must show";
  table.columns = {{"direction", Align::kLeft, "", "direction", Audience::kPrograms},
                   {"claim"},
                   {"counted"},
                   {"expected"},
                   {"mean of base", Align::kRight, "", "base_mean"},
                   {"effect", Align::kRight, "", "effect_shown", Audience::kPeople, sim::Behind::kError},
                   {"effect", Align::kRight, "", "effect", Audience::kPrograms},
                   {"low", Align::kRight, "", "low", Audience::kPrograms},
                   {"high", Align::kRight, "", "high", Audience::kPrograms},
                   {"runs", Align::kRight},
                   {"verdict"}};
  int holding = 0;
  int failing = 0;
  std::size_t row = 0;
  for (const auto& [name, at, direction] : file.directions) {
    const Experiments::Sides sides = experiments.of[row++];
    const VariantRuns& base = results.variants()[sides.base];
    const Found found = direction.is_of_change()
                            ? try_change(direction, base, results.variants()[sides.change])
                            : try_alone(direction, base);
    holding += found.verdict == Claim::kHolds ? 1 : 0;
    failing += found.verdict == Claim::kFails ? 1 : 0;
    table.rows.push_back(row_of(name, direction, found));
  }
  table.notes.push_back(fmt::format("{} of {} hold, {} fail, {} cannot be told with these runs (seed {}).",
                                    holding, table.rows.size(), failing,
                                    table.rows.size() - static_cast<std::size_t>(holding + failing),
                                    results.study().options.seed));
  table.notes.emplace_back(
      "Less, more, no less: mean difference to the base over runs with the same random draws, with its 90 % t interval. At "
      "least, at most: mean over runs (90 % t), or share of runs that reach a threshold (90 % Jeffreys). A "
      "claim holds or fails when the whole interval says so.");
  if (results.interrupted())
    table.notes.emplace_back("Stopped before all runs were done: the table stands on those that were.");
  if (results.counts().failed > 0)
    table.notes.push_back(fmt::format("{} runs failed and are left out.", results.counts().failed));
  return table;
}

}  // namespace tools
