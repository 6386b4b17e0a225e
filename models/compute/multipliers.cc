#include "models/compute/multipliers.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/record/trace.h"
#include "models/world.h"
#include "sim/numeric/pick.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kArrivalPurpose{"capability.arrival"};
constexpr Purpose kFindPurpose{"capability.find"};
constexpr Purpose kModelArrivalPurpose{"capability.model_arrival"};
constexpr Purpose kModelFindPurpose{"capability.model_find"};
constexpr Purpose kSpreadPurpose{"capability.spread"};

/// At most so many of a stream in a week have addresses of their own.
constexpr std::uint64_t kMostInAWeek = 256;

/// How likely each lab is the next to find something.
std::vector<double> finders(const World& world) {
  const double exponent = world.parameters.capability.multipliers.finder_exponent;
  std::vector<double> weights;
  for (const Id<Lab> lab : ids(world.labs.compute)) {
    const double compute = world.labs.compute[lab];
    weights.push_back(compute <= 0 ? 0 : std::pow(compute, exponent));
  }
  return weights;
}

/// It is news to every other lab, from some week on.
void spread(const World& world, Ideas& ideas, const Discovery& found, std::uint64_t number) {
  const MultiplierParameters& parameters = world.parameters.capability.multipliers;
  const auto& facts = world.scenario->labs.named;
  for (const Id<Lab> lab : ids(facts)) {
    if (lab == found.finder) {
      ideas.news.push_back({found.log_size, lab, found.week});
      continue;
    }
    const double mean = found.published != 0                            ? parameters.published_weeks
                        : facts[lab].place == facts[found.finder].place ? parameters.kept_weeks_at_home
                                                                        : parameters.kept_weeks_abroad;
    const double u =
        world.streams.uniform(facts[lab].key, static_cast<std::uint64_t>(found.week), kSpreadPurpose, number);
    const double weeks = std::ceil(sim::exponential_quantile(u, mean));
    ideas.news.push_back({found.log_size, lab, found.week + static_cast<std::int32_t>(weeks)});
  }
}

/// What is found in a week, of the run or before it, and to whom it travels.
void find_multipliers(const World& world, Ideas& ideas, int week) {
  if (!world.scenario->mechanisms.multipliers) return;
  const MultiplierParameters& parameters = world.parameters.capability.multipliers;
  const LabScenario& labs = world.scenario->labs;
  const auto when = static_cast<std::uint64_t>(week);
  const double growth = labs.growth_in(week) * parameters.progress;
  if (growth <= 0) return;
  const auto means = arrivals(growth, parameters);
  for (std::uint32_t stream = 0; stream < kStreams; ++stream) {
    const double u = world.streams.uniform(stream, when, kArrivalPurpose);
    const auto found = static_cast<std::uint64_t>(sim::poisson_quantile(u, means[stream]));
    for (std::uint64_t nth = 0; nth < std::min(found, kMostInAWeek); ++nth) {
      const auto draws = world.streams.uniform4(stream, when, kFindPurpose, nth);
      const std::vector<double> weights = finders(world);
      const std::size_t chosen = sim::pick(weights, draws.u[0]);
      if (chosen == weights.size()) return;
      const Id<Lab> finder(chosen);
      const double told = parameters.published.of(labs.named[finder].habit);
      const Discovery discovery{.log_size = std::log(kStreamSizes[stream]) * (0.5 + draws.u[1]),
                                .finder = finder,
                                .week = week,
                                .stream = stream,
                                .published = draws.u[2] < told ? 1U : 0U};
      ideas.discoveries.push_back(discovery);
      spread(world, ideas, discovery, stream * kMostInAWeek + nth);
      note(world, {.kind = EventKind::kFound,
                   .value = std::exp(discovery.log_size),
                   .chance = told,
                   .drawn = draws.u[2],
                   .note = labs.named[finder].name.c_str()});
    }
  }
}

