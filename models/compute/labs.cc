#include "models/compute/labs.h"

#include <algorithm>
#include <cmath>

#include "models/compute/distillation.h"
#include "models/compute/multipliers.h"
#include "models/compute/paradigm.h"
#include "models/compute/scaling.h"
#include "models/physical/fleets.h"
#include "models/record/trace.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr sim::Purpose kLengthPurpose{"capability.run_length"};
constexpr int kLookEvery = 4;  ///< weeks between looks at fleets
constexpr double kHoursAWeek = 168;

double h100e_of(const World& world, Id<Buyer> buyer) {
  double h100e = 0;
  for (const Id<Product> product : world.scenario->simulated) {
    const std::int32_t units = held_by(world, world.owner_of(buyer), product);
    if (units != 0) h100e += units * world.scenario->products[product].h100e;
  }
  return h100e;
}

/// What an owner commands: a Chinese one also what its arm has abroad and what it rents.
double fleet_of(const World& world, const LabOwner& owner) {
  if (owner.group == LabOwner::Group::kAbroad) return h100e_of(world, Id<Buyer>(owner.row));
  const Id<Chinese> chinese(owner.row);
  const Id<Buyer> arm = world.chinese.arm[chinese];
  return h100e_of(world, world.buyer_of(chinese)) + (arm.is_none() ? 0 : h100e_of(world, arm)) +
         world.renting.h100e[chinese];
}

/// What each lab uses of the fleets of its owners.
void sum_fleets(const World& world, Labs& own) {
  const LabScenario& labs = world.scenario->labs;
  // Several labs share an owner: each fleet is added up once.
  std::vector<double> fleets;
  for (const LabOwner& owner : labs.owners) fleets.push_back(fleet_of(world, owner));
  for (const Id<Lab> lab : ids(labs.named)) {
    double& compute = own.compute[lab];
    compute = 0;
    if (world.week < labs.named[lab].from_week) continue;
    for (const LabShare& part : labs.named[lab].compute) compute += part.share * fleets[part.owner];
  }
}

/// By how much training has come to buy more since the end of 2024, or since the start of a later span.
double growth_since_2024(const World& world) {
  const std::vector<double>& knowledge = world.runs.knowledge_abroad;
  if (world.week < world.scenario->week_of_2025 || knowledge.empty()) return 1;
  return std::exp(knowledge.back() -
                  knowledge[static_cast<std::size_t>(std::max(0, world.scenario->week_of_2025 - 1))]);
}

/// What training has come to buy more, as labs answer it: a factor on the share of their runs.
double answer_to_value(const World& world) {
  return std::pow(growth_since_2024(world), double{world.parameters.capability.training.answers_value});
}

/// Money that a lab puts into its run in a week.
double money_a_week(const World& world, Id<Lab> lab, double answer) {
  const LabScenario& labs = world.scenario->labs;
  const TrainingParameters& parameters = world.parameters.capability.training;
  const double compute = world.labs.compute[lab];
  if (compute <= 0) return 0;
  const double smaller = std::pow(compute / labs.run_size_h100e, -parameters.run_share_exponent);
  const double share = std::min(1.0, parameters.run_share * smaller * answer);
  return compute * share * kHoursAWeek * labs.price_usd[static_cast<std::size_t>(world.week)];
}

void begin_run(const World& world, TrainingRuns& runs, Id<Lab> lab, int week) {
  const TrainingParameters& parameters = world.parameters.capability.training;
  const double u = world.streams.uniform(world.scenario->labs.named[lab].key,
                                         static_cast<std::uint64_t>(week), kLengthPurpose);
  const double shortest = parameters.shortest_run_weeks;
  const double longest = std::max(shortest, double{parameters.longest_run_weeks});
  const double weeks = std::max(1.0, std::round(shortest + u * (longest - shortest)));
  runs.ends[lab] = week + static_cast<std::int32_t>(weeks) - 1;
  runs.first_usd[lab] = 0;
  runs.second_usd[lab] = 0;
}

