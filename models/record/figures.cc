#include "models/record/figures.h"

#include <algorithm>
#include <cmath>

#include "models/compute/lead.h"
#include "models/compute/scaling.h"
#include "models/enforcement/visibility.h"
#include "models/scenario/scenario.h"

namespace chokepoint {
namespace {

/// By how much multipliers grow in a typical year, as 2025 begins.
double growth_of(const Scenario& scenario, const Parameters& parameters) {
  const int week = std::clamp(scenario.week_of_2025, 0, scenario.calendar.weeks - 1);
  return std::exp(scenario.labs.growth_in(week) * sim::kWeeksPerYear *
                  parameters.capability.multipliers.progress);
}

/// The chance in a year that what moves this value is noticed, with enforcement as it was.
double noticed_in_year(const Parameters& parameters, double usd_a_year) {
  const double week =
      noticed_chance(usd_a_year, parameters.enforcement.visibility_midpoint,
                     parameters.enforcement.visibility_width, visibility_form(parameters.enforcement), 1);
  return 1 - std::pow(1 - week, sim::kWeeksPerYear);
}

/// Huawei's fastest chip over Nvidia's, of those on sale as 2025 began.
double ascend_over_nvidia(const Scenario& scenario, const Parameters&) {
  double huawei = 0;
  double nvidia = 0;
  for (const Chip& chip : scenario.catalogue.chip.values()) {
    if (chip.launched > sim::Date::of(2025, 1, 1)) continue;
    if (chip.designer == "Huawei") huawei = std::max(huawei, chip.h100e());
    if (chip.designer == "NVIDIA") nvidia = std::max(nvidia, chip.h100e());
  }
  return nvidia > 0 ? huawei / nvidia : 0;
}

constexpr Figure kFigures[] = {
    {"points_per_tenfold", "points", "what ten times the money adds to a score between 10 and 90",
     [](const Scenario&, const Parameters&) { return score_of(points_of(1e7)) - score_of(points_of(1e6)); }},
    {"multiplier_growth", "x/year", "by how much a dollar of training buys more in a typical year from 2025",
     growth_of},
    {"on_trend_cheaper", "x",
     "how many times less a model should cost that came a year later and is twice as bad",
     [](const Scenario& scenario, const Parameters& parameters) {
       return on_trend_cheaper(12, 2, growth_of(scenario, parameters));
     }},
    {"billion_noticed", "probability", "that a ring or channel of $1 bn a year is noticed within a year",
     [](const Scenario&, const Parameters& parameters) { return noticed_in_year(parameters, 1e9); }},
    {"ten_billion_noticed", "probability", "that one of $10 bn a year is noticed within a year",
     [](const Scenario&, const Parameters& parameters) { return noticed_in_year(parameters, 1e10); }},
    {"ascend_over_nvidia", "x", "Huawei's fastest chip over Nvidia's, both on sale as 2025 began",
     ascend_over_nvidia},
};

}  // namespace

std::span<const Figure> figures() { return kFigures; }

const Figure* find_figure(std::string_view name) {
  for (const Figure& figure : kFigures) {
    if (name == figure.name) return &figure;
  }
  return nullptr;
}

}  // namespace chokepoint
