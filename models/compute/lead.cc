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

int weeks_near(std::span<const double> leaders, std::span<const double> followers, int first, double points) {
  int weeks = 0;
  for (auto week = static_cast<std::size_t>(std::max(0, first)); week < leaders.size(); ++week) {
    if (followers[week] >= leaders[week] - points) ++weeks;
  }
  return weeks;
}

Lead lead_now(const World& world) {
  const TrainingRuns& runs = world.runs;
  const LabScenario& labs = world.scenario->labs;
  Lead lead;
  if (runs.best_abroad.empty()) return lead;
  const double best = std::max(runs.best_abroad.back(), runs.best_chinese.back());
  lead.gap_points = runs.best_abroad.back() - runs.best_chinese.back();
  lead.crossover_weeks =
      weeks_near(runs.best_abroad, runs.best_chinese, labs.second_stage_week, labs.near_points);
  lead.lag_months = weeks_behind(runs.best_abroad, runs.best_chinese) / kWeeksAMonth;
  lead.score_us = score_of(runs.best_abroad.back());
  lead.score_china = score_of(runs.best_chinese.back());
  for (const sim::Id<Lab> lab : sim::ids(world.labs.compute)) {
    const bool chinese = labs.named[lab].place == world.scenario->china;
    if (runs.points[lab] >= best - labs.near_points) ++(chinese ? lead.near_china : lead.near_us);
    raise(chinese ? lead.compute_china : lead.compute_us, world.labs.compute[lab]);
    raise(chinese ? lead.run_usd_china : lead.run_usd_us, runs.largest_usd[lab]);
  }
  const std::size_t weeks = runs.knowledge_abroad.size();
  const double before = runs.knowledge_abroad[weeks > kWeeksAYear ? weeks - 1 - kWeeksAYear : 0];
  lead.cost_fall_us = std::exp(runs.knowledge_abroad.back() - before);
  return lead;
}

}  // namespace chokepoint
