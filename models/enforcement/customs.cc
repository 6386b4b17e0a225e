#include "models/enforcement/customs.h"

#include <algorithm>
#include <cmath>

#include "models/diversion/lots.h"
#include "models/diversion/method.h"
#include "models/diversion/ring_maps.h"
#include "models/enforcement/visibility.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kOpenedPurpose{"customs.opened"};
constexpr Purpose kLanePurpose{"customs.lane"};

Odds odds_of(const World& world, Id<Lane> lane, Id<Moving> moving, double smuggled_usd) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const MovingMethod& method = method_of(world, moving);
  const double opened =
      opening_chance(world.lanes.inspection[lane] * method.opening, inspection_effort_on(world, lane),
                     smuggled_usd, world.lanes.cover_usd_per_year[lane], parameters.customs_size_exponent);
  return {opened, opened * std::min(1.0, parameters.found_when_opened * method.recognition)};
}

}  // namespace

void CustomsKind::make(const World& world, State& own) {
  const PlaceNetwork& places = world.scenario->places;
  Lanes& lanes = own.lanes;
  for (const Id<Lane> lane : ids(places.from)) {
    const auto draws = world.streams.uniform4(world.scenario->keys.lane[lane], 0, kLanePurpose);
    lanes.inspection.push_back(places.inspection[lane].quantile(draws.u[0]));
    lanes.cover_usd_per_year.push_back(places.cover_usd_bn_per_year[lane].quantile(draws.u[1]) * 1e9);
    lanes.freight_usd.push_back(world.grain().chips(places.cost_usd_per_chip[lane].quantile(draws.u[2])));
  }
  for (const auto& method : world.parameters.methods.moving) {
    for (const double freight : lanes.freight_usd)
      lanes.transport_usd.push_back(freight * method.value.freight + method.value.cost_usd);
  }
}

double opening_chance(double base, double effort, double smuggled_value, double cover_value,
                      double exponent) {
  const double size = cover_value > 0 ? std::pow(smuggled_value / cover_value, exponent) : 0;
  return 1 - std::exp(-base * effort * (1 + size));
}

double inspection_effort(const World& world, Id<Place> place) {
  if (!world.scenario->mechanisms.customs) return 0;
  const auto week = static_cast<std::size_t>(world.week);
  return world.effort(Effort::kInspections) * world.scenario->enforcement.inspections[week][place] *
         campaign_factor(world, place);
}

double inspection_effort_on(const World& world, Id<Lane> lane) {
  const PlaceNetwork& places = world.scenario->places;
  const double leaving = inspection_effort(world, places.from[lane]);
  if (places.to[lane] == world.scenario->china) return leaving;
  return (leaving + inspection_effort(world, places.to[lane])) / 2;
}

double seizure_chance(const World& world, Id<Lane> lane, Id<Moving> moving) {
  return odds_of(world, lane, moving, world.lots.lane_usd_per_year[lane]).kept;
}

LaneOdds::LaneOdds(const World& world)
    : world_(world),
      smuggled_usd_(world.lots.lane_usd_per_year),
      known_(moving_methods(world) * world.scenario->places.lanes()) {}

const Odds& LaneOdds::of(Id<Lane> lane, Id<Moving> moving) {
  std::optional<Odds>& known = known_[lane_by(world_, lane, moving)];
  if (!known) {
    known = world_.scenario->mechanisms.customs ? odds_of(world_, lane, moving, smuggled_usd_[lane]) : Odds{};
  }
  return *known;
}

Inspection inspect(const World& world, const Odds& odds, const Lot& lot) {
  const double u = world.draw(world.rings.key[lot.ring], kOpenedPurpose, key_of(world, lot));
  return {u < odds.opened, u < odds.kept, odds.kept, u};
}

}  // namespace chokepoint
