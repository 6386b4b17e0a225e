#include "models/physical/fleets.h"

#include <algorithm>
#include <cmath>

#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kFailurePurpose{"fleets.failure"};

/// Owners are looked at in turn, each once a quarter.
constexpr int kAgeEvery = 13;
constexpr std::size_t kNoneDrawn = static_cast<std::size_t>(-1);

}  // namespace

const char* name_of(Provenance provenance) {
  static constexpr const char* kNames[kProvenances] = {"legal", "licensed", "smuggled", "domestic"};
  return kNames[static_cast<std::size_t>(provenance)];
}

std::int32_t held_by(const World& world, Id<Owner> owner, Id<Product> product) {
  const Id<Buyer> buyer(owner.index());
  if (world.buyers.kind[buyer] != BuyerKind::kChinese) return world.fleets.held(owner, product);
  std::int32_t units = 0;
  for (const auto& grid : world.chinese.held) units += grid(world.chinese_of(buyer), product);
  return units;
}

void age_fleets(World& world) {
  if (!world.setting->mechanisms.failures) return;
  const double chance = 1 - std::pow(1 - world.parameters.fleets.failure_per_year, kAgeEvery * 7 / 365.25);
  const auto when = static_cast<std::uint64_t>(world.week);
  // What fails of an owner's holdings of all products; one number a holding, four for the price of one.
  const auto fail = [&](auto& held, auto row, Id<Buyer> buyer, std::uint64_t holding) {
    sim::Luck::Four four{};
    std::size_t drawn = kNoneDrawn;  // which four numbers are at hand
    held.for_each(row, [&](Id<Product> product, std::int32_t& units) {
      if (drawn != product.index() / 4) {
        drawn = product.index() / 4;
        four = world.luck.uniform4(world.buyers.key[buyer], when, kFailurePurpose, holding * 1024 + drawn);
      }
      const auto failed = static_cast<std::int32_t>(
          std::min<std::int64_t>(units, sim::round_by_chance(four.u[product.index() % 4], units * chance)));
      units -= failed;
      world.fleets.scrapped[product] += failed;
    });
  };
  for (std::uint32_t row = static_cast<std::uint32_t>(world.week % kAgeEvery); row < world.buyers.owners();
       row += kAgeEvery) {
    const Id<Buyer> buyer(row);
    if (world.buyers.kind[buyer] != BuyerKind::kChinese) {
      fail(world.fleets.held, world.owner_of(buyer), buyer, 0);
      continue;
    }
    for (std::size_t p = 0; p < kProvenances; ++p) {
      fail(world.chinese.held[p], world.chinese_of(buyer), buyer, 1 + p);
    }
  }
}

}  // namespace chokepoint
