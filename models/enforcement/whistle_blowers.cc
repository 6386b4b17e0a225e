#include "models/enforcement/whistle_blowers.h"

#include <cmath>

#include "models/enforcement/exposure.h"
#include "models/record/trace.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kTipPurpose{"whistle_blowers.tip"};

}  // namespace

double tips_per_year(const WhistleBlowerParameters& parameters, double value_per_year, double award,
                     double effort) {
  if (value_per_year <= 0) return 0;
  return parameters.tip_rate * std::log10(1 + value_per_year / 1e6) * (1 + parameters.award_pull * award) *
         effort;
}

void hear_tips(const World& world, WeekLog& tally, Outbox& outbox) {
  if (!world.scenario->mechanisms.whistle_blowers) return;
  const double award = world.weekly(world.scenario->enforcement.award);
  const double effort = world.effort(Effort::kWhistleBlowers);
  const auto chance_of_tip = [&](double value) {
    return 1 -
           std::exp(-tips_per_year(world.parameters.enforcement, value, award, effort) / sim::kWeeksPerYear);
  };
  for (const auto& [ring, value, chance, drawn] : exposed_rings(world, kTipPurpose, chance_of_tip)) {
    tally.tips += world.grain().of_world(1);
    note(world, {.kind = EventKind::kTipped, .ring = ring, .value = value, .chance = chance, .drawn = drawn});
    outbox.trails.push_back({ring, Evidence::kTip});
  }
}

}  // namespace chokepoint
