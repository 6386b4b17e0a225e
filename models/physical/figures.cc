#include "models/physical/figures.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "models/world.h"
#include "sim/numeric/statistics.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kStrayPurpose{"figures.stray"};

/// How many standard deviations a figure lies from its central value, by its knots of a year.
double deviation(std::span<const double> z, int week, double rho) {
  const double years = week / sim::kWeeksPerYear;
  const auto knot = static_cast<std::size_t>(years);
  const double after = years - static_cast<double>(knot);
  const double variance = 1 - 2 * after * (1 - after) * (1 - rho);
  return ((1 - after) * z[knot] + after * z[knot + 1]) / std::sqrt(variance);
}

/// Knots of a year, each standard normal and like the one before it by rho.
std::vector<double> knots_of(const World& world, std::uint64_t key, double rho) {
  const auto count = static_cast<std::size_t>(world.scenario->calendar.weeks / sim::kWeeksPerYear) + 2;
  std::vector<double> z(count);
  for (std::size_t k = 0; k < count; ++k) {
    const double fresh = sim::normal_quantile(world.streams.uniform(key, k, kStrayPurpose));
    z[k] = k == 0 ? fresh : rho * z[k - 1] + std::sqrt(1 - rho * rho) * fresh;
  }
  return z;
}

}  // namespace

double strayed(double value, double low, double high, double z, double most) {
  const double part = std::abs(z) / sim::kNormal95;
  const double end = z < 0 ? low : high;
  const double figure =
      value > 0 && end > 0 ? value * std::pow(end / value, part) : value + (end - value) * part;
  return std::clamp(figure, 0.0, most);
}

double figure_in(const World& world, const Dated& figure, int week) {
  const int last = static_cast<int>(figure.value.size()) - 1;
  const auto at = static_cast<std::size_t>(std::clamp(week, 0, last));
  if (figure.row.is_none() || !world.parameters.drawn || !world.scenario->mechanisms.dated_ranges)
    return figure.value[at];
  return world.figures.row(figure.row)[at];
}

double figure_now(const World& world, const Dated& figure) { return figure_in(world, figure, world.week); }

void FigureKind::make(const World& world, State& own) {
  const Scenario& scenario = *world.scenario;
  if (!world.parameters.drawn || !scenario.mechanisms.dated_ranges) return;
  own.figures = {scenario.keys.figure.size(), static_cast<std::size_t>(scenario.calendar.weeks)};
  const double rho = std::exp(-1 / world.parameters.figures.memory_years);
  for (const sim::Id<DatedFigure> figure : sim::ids(scenario.dated_ranges)) {
    const DatedRange& range = scenario.dated_ranges[figure];
    const std::vector<double> z = knots_of(world, scenario.keys.figure[figure], rho);
    const std::span<double> values = own.figures.row(figure);
    for (std::size_t week = 0; week < values.size(); ++week)
      values[week] = strayed(range.value[week], range.low[week], range.high[week],
                             deviation(z, static_cast<int>(week), rho), range.most);
  }
}

}  // namespace chokepoint
