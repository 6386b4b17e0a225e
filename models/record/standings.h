// What stands where: the definitions of a million-chip cluster, for China and the United States.
#pragma once

#include "models/world.h"

namespace chokepoint {

/// The essay's classes of China's stock.
enum class StockClass { kStillLegal, kBeforeBan, kLicensed, kSmuggled, kDomestic };
inline constexpr int kStockClasses = 5;

/// The class today of a chip that came in with this provenance: a legal one is still legal while the rule
/// book would let it in today, and was shipped before its ban when it would not.
StockClass class_today(const World& world, sim::Id<Product> product, Provenance provenance);

/// What stands where at the end of this week.
Standing standing_now(const World& world);

/// Phase: every fourth week, and when a year ends, the standing is written down.
void take_standing(const World& world, std::vector<Standing>& standings);

}  // namespace chokepoint
