// The second-hand market in China: who holds smuggled chips sells some on where imports of the same use cost less.
//
//   sold on = held r / 52 max(0, log(P m / (c U)))    chips a week
//
// P m price in China, c least cost of a unit of use among imports and U the chip's use (both trade/channels), r
// `market.resale`. So a legal substitute draws smuggled chips out of fleets, and the premium below that at which rings
// still bring in any. Where nothing may be imported nothing replaces a chip, and nobody sells.
#pragma once

#include <cstdint>
#include <vector>

#include "models/physical/goods.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

/// Smuggled chips that an owner would part with this week.
struct Resale {
  sim::Id<Chinese> owner;
  sim::Id<Product> product;
  std::int32_t units = 0;
};

/// Part of what is held that is offered a week, for a price, what imports of the same use cost, and a rate a year; 0 when
/// nothing may be imported (a replacement of 0).
double part_sold_on(double price, double replacement, double rate);

/// This week's offers, product after product, owners in their order.
std::vector<Resale> resales(const World& world);

}  // namespace chokepoint
