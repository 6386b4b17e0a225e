// What the makers of a world's rows share.
#pragma once

#include <cstdint>

#include "models/world.h"

namespace chokepoint {

/// Agents' addresses: a kind and a number within it, so that more of one kind moves no draw of another.
enum : std::uint64_t { kSellerKey = 1, kAbroadKey, kChineseKey, kArmKey, kFrontKey, kRingKey };
constexpr std::uint64_t key_of(std::uint64_t kind, std::uint64_t number) { return (kind << 40) | number; }

/// What a population's scale makes of a number of rows: one at least, unless it is none.
std::uint32_t scaled(double scale, int number);

/// A place by its weight at a uniform number.
sim::Id<Place> choose_place(const PlaceNetwork& places, const Named<double>& weights, double u);

struct NewBuyer {
  BuyerKind kind;
  sim::Id<Place> place;
  sim::Id<Place> headquarters;
  std::uint64_t key;
  double share;
  int campuses;
};

sim::Id<Buyer> add_buyer(World& world, const NewBuyer& buyer);

/// Rings with their money and their fronts.
void make_rings(World& world);

}  // namespace chokepoint
