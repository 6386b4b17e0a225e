// Rings and their fronts on the first day.
#include <algorithm>
#include <cmath>

#include "models/diversion/front.h"
#include "models/diversion/ring_learning.h"
#include "models/setup_rows.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kCapitalPurpose{"setup.capital"};
constexpr Purpose kActivePurpose{"setup.active"};
constexpr Purpose kPlacePurpose{"setup.place"};
constexpr Purpose kFrontPurpose{"setup.front"};

/// Rings trade from the start with this chance; the rest may enter later.
constexpr double kActiveAtStart = 0.25;
/// Rings' capital stops here, near the largest case seen ($4.6 bn turned over), USD.
constexpr double kMostCapitalUsd = 5e8;
/// Fronts of the first day are up to so old.
constexpr double kOldestWeeks = 156;

/// Larger rings keep more fronts, with the cube root of capital; over the mean of that root, so that the average ring
/// keeps as many as asked.
std::uint32_t fronts_of(const World& world, double capital_usd) {
  const RingParameters& parameters = world.parameters.rings;
  const double size = std::cbrt(capital_usd / parameters.capital_median_usd) /
                      std::exp(parameters.capital_sigma * parameters.capital_sigma / 18);
  return static_cast<std::uint32_t>(
      std::clamp(std::round(world.setting->population.fronts_per_ring * size), 1.0, 500.0));
}

void add_ring(World& world, std::uint32_t row) {
  const RingParameters& parameters = world.parameters.rings;
  Rings& rings = world.rings;
  const std::uint64_t key = key_of(kRingKey, row);
  const double u = world.luck.uniform(key, 0, kCapitalPurpose);
  const double capital = std::min(
      kMostCapitalUsd, sim::lognormal_quantile(u, parameters.capital_median_usd, parameters.capital_sigma));
  rings.key.push_back(key);
  rings.active.push_back(world.luck.uniform(key, 0, kActivePurpose) < kActiveAtStart ? 1 : 0);
  rings.start_cents.push_back(static_cast<std::int64_t>(capital * 100));
  rings.capital_cents.push_back(static_cast<std::int64_t>(capital * 100));
  rings.first_front.push_back(world.buyers.fronts);
  world.buyers.fronts += fronts_of(world, capital);
}

void make_room(World& world, std::uint32_t count) {
  const PlaceNetwork& places = world.setting->places;
  const std::size_t methods = world.parameters.methods.moving.size();
  Rings& rings = world.rings;
  rings.goods_cents.assign(count, 0);
  rings.flow_usd_per_year.assign(count, 0);
  rings.action_week.assign(count, -1);
  rings.overhead_cents.assign(count, 0);
  rings.earned_usd_per_year.assign(count, 0);
  rings.asked_units.assign(count, 0);
  rings.got_units.assign(count, 0);
  rings.filled.assign(count, 1);
  rings.look_week.assign(count, 0);
  rings.seen_week.assign(count, 0);
  rings.lean_turns.assign(count, 0);
  rings.losses = {count, methods * places.lanes(), 0};
  rings.passes = {count, methods * places.lanes(), 0};
  rings.next_lane = {count, methods * places.places(), Id<Lane>{}};
  rings.way_loss = {count, methods * places.places(), 1};
  rings.way_cost_usd = {count, methods * places.places(), 0};
  rings.carried = {count, methods, 0};
  rings.leaning = {count, world.parameters.methods.buying.size(), 0};
  rings.unsold = {count, world.setting->products.size(), 0};
}

/// A front before it has its row.
struct NewFront {
  Id<Place> place;
  std::uint64_t key;
};

void add_front(World& world, Id<Ring> ring, const NewFront& front) {
  const auto draws = world.luck.uniform4(front.key, 0, kFrontPurpose);
  const Id<Buying> method = choose_method(world, ring, front.place, draws.u[0]);
  const Id<Place> headquarters = method_of(world, method).chinese ? world.setting->china : front.place;
  add_buyer(world, {BuyerKind::kFront, front.place, headquarters, front.key, 0, 1});
  world.fronts.ring.push_back(ring);
  world.fronts.method.push_back(method);
  world.fronts.founded_week.push_back(-static_cast<std::int32_t>(draws.u[1] * kOldestWeeks));
}

void add_fronts(World& world, Id<Ring> ring, std::vector<NewFront>& fronts) {
  const Setting& setting = *world.setting;
  fronts.clear();
  const std::uint32_t count =
      world.rings.first_front[Id<Ring>(ring.index() + 1)] - world.rings.first_front[ring];
  for (std::uint32_t number = 0; number < count; ++number) {
    const std::uint64_t key = key_of(kFrontKey, (std::uint64_t{ring.index()} << 16) | number);
    fronts.push_back({choose_place(setting.places, setting.actors.fronts.places,
                                   world.luck.uniform(key, 0, kPlacePurpose)),
                      key});
  }
  // Those of one place stand together, so that a ring weighs a place once.
  std::sort(fronts.begin(), fronts.end(), [](const NewFront& a, const NewFront& b) {
    return a.place != b.place ? a.place < b.place : a.key < b.key;
  });
  world.rings.first_block.push_back(static_cast<std::uint32_t>(world.rings.blocks.size()));
  for (std::size_t i = 0; i < fronts.size(); ++i) {
    const auto row = static_cast<std::uint32_t>(world.fronts.ring.size());
    if (i == 0 || fronts[i].place != fronts[i - 1].place)
      world.rings.blocks.push_back({fronts[i].place, row, row});
    add_front(world, ring, fronts[i]);
    world.rings.blocks.back().last = row + 1;
  }
}

}  // namespace

void make_rings(World& world) {
  const std::uint32_t count = scaled(world.setting->population.scale, world.setting->population.rings);
  for (std::uint32_t row = 0; row < count; ++row) add_ring(world, row);
  world.rings.first_front.push_back(world.buyers.fronts);
  make_room(world, count);
  std::vector<NewFront> fronts;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    lean(world, ring);
    add_fronts(world, ring, fronts);
  }
  world.rings.first_block.push_back(static_cast<std::uint32_t>(world.rings.blocks.size()));
  world.fronts.suspicion.assign(world.buyers.fronts, 0);
  world.fronts.received.assign(world.buyers.fronts, 0);
  world.fronts.back_week.assign(world.buyers.fronts, -1);
  world.fronts.served_by.assign(world.buyers.fronts, Id<Seller>{});
}

}  // namespace chokepoint
