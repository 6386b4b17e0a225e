#include "models/diversion/outlook.h"

#include <algorithm>
#include <cmath>

#include "models/trade/orders.h"
#include "models/trade/rush.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;

bool may_be_imported(const World& world, Id<Product> product) {
  return is_open(rule_this_week(world, product, world.scenario->china, world.scenario->china));
}

/// A part of a whole, added up piece by piece.
struct Part {
  double some = 0;
  double whole = 0;

  void add(double amount, bool counts) {
    whole += amount;
    if (counts) some += amount;
  }
  double share() const { return whole > 0 ? some / whole : 0; }
};

double opening_part(const World& world) {
  Part part;
  for (const Offer& chip : offers_everywhere(world)) {
    if (may_be_imported(world, chip.product)) continue;
    part.add(chip.weight, is_expected(world, world.scenario->openings[chip.product]));
  }
  return part.share();
}

double closing_part(const World& world) {
  Part part;
  for (const Id<Product> product : world.scenario->simulated) {
    if (world.scenario->products[product].chinese || !may_be_imported(world, product)) continue;
    part.add(world.asked.of_all[product] * world.price_usd(product),
             is_expected(world, world.scenario->closings[product]));
  }
  return part.share();
}

/// Whether any chip waits for such a change: in most weeks none does.
bool any_expected(const World& world, const sim::Column<Product, std::vector<Closing>>& changes) {
  return std::any_of(world.scenario->simulated.begin(), world.scenario->simulated.end(),
                     [&](Id<Product> product) { return is_expected(world, changes[product]); });
}

}  // namespace

Outlook outlook(const World& world) {
  if (!world.scenario->mechanisms.expectations) return {};
  return {any_expected(world, world.scenario->openings) ? opening_part(world) : 0,
          any_expected(world, world.scenario->closings) ? closing_part(world) : 0,
          world.parameters.market.extrapolation};
}

double expected_change(const Outlook& outlook, double premium, double remembered) {
  return outlook.closes * std::log(kUsualPremium) - outlook.opens * std::log(premium) +
         outlook.trend * std::log(premium / remembered);
}

}  // namespace chokepoint
