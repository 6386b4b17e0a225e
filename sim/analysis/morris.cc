#include "sim/analysis/morris.h"

#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/numeric/constants.h"

namespace sim {
namespace {

/// The effect of each group in one trajectory. `rows` are its groups + 1 points.
std::vector<double> effects_of(const std::vector<std::vector<std::size_t>>& members, double step,
                               std::span<const std::vector<double>> rows, std::span<const double> outputs) {
  std::vector<double> effects(members.size(), 0);
  for (std::size_t group = 0; group < members.size(); ++group) {
    // A factor of one level never moves; a group of such has no effect.
    for (std::size_t row = 1; row < rows.size(); ++row) {
      for (const std::size_t factor : members[group]) {
        const double moved = rows[row][factor] - rows[row - 1][factor];
        if (moved != 0) effects[group] = (outputs[row] - outputs[row - 1]) / std::copysign(step, moved);
      }
    }
  }
  return effects;
}

}  // namespace

MorrisEffects morris_effects(const Plan& plan, std::span<const double> outputs, double level, Holds holds) {
  if (plan.method != Method::kMorris) throw std::invalid_argument("elementary effects need a Morris plan");
  const Matrix points = points_of(plan);
  if (outputs.size() != points.size()) {
    throw std::invalid_argument(
        fmt::format("{} outputs are not one for each of the plan's {} rows", outputs.size(), points.size()));
  }
  const std::vector<std::vector<std::size_t>> members = members_of(plan);
  const std::size_t groups = members.size();
  Matrix effects;  // by trajectory, by group
  for (std::size_t first = 0; first < points.size(); first += groups + 1) {
    const std::span<const double> results = outputs.subspan(first, groups + 1);
    if (!all_ran(results)) continue;
    effects.push_back(
        effects_of(members, morris_step(plan), std::span(points).subspan(first, groups + 1), results));
  }
  const Statistics statistics = [&](std::span<const std::size_t> picks) {
    const auto n = static_cast<double>(picks.size());
    std::vector<double> all;
    for (std::size_t group = 0; group < groups; ++group) {
      double sum = 0;
      double sizes = 0;
      for (const std::size_t i : picks) {
        sum += effects[i][group];
        sizes += std::abs(effects[i][group]);
      }
      double squares = 0;
      for (const std::size_t i : picks) squares += std::pow(effects[i][group] - sum / n, 2);
      const bool alone = members[group].size() == 1;
      all.insert(all.end(),
                 {alone ? sum / n : kNan, sizes / n, alone && n > 1 ? std::sqrt(squares / (n - 1)) : kNan});
    }
    return all;
  };
  Families families(holds == Holds::kFamily ? 3 : 0);
  for (std::size_t kind = 0; kind < families.size(); ++kind) {
    for (std::size_t group = 0; group < groups; ++group) families[kind].push_back(3 * group + kind);
  }
  const std::vector<Index> all = with_intervals(effects.size(), level, statistics, families);
  MorrisEffects answer{{}, effects.size(), plan.samples - effects.size()};
  for (std::size_t group = 0; group < groups; ++group) {
    answer.effects.push_back({all[3 * group], all[3 * group + 1], all[3 * group + 2]});
  }
  return answer;
}

}  // namespace sim