/// What a lab's own models find for it in a week of a growth of the logarithm.
void find_for_lab(const World& world, Ideas& ideas, Id<Lab> lab, double growth) {
  const auto when = static_cast<std::uint64_t>(world.week);
  const std::uint64_t key = world.scenario->labs.named[lab].key;
  const auto means = arrivals(growth, world.parameters.capability.multipliers);
  for (std::uint32_t stream = 0; stream < kStreams; ++stream) {
    const double u = world.streams.uniform(key, when, kModelArrivalPurpose, stream);
    const auto found = static_cast<std::uint64_t>(sim::poisson_quantile(u, means[stream]));
    for (std::uint64_t nth = 0; nth < std::min(found, kMostInAWeek); ++nth) {
      const double size =
          world.streams.uniform(key, when, kModelFindPurpose, stream * kMostInAWeek + nth) + 0.5;
      const double log_size = std::log(kStreamSizes[stream]) * size;
      ideas.discoveries.push_back(
          {.log_size = log_size, .finder = lab, .week = world.week, .stream = stream});
      ideas.news.push_back({log_size, lab, world.week});
      note(world, {.kind = EventKind::kFound,
                   .value = std::exp(log_size),
                   .chance = 0,
                   .drawn = 1,
                   .note = world.scenario->labs.named[lab].name.c_str()});
    }
  }
}

/// Feedback: models find for the labs that made them.
void let_models_find(const World& world, Ideas& ideas) {
  const LabScenario& labs = world.scenario->labs;
  if (labs.feedback == 0 || !world.scenario->mechanisms.multipliers) return;
  const std::vector<double> weights = finders(world);
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  const double growth = labs.growth_in(world.week) * world.parameters.capability.multipliers.progress;
  if (all <= 0 || growth <= 0) return;
  for (const Id<Lab> lab : ids(labs.named)) {
    const double own = growth * weights[lab.index()] / all;
    find_for_lab(world, ideas, lab, own * found_by_models(world.runs.points[lab], labs.feedback));
  }
}

/// Labs learn what has reached them by a week.
void hear_news(Ideas& ideas, int week) {
  std::erase_if(ideas.news, [&](const News& news) {
    if (news.week > week) return false;
    ideas.knowledge[news.lab] += news.log_size;
    return true;
  });
}

}  // namespace

void MultiplierParameters::check(sim::Checker& checker) const {
  if (often + sometimes > 1) {
    checker.problem(checker.newer("sometimes", "often"), "often and sometimes add up to more than 1",
                    "they are shares of one growth");
  }
}

std::array<double, kStreams> arrivals(double log_growth, const MultiplierParameters& parameters) {
  const double often = parameters.often;
  const double sometimes = std::min(double{parameters.sometimes}, 1 - often);
  const double shares[] = {often, sometimes, 1 - often - sometimes};
  std::array<double, kStreams> counts{};
  for (std::size_t i = 0; i < kStreams; ++i) counts[i] = shares[i] * log_growth / std::log(kStreamSizes[i]);
  return counts;
}

double found_by_models(double points, double feedback) { return feedback * std::max(0.0, points) / 100; }

void MultiplierKind::make(const World& world, State& own) {
  const LabScenario& scenario = world.scenario->labs;
  // Where multipliers stood before the first that is simulated, so that by the reference date the mean is one.
  const bool arrive = world.scenario->mechanisms.multipliers;
  own.ideas.knowledge.assign(
      scenario.named.size(),
      arrive ? -scenario.growth_to_reference * world.parameters.capability.multipliers.progress : 0.0);
  // What was found in the two years before is still on its way.
  for (int week = -kWeeksBefore; week < 0; ++week) {
    find_multipliers(world, own.ideas, week);
    hear_news(own.ideas, week);
  }
}

void spread_ideas(const World& world, Ideas& ideas) {
  find_multipliers(world, ideas, world.week);
  let_models_find(world, ideas);
  hear_news(ideas, world.week);
}

}  // namespace chokepoint
