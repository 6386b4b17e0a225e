#include "models/agents/whistle_blowers.h"

#include <cmath>

#include "models/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr sim::Purpose kTipPurpose{"whistle_blowers.tip"};

}  // namespace

double tips_per_year(const WhistleBlowerParameters& parameters, double value_per_year, double award,
                     double effort) {
  if (value_per_year <= 0) return 0;
  return parameters.tip_rate * std::log10(1 + value_per_year / 1e6) * (1 + parameters.award_pull * award) *
         effort;
}

void hear_tips(World& world) {
  if (!world.setting->mechanisms.whistle_blowers) return;
  const double award = world.weekly(world.setting->enforcement.award);
  const double effort = world.effort(Effort::kWhistleBlowers);
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (world.rings.active[ring] == 0) continue;
    const double value = world.rings.flow_usd_per_year[ring];
    const double chance =
        1 - std::exp(-tips_per_year(world.parameters.enforcement, value, award, effort) / 52);
    const double u =
        world.luck.uniform(world.rings.key[ring], static_cast<std::uint64_t>(world.week), kTipPurpose);
    if (u >= chance) continue;
    ++world.today().tips;
    note(world, {.kind = EventKind::kTipped, .ring = ring, .value = value, .chance = chance, .luck = u});
    open_case(world, ring, Evidence::kTip);
  }
}

}  // namespace chokepoint
