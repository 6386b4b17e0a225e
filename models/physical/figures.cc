#include "models/physical/figures.h"

#include <algorithm>
#include <cmath>

#include "models/world.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kStrayPurpose{"figures.stray"};

/// A standard normal is above this in a twentieth of all cases.
constexpr double kPointOf95 = 1.6448536269514722;

double likeness_of_years(const World& world) { return std::exp(-1 / world.parameters.figures.memory_years); }

/// How many standard deviations a figure lies from its central value.
double deviation(const World& world, sim::Id<Figure> figure, int week) {
  const double years = week / sim::kWeeksPerYear;
  const auto knot = static_cast<std::size_t>(years);
  const double after = years - static_cast<double>(knot);
  const std::span<const double> z = world.figures.row(figure);
  const double variance = 1 - 2 * after * (1 - after) * (1 - likeness_of_years(world));
  return ((1 - after) * z[knot] + after * z[knot + 1]) / std::sqrt(variance);
}

}  // namespace

double strayed(double value, double low, double high, double z, double most) {
  const double part = std::abs(z) / kPointOf95;
  const double end = z < 0 ? low : high;
  const double figure =
      value > 0 && end > 0 ? value * std::pow(end / value, part) : value + (end - value) * part;
  return std::clamp(figure, 0.0, most);
}

double figure_in(const World& world, const Dated& figure, int week) {
  const int last = static_cast<int>(figure.value.size()) - 1;
  const int inside = std::clamp(week, 0, last);
  const auto at = static_cast<std::size_t>(inside);
  if (figure.row.is_none() || !world.parameters.drawn || !world.scenario->mechanisms.dated_ranges)
    return figure.value[at];
  return strayed(figure.value[at], figure.low[at], figure.high[at], deviation(world, figure.row, inside),
                 figure.most);
}

double figure_now(const World& world, const Dated& figure) { return figure_in(world, figure, world.week); }

void FigureKind::make(const World& world, State& own) {
  const Scenario& scenario = *world.scenario;
  const auto knots = static_cast<std::size_t>(scenario.calendar.weeks / sim::kWeeksPerYear) + 2;
  own.figures = {scenario.keys.figure.size(), knots};
  if (!world.parameters.drawn) return;
  const double rho = likeness_of_years(world);
  for (const sim::Id<Figure> figure : sim::ids(scenario.keys.figure)) {
    const std::span<double> z = own.figures.row(figure);
    for (std::size_t k = 0; k < knots; ++k) {
      const double fresh =
          sim::normal_quantile(world.streams.uniform(scenario.keys.figure[figure], k, kStrayPurpose));
      z[k] = k == 0 ? fresh : rho * z[k - 1] + std::sqrt(1 - rho * rho) * fresh;
    }
  }
}

}  // namespace chokepoint
