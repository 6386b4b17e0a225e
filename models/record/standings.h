// What stands where: the definitions of a million-chip cluster, for China and the United States.
#pragma once

#include "models/physical/campuses.h"
#include "models/world.h"

namespace chokepoint {

/// The essay's classes of China's stock.
enum class StockClass { kStillLegal, kBeforeBan, kLicensed, kSmuggled, kDomestic };
inline constexpr int kStockClasses = 5;

/// The class today of a chip that came in with this provenance: a legal one is still legal while the rule
/// book would let it in today, and was shipped before its ban when it would not.
StockClass class_today(const World& world, sim::Id<Product> product, Provenance provenance);

/// The largest site outside China that a Chinese firm fills, its arm's or one it rents, or `largest` where that is larger;
/// what is let of a site is no more than its power lets stand there.
ChipSum largest_outside(const World& world, ChipSum largest);

/// What stands where at the end of this week.
Standing standing_now(const World& world);

/// Phase: every fourth week, and when a year ends, the standing is written down.
void take_standing(const World& world, std::vector<Standing>& standings);

}  // namespace chokepoint