/// What a run gives by itself, or with the answers of a better model, whichever is more.
double points_of_finished(const World& world, const TrainingRuns& runs, Id<Lab> lab) {
  const CapabilityParameters& parameters = world.parameters.capability;
  const auto points_with = [&](double part) {
    return points_of_run(runs.first_usd[lab] * part, runs.second_usd[lab] * part, world.ideas.knowledge[lab],
                         parameters.second_stage);
  };
  const double alone = points_with(1);
  const double seen = best_to_learn_from(world, runs);
  // Who has no chips cannot learn either.
  if (alone == kNoModel || seen <= alone) return alone;
  return std::max(
      alone, distilled_points(points_with(1 - parameters.distillation.cost), seen, parameters.distillation));
}

void finish_run(const World& world, TrainingRuns& runs, Id<Lab> lab) {
  const double points = points_of_finished(world, runs, lab);
  const double cost = runs.first_usd[lab] + runs.second_usd[lab];
  runs.largest_usd[lab] = std::max(runs.largest_usd[lab], cost);
  if (points <= runs.points[lab]) return;
  runs.points[lab] = points;
  note(world, {.kind = EventKind::kReleased,
               .value = score_of(points),
               .note = world.scenario->labs.named[lab].name.c_str()});
}

void write_frontier_down(const World& world, TrainingRuns& runs) {
  const LabScenario& scenario = world.scenario->labs;
  double abroad = kNoModel;
  double chinese = kNoModel;
  double knowledge = kNoModel;
  for (const Id<Lab> lab : ids(scenario.named)) {
    const bool in_china = scenario.named[lab].place == world.scenario->china;
    double& best = in_china ? chinese : abroad;
    best = std::max(best, runs.points[lab]);
    if (!in_china) knowledge = std::max(knowledge, world.ideas.knowledge[lab]);
  }
  runs.best_abroad.push_back(abroad);
  runs.best_chinese.push_back(chinese);
  runs.knowledge_abroad.push_back(knowledge);
}

}  // namespace

double points_of_run(double first_usd, double second_usd, double knowledge,
                     const SecondStageParameters& parameters) {
  if (first_usd <= 0) return kNoModel;
  const double multiplier = std::exp(knowledge);
  return points_of(first_usd * multiplier) + second_stage_points(second_usd * multiplier, parameters);
}

void LabKind::make(const World& world, State& own) {
  own.labs.compute.assign(world.scenario->labs.named.size(), 0);
  for (const Id<Lab> lab : ids(world.scenario->labs.named))
    own.labs.second_stage.push_back(second_stage_week(world, lab));
  sum_fleets(world, own.labs);
}

/// Each lab has a model trained on its opening fleet.
void TrainingKind::make(const World& world, State& own) {
  const LabScenario& scenario = world.scenario->labs;
  const std::size_t count = scenario.named.size();
  const TrainingParameters& parameters = world.parameters.capability.training;
  TrainingRuns& runs = own.runs;
  runs.ends.assign(count, 0);
  runs.first_usd.assign(count, 0);
  runs.second_usd.assign(count, 0);
  runs.points.assign(count, kNoModel);
  runs.largest_usd.assign(count, 0);
  const double weeks = (parameters.shortest_run_weeks + parameters.longest_run_weeks) / 2;
  for (const Id<Lab> lab : ids(scenario.named)) {
    if (world.scenario->calendar.weeks > 0) runs.first_usd[lab] = money_a_week(world, lab, 1) * weeks;
    finish_run(world, runs, lab);
    begin_run(world, runs, lab, std::max(0, scenario.named[lab].from_week));
  }
}

void look_at_fleets(const World& world, Labs& labs) {
  if (world.week % kLookEvery == 0) sum_fleets(world, labs);
}

void train(const World& world, TrainingRuns& runs) {
  const double years = (world.week - world.scenario->labs.second_stage_week) / sim::kWeeksPerYear;
  const double second_share = second_stage_share(years, world.parameters.capability.second_stage);
  const double answer = answer_to_value(world);
  for (const Id<Lab> lab : ids(runs.ends)) {
    const double money = money_a_week(world, lab, answer);
    const double second = world.week >= world.labs.second_stage[lab] ? second_share : 0;
    runs.first_usd[lab] += money * (1 - second);
    runs.second_usd[lab] += money * second;
    if (world.week < runs.ends[lab]) continue;
    finish_run(world, runs, lab);
    begin_run(world, runs, lab, world.week + 1);
  }
  write_frontier_down(world, runs);
}

}  // namespace chokepoint
