#include "models/fleets.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kFailurePurpose{"fleets.failure"};

/// Owners are looked at in turn: failures once a quarter, sites every four weeks.
constexpr int kAgeEvery = 13;
constexpr int kInstallEvery = 4;

}  // namespace

std::int32_t held_by(const World& world, Id<Owner> owner, Id<Product> product) {
  const Id<Buyer> buyer(owner.index());
  if (world.buyers.kind[buyer] != BuyerKind::kChinese) return world.fleets.held(owner, product);
  std::int32_t units = 0;
  for (const auto& grid : world.chinese.held) units += grid(world.chinese_of(buyer), product);
  return units;
}

std::vector<int> fill_site(const std::vector<SiteChoice>& wanted, double kilowatts) {
  std::vector<int> placed;
  placed.reserve(wanted.size());
  for (const SiteChoice& choice : wanted) {
    const double fit = choice.kilowatts > 0 ? kilowatts / choice.kilowatts : choice.units;
    const int units = std::min(choice.units, static_cast<int>(std::min(fit, 2e9)));
    kilowatts -= units * choice.kilowatts;
    placed.push_back(units);
  }
  return placed;
}

void age_fleets(World& world) {
  if (!world.setting->mechanisms.failures) return;
  const double chance = 1 - std::pow(1 - world.parameters.fleets.failure_per_year, kAgeEvery * 7 / 365.25);
  const auto when = static_cast<std::uint64_t>(world.week);
  // What fails of one holding; one number a holding.
  const auto fail = [&](std::int32_t& units, Id<Buyer> buyer, Id<Product> product, std::uint64_t holding) {
    if (units == 0) return;
    const double u =
        world.luck.uniform(world.buyers.key[buyer], when, kFailurePurpose, holding * 1024 + product.index());
    const auto failed =
        static_cast<std::int32_t>(std::min<std::int64_t>(units, sim::round_by_chance(u, units * chance)));
    units -= failed;
    world.fleets.scrapped[product] += failed;
  };
  for (std::uint32_t row = static_cast<std::uint32_t>(world.week % kAgeEvery); row < world.buyers.owners();
       row += kAgeEvery) {
    const Id<Buyer> buyer(row);
    for (const Id<Product> product : world.setting->simulated) {
      if (world.buyers.kind[buyer] != BuyerKind::kChinese) {
        fail(world.fleets.held(world.owner_of(buyer), product), buyer, product, 0);
        continue;
      }
      for (std::size_t p = 0; p < kProvenances; ++p) {
        fail(world.chinese.held[p](world.chinese_of(buyer), product), buyer, product, 1 + p);
      }
    }
  }
}

void install(World& world) {
  const Setting& setting = *world.setting;
  const CampusParameters& parameters = world.parameters.campuses;
  const bool future = world.week >= setting.week_of_2025;
  const double abroad_kw =
      world.weekly(setting.power_abroad_kw) * (future ? double{parameters.abroad_power} : 1.0);
  const double china_kw =
      world.weekly(setting.power_china_kw) * (future ? double{parameters.chinese_power} : 1.0);
  // Most owners hold a few products only, so only those are weighed and only those written.
  std::vector<SiteChoice> wanted;
  std::vector<Id<Product>> products;
  for (std::uint32_t row = static_cast<std::uint32_t>(world.week % kInstallEvery);
       row < world.buyers.owners(); row += kInstallEvery) {
    const Id<Owner> owner(row);
    const double share = world.fleets.site_share[owner];
    wanted.clear();
    products.clear();
    for (const Id<Product> product : setting.by_efficiency) {
      const std::int32_t units = held_by(world, owner, product);
      if (units == 0 && world.fleets.main_site(owner, product) == 0) continue;
      wanted.push_back(
          {static_cast<int>(share * units), setting.products[product].kilowatts * parameters.site_overhead});
      products.push_back(product);
    }
    if (wanted.empty()) continue;
    const bool in_china = world.buyers.place[Id<Buyer>(row)] == setting.china;
    constexpr double kNoLimit = 1e15;
    const double power = setting.mechanisms.site_power
                             ? (in_china ? china_kw : abroad_kw) * world.fleets.site_power[owner]
                             : kNoLimit;
    const std::vector<int> placed = fill_site(wanted, power);
    for (std::size_t i = 0; i < placed.size(); ++i) world.fleets.main_site(owner, products[i]) = placed[i];
  }
}

}  // namespace chokepoint
