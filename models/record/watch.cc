#include "models/record/watch.h"

#include <algorithm>
#include <functional>

#include "models/physical/campuses.h"
#include "models/record/standings.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

ChipCounts counts_of(const World& world) {
  ChipCounts counts = world.watch->so_far;
  counts.made = world.stocks.made;
  return counts;
}

void see_fleets(const World& world, Sight& sight) {
  const Scenario& scenario = *world.scenario;
  for (const Id<Owner> owner : ids<Owner>(world.buyers.abroad)) {
    const Id<Place> place = world.buyers.place[Id<Buyer>(owner.index())];
    world.stocks.abroad.for_each(owner, [&](Id<Product> product, std::int32_t units) {
      sight.held[product] += units;
      sight.stock_h100e[place] += units * scenario.h100e[product];
    });
  }
  for (const auto& by_provenance : world.stocks.in_china) {
    for (const Id<Chinese> row : ids<Chinese>(world.buyers.chinese)) {
      by_provenance.for_each(row, [&](Id<Product> product, std::int32_t units) {
        sight.held_in_china[product] += units;
        sight.stock_h100e[scenario.china] += units * scenario.h100e[product];
      });
    }
  }
  for (const Id<Product> product : scenario.simulated) sight.held[product] += sight.held_in_china[product];
}

void see_sites(const World& world, Sight& sight) {
  for (const Id<Chinese> row : ids<Chinese>(world.buyers.chinese)) {
    const Id<Owner> owner = world.owner_of(world.buyer_of(row));
    sight.domestic_site_china =
        std::max(sight.domestic_site_china, campus_of(world, owner, SiteChips::kChinese).h100e);
  }
  sight.site_abroad_china = largest_outside(world, {}).h100e;
}

void see_labs(const World& world, Sight& sight) {
  std::vector<double> abroad(kRanks, 0);
  std::vector<double> chinese(kRanks, 0);
  for (const Id<Lab> lab : ids(world.labs.compute)) {
    const bool in_china = world.scenario->labs.named[lab].place == world.scenario->china;
    (in_china ? chinese : abroad).push_back(world.labs.compute[lab]);
  }
  for (auto* labs : {&abroad, &chinese}) std::sort(labs->begin(), labs->end(), std::greater<>());
  std::copy_n(abroad.begin(), kRanks, sight.lab_us.begin());
  std::copy_n(chinese.begin(), kRanks, sight.lab_china.begin());
}

Sight sight_of(const World& world) {
  Sight sight;
  sight.held.assign(world.scenario->products.size(), 0);
  sight.held_in_china.assign(world.scenario->products.size(), 0);
  sight.stock_h100e.assign(world.scenario->places.code.size(), 0);
  sight.so_far = counts_of(world);
  return sight;
}

}  // namespace

Watch watch_over(const World& world, const std::vector<int>& weeks) {
  Watch watch;
  const std::size_t products = world.scenario->products.size();
  for (auto* column : {&watch.so_far.made, &watch.so_far.sold, &watch.so_far.sold_to_china,
                       &watch.so_far.delivered_to_china, &watch.so_far.smuggled})
    column->assign(products, 0);
  watch.so_far.smuggled_h100e_over.assign(world.scenario->places.code.size(), 0);
  for (const int week : weeks) watch.sights[week];
  return watch;
}

Watch watch_from(const Watch& past, const Scenario& scenario) {
  Watch watch = past;
  const auto fit = [&scenario](auto&... columns) {
    (columns.values().resize(scenario.products.size()), ...);
  };
  const auto fit_counts = [&fit](ChipCounts& counts) {
    fit(counts.made, counts.sold, counts.sold_to_china, counts.delivered_to_china, counts.smuggled);
  };
  fit_counts(watch.so_far);
  for (auto& [week, sight] : watch.sights) {
    fit_counts(sight.so_far);
    fit(sight.held, sight.held_in_china);
  }
  return watch;
}

void watch_sale(const World& world, Id<Product> product, std::int64_t units, bool to_china) {
  if (world.watch == nullptr) return;
  world.watch->so_far.sold[product] += units;
  if (to_china) world.watch->so_far.sold_to_china[product] += units;
}

void watch_delivery_to_china(const World& world, Id<Product> product, std::int64_t units) {
  if (world.watch != nullptr) world.watch->so_far.delivered_to_china[product] += units;
}

void watch_smuggled(const World& world, const Lot& lot) {
  if (world.watch == nullptr) return;
  ChipCounts& counts = world.watch->so_far;
  counts.smuggled[lot.product] += lot.units;
  for (int leg = 0; leg < lot.legs; ++leg) {
    const Id<Place> from = world.scenario->places.from[lot.path[static_cast<std::size_t>(leg)]];
    counts.smuggled_h100e_over[from] += lot.units * world.scenario->h100e[lot.product];
  }
}

void look(const World& world) {
  const auto asked = world.watch->sights.find(world.week);
  if (asked == world.watch->sights.end()) return;
  Sight sight = sight_of(world);
  sight.standing = standing_now(world);
  see_fleets(world, sight);
  see_sites(world, sight);
  see_labs(world, sight);
  asked->second = std::move(sight);
}

}  // namespace chokepoint
