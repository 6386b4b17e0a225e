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

/// What owners offer of one product. Whole chips; what rounding leaves of one owner's is the next one's.
struct Offers {
  double part = 0;  ///< of what each holds
  double carry = 0;
  std::vector<Resale> made;

  void add(Id<Chinese> owner, Id<Product> product, std::int32_t held) {
    carry += held * part;
    const std::int32_t units = std::min(held, static_cast<std::int32_t>(carry));
    if (units == 0) return;
    carry -= units;
    made.push_back({owner, product, units});
  }
};

}  // namespace

double part_sold_on(double price, double replacement, double rate) {
  if (replacement <= 0 || price <= replacement) return 0;
  return std::min(1.0, rate / sim::kWeeksPerYear * std::log(price / replacement));
}

std::vector<Resale> resales(const World& world) {
  std::vector<Resale> all;
  if (!world.scenario->mechanisms.resale || world.plans.import_cost_usd <= 0) return all;
  sim::Column<Product, Offers> offers(world.scenario->products.size());
  bool any = false;
  for (const Id<Product> product : world.scenario->simulated) {
    if (world.scenario->products[product].chinese) continue;
    offers[product].part = offered_part(world, product);
    any = any || offers[product].part > 0;
  }
  if (!any) return all;
  const auto& smuggled = world.stocks.in_china[static_cast<std::size_t>(Provenance::kSmuggled)];
  for (const Id<Chinese> owner : ids(world.chinese.sector)) {
    smuggled.for_each(owner, [&](Id<Product> product, std::int32_t held) {
      if (offers[product].part > 0) offers[product].add(owner, product, held);
    });
  }
  for (const Id<Product> product : world.scenario->simulated)
    all.insert(all.end(), offers[product].made.begin(), offers[product].made.end());
  return all;
}

}  // namespace chokepoint
