#include "models/diversion/contraband.h"

#include "models/trade/channels.h"
#include "models/trade/orders.h"
#include "models/world.h"
#include "sim/numeric/pick.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kProductPurpose{"ring.product"};
constexpr Purpose kEntryPurpose{"ring.entry"};

/// Chance a week that an idle ring notices a good market.
constexpr double kEntryChance = 0.03;

}  // namespace

Contraband::Contraband(const World& world) {
  const Scenario& scenario = *world.scenario;
  if (!scenario.mechanisms.smuggling) return;
  for (const Offer& offer : offers_everywhere(world)) {
    if (is_open(rule_this_week(world, offer.product, scenario.china, scenario.china))) continue;
    const double use =
        use_of(scenario.catalogue.chip[offer.product], world.parameters.channels.inference_share);
    items.push_back({offer.product, offer.weight * use / world.price_usd(offer.product)});
  }
}

Id<Product> Contraband::choose(double u) const {
  const std::size_t chosen = sim::pick(
      items.size(), [&](std::size_t i) { return items[i].weight; }, u);
  return items[chosen == items.size() ? items.size() - 1 : chosen].product;
}

Id<Product> chip_of_turn(const World& world, const Contraband& contraband, Id<Ring> ring) {
  return contraband.choose(world.draw(world.rings.key[ring], kProductPurpose));
}

bool is_its_turn(const World& world, Id<Ring> ring) {
  return world.ring_lives.active[ring] != 0 && is_turn_of(world.rings.key[ring], world.week, kTradeEvery);
}

Notice notice_of(const World& world, const Contraband& contraband, Id<Ring> ring) {
  if (world.ring_lives.active[ring] != 0 || contraband.empty()) return {};
  const auto draws = world.draw4(world.rings.key[ring], kEntryPurpose);
  if (draws.u[0] >= kEntryChance) return {};
  return {true, contraband.choose(draws.u[1])};
}

}  // namespace chokepoint
