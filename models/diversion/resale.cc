#include "models/diversion/resale.h"

#include <algorithm>
#include <cmath>

#include "models/trade/channels.h"
#include "models/world.h"
#include "sim/engine/calendar.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

double offered_part(const World& world, Id<Product> product) {
  const double use =
      use_of(world.scenario->catalogue.chip[product], world.parameters.channels.inference_share);
  return part_sold_on(world.price_usd(product) * world.premium(product), world.plans.import_cost_usd * use,
                      world.parameters.market.resale);
}

/// Whole chips; what rounding leaves of one owner's is the next one's.
void add_offers(const World& world, Id<Product> product, double part, std::vector<Resale>& offers) {
  const auto& smuggled = world.stocks.in_china[static_cast<std::size_t>(Provenance::kSmuggled)];
  double carry = 0;
  for (const Id<Chinese> owner : ids(world.chinese.sector)) {
    const std::int32_t held = smuggled(owner, product);
    if (held == 0) continue;
    carry += held * part;
    const std::int32_t units = std::min(held, static_cast<std::int32_t>(carry));
    if (units == 0) continue;
    carry -= units;
    offers.push_back({owner, product, units});
  }
}

}  // namespace

double part_sold_on(double price, double replacement, double rate) {
  if (replacement <= 0 || price <= replacement) return 0;
  return std::min(1.0, rate / sim::kWeeksPerYear * std::log(price / replacement));
}

std::vector<Resale> resales(const World& world) {
  std::vector<Resale> offers;
  if (!world.scenario->mechanisms.resale || world.plans.import_cost_usd <= 0) return offers;
  for (const Id<Product> product : world.scenario->simulated) {
    if (world.scenario->products[product].chinese) continue;
    if (const double part = offered_part(world, product); part > 0) add_offers(world, product, part, offers);
  }
  return offers;
}

}  // namespace chokepoint
