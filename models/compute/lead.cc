#include "models/compute/lead.h"

#include <algorithm>
#include <cmath>

#include "models/compute/scaling.h"
#include "models/world.h"

namespace chokepoint {
namespace {

constexpr double kWeeksAMonth = sim::kWeeksPerYear / 12;
constexpr std::size_t kWeeksAYear = 52;

/// Weeks since a rising record last stood at or below some points.
int weeks_since(std::span<const double> record, double points) {
  return static_cast<int>(record.end() - std::upper_bound(record.begin(), record.end(), points));
}

void raise(double& most, double value) { most = std::max(most, value); }

}  // namespace

int weeks_behind(std::span<const double> leaders, std::span<const double> followers) {
  if (leaders.empty() || followers.empty()) return 0;
  const double ahead = leaders.back();
  const double behind = followers.back();
  if (behind > ahead) return -weeks_since(followers, ahead);
  return weeks_since(leaders, behind);
}

double on_trend_cheaper(double months, double worse, double growth_per_year) {
  return std::pow(growth_per_year, months / 12) * worse;
}

Lead lead_now(const World& world, double nation_us_h100e, double nation_china_h100e) {
  const TrainingRuns& runs = world.runs;
  Lead lead;
  lead.military_us = nation_us_h100e * world.parameters.capability.military.us;
  lead.military_china = nation_china_h100e * world.parameters.capability.military.china;
  if (runs.best_abroad.empty()) return lead;
  lead.lag_months = weeks_behind(runs.best_abroad, runs.best_chinese) / kWeeksAMonth;
  lead.score_us = score_of(runs.best_abroad.back());
  lead.score_china = score_of(runs.best_chinese.back());
  for (const sim::Id<Lab> lab : sim::ids(world.labs.compute)) {
    const bool chinese = world.scenario->labs.named[lab].place == world.scenario->china;
    raise(chinese ? lead.compute_china : lead.compute_us, world.labs.compute[lab]);
    raise(chinese ? lead.run_usd_china : lead.run_usd_us, runs.largest_usd[lab]);
  }
  const std::size_t weeks = runs.knowledge_abroad.size();
  const double before = runs.knowledge_abroad[weeks > kWeeksAYear ? weeks - 1 - kWeeksAYear : 0];
  lead.cost_fall_us = std::exp(runs.knowledge_abroad.back() - before);
  return lead;
}

}  // namespace chokepoint
