// A designer whose best chip China may not have builds one that it may: its best chip, cut until it lies just under
// the lines of the day (A800, H800, H20, L20, 4090D were such).
//
//   cut to             line x (1 - margin), for any choice of the lines on TPP, density, link, memory bandwidth, sum
//   which              of all cuts that the rule book lets through, the one of most use to a Chinese buyer
//   when               the law closed its best chip, China is above `market_share` of demand, no real chip of its own
//                      that is open by then is worth `good_enough` of the cut one
//   again              when its best chip is `refresh` times as good, or the law closed the last variant
//   in volume          lag_weeks later, drawn once a run
//   price              that of the best chip x (use / use of the best)^price_exponent
//
// In history the real products came on their real dates: while the catalogue records what designers built
// (`real_until`) and the law on chips for China is that of history, none is built beside them. After that day every
// calendar gets variants alike. All but the lag is settled once a scenario, since a variant is a product as any other:
// it has a row in the catalogue and a ruling in every version.
#pragma once

#include <vector>

#include "models/law/rule_book.h"
#include "models/physical/designer_state.h"
#include "models/physical/goods.h"
#include "models/physical/supply.h"

namespace chokepoint {

struct World;

/// The numbers that chips are held against: bounds at or above which a control speaks.
struct Lines {
  std::vector<double> tpp;
  std::vector<double> density;
  std::vector<double> link;
  std::vector<double> memory_bandwidth;
  std::vector<double> bandwidth_sum;

  bool operator==(const Lines&) const = default;
};

/// All lines of the thresholds in force.
Lines lines_of(const LawVersion& version);

/// A chip cut to these figures, its rates and the power of its arithmetic with its TPP. Its die stays.
Chip cut_chip(const Chip& base, double tpp, double link, double memory_bandwidth);

/// Every cut of a chip that lies `margin` under one line or several. The first is the chip itself.
std::vector<Chip> cuts_of(const Chip& base, const Lines& lines, double margin);

/// Whether a product is in volume this week: from its date; a built variant a drawn lag after it was begun, until
/// its successor is.
bool is_in_volume(const World& world, sim::Id<Product> product);

/// Whether a designer builds up stock of a variant: it is not in volume yet, and what it stands in for is closed to China
/// already.
bool is_prepared(const World& world, sim::Id<Product> variant);

/// Chips a week that sellers to China were lately asked for of a designer and that may no longer go there.
double lost_in_china(const World& world, sim::Id<Designer> designer);

/// Phase: variants that are ready enter production.
void launch_variants(const World& world);

}  // namespace chokepoint
